/**
 * What a table keeps of a person. Every column that references `person` is named once, by the slice that owns the
 * table; app.ts hands the lists over, and a test compares them with the database. Exports, merges of two records of
 * one person, and erasures go by them, so that none of the three can forget a table.
 */
export type PersonalRecord = {
  table: string
  column: string
  /** What the table says of the person, for themselves: "Roles you hold or held". */
  title: string
  /** `own`: a record about the person. `trace`: they stand in a record of something else, as who did it. */
  kind: 'own' | 'trace'
  /**
   * When a record is merged into another: the rows `move` to the record that is kept, or `stay` with the one that
   * was merged, as a way in does. What cannot simply move says so to `people/duplicates/`.
   */
  merging: 'move' | 'stay'
  /** At an erasure: the rows are deleted, the column is cleared, or they are kept for the reason given. */
  erasure: 'delete' | 'clear' | { keep: string }
}

/**
 * Columns in which somebody stands as who did something, with what the person did in words. They move in a merge; an
 * erasure takes the name away where it stands, in `person`, so the trace leads to nobody.
 */
export function traces(
  ...columns: [table: string, column: string, title: string][]
): PersonalRecord[] {
  return columns.map(([table, column, title]) => ({
    table,
    column,
    title,
    kind: 'trace',
    merging: 'move',
    erasure: {
      keep: 'Who did what is kept without the name for as long as what was done has effect.',
    },
  }))
}

/** The tables of this slice, and of the platform under it. */
export const peoplePersonalRecords: PersonalRecord[] = [
  {
    table: 'affiliation',
    column: 'person_id',
    title: 'Where you work or worked',
    kind: 'own',
    merging: 'move',
    erasure: {
      keep: 'Records of learning and reports name the organisation of the day, not the person.',
    },
  },
  {
    table: 'former_name',
    column: 'person_id',
    title: 'Names you had before',
    kind: 'own',
    merging: 'move',
    erasure: 'delete',
  },
  {
    table: 'person_role',
    column: 'person_id',
    title: 'Roles you hold or held',
    kind: 'own',
    merging: 'move',
    erasure: 'delete',
  },
  {
    table: 'person',
    column: 'merged_into_id',
    title: 'Records that were merged into yours',
    kind: 'own',
    merging: 'move',
    erasure: 'clear',
  },
  {
    table: 'agency_lead_request',
    column: 'person_id',
    title: 'Requests to lead your agency',
    kind: 'own',
    merging: 'move',
    erasure: 'delete',
  },
  {
    table: 'findable_person',
    column: 'person_id',
    title: 'What officers find you by',
    kind: 'own',
    merging: 'stay',
    erasure: 'delete',
  },
  {
    table: 'person_import_line',
    column: 'person_id',
    title: 'Lines about you in lists that were imported',
    kind: 'own',
    merging: 'move',
    erasure: 'delete',
  },
  ...(
    [
      ['person_match', 'person_id', 'What your record is compared by, to find second ones'],
      ['duplicate_pair', 'one_id', 'Records that were compared with yours'],
      ['duplicate_pair', 'other_id', 'Records that yours was compared with'],
    ] as const
  ).map(([table, column, title]) => ({
    table,
    column,
    title,
    kind: 'own' as const,
    merging: 'stay' as const,
    erasure: 'delete' as const,
  })),
  ...(
    [
      ['kept_id', 'Second records that were merged into yours, and when'],
      ['merged_id', 'Records that yours was merged into, and when'],
    ] as const
  ).map(([column, title]) => ({
    table: 'person_merge',
    column,
    title,
    kind: 'own' as const,
    merging: 'stay' as const,
    erasure: 'delete' as const,
  })),
  ...traces(
    ['person_import', 'made_by', 'Lists of people you imported'],
    ['person_import', 'started_by', 'Imports you started'],
    ['people_selection', 'made_by', 'Lists of people you chose'],
    ['people_change', 'done_by', 'What you did to many people at once'],
    ['agency_lead_request', 'decided_by', 'Requests of agency leads you decided on'],
    ['roster_review', 'reviewed_by', 'Lists of people you looked through'],
    ['duplicate_pair', 'dismissed_by', 'Pairs of records you said are two people'],
    ['person_merge', 'merged_by', 'Records you merged'],
    ['person_merge', 'undone_by', 'Merges you undid'],
    ['person_role', 'granted_by', 'Roles you gave to others'],
    ['organisation', 'requested_by', 'Organisations you asked us to list'],
    ['organisation_import', 'read_by', 'Files of organisations you read in'],
    ['organisation_import', 'confirmed_by', 'Files of organisations you imported'],
    ['organisation_succession', 'planned_by', 'Mergers and closures of organisations you recorded'],
    ['privacy_request', 'ended_by', 'Privacy requests you answered'],
    ['privacy_request_note', 'written_by', 'Notes you wrote on privacy requests'],
    ['privacy_export', 'made_by', 'Copies of personal data you made for others'],
    ['retention_rule', 'changed_by', 'Retention rules you changed'],
    ['retention_run', 'seen_by', 'Dry runs of retention rules you looked at'],
  ),
  {
    table: 'privacy_request',
    column: 'person_id',
    title: 'What you asked about your data',
    kind: 'own',
    merging: 'move',
    erasure: {
      keep: 'Kind, dates and outcome show that the request was answered (UK GDPR article 5(2)). Your words are deleted.',
    },
  },
  {
    table: 'privacy_export',
    column: 'person_id',
    title: 'Copies of your data that wait for you',
    kind: 'own',
    merging: 'move',
    erasure: 'delete',
  },
  ...(
    [
      ['password', 'When you last set your password'],
      ['second_factor', 'Your second factor'],
      ['second_factor_setup', 'A second factor that is being set up'],
      ['recovery_code', 'Your recovery codes'],
      ['passkey', 'Your passkeys'],
      ['linked_account', 'Accounts of your agency that you sign in with'],
      ['password_request', 'Codes for a new password that were asked for'],
      ['session', 'Where you are signed in'],
      ['registration', 'What you typed when you registered, for up to a day'],
    ] as const
  ).map(([table, title]) => ({
    table,
    column: 'person_id',
    title,
    kind: 'own' as const,
    merging: 'stay' as const,
    erasure: 'delete' as const,
  })),
]
