import { listAuditEntries, type RecordedEntry } from '../../platform/audit.ts'
import { forgetJobsAbout } from '../../platform/jobs.ts'
import { countKeptMailTo, removeKeptMailTo } from '../../platform/kept-mail-queries.ts'
import { sentenceOf } from '../audit/audit-sentences.ts'
import { roleNames } from '../people-access.ts'
import type { PersonalRow, PersonalSection, SliceData } from './personal-data.ts'
import { clearJobAndManager, countManaged, countWaiting, removeWaiting } from './erasure-queries.ts'
import { listRequestsOf } from './privacy-request-queries.ts'
import { eraseOwnWords } from './privacy-request-words-queries.ts'
import { privacyKinds } from './privacy-words.ts'
import { readAffiliations, readDetails, readRequests, readRoles } from './personal-data-queries.ts'

const details: PersonalSection = {
  key: 'details',
  title: 'Your details',
  why: 'So that certificates and joining instructions carry the right name and reach you.',
  fields: {
    name: 'Name',
    email: 'Email address',
    email_proved_at: 'Address proved',
    added_at: 'Added',
    last_signed_in_at: 'Last signed in',
    left_at: 'Left',
    details_confirmed_at: 'Details confirmed',
    details_asked_at: 'Asked to check them',
  },
  covers: [],
  read: (database, { id }) => readDetails(database, id),
}

const affiliations: PersonalSection = {
  key: 'affiliations',
  title: 'Where you work or worked',
  why: 'So that training counts for the organisation you worked for on the day.',
  fields: {
    organisation: 'Organisation',
    job_title: 'Job',
    role: 'Role in the workforce',
    is_main: 'Main one',
    line_manager_named:
      'A line manager is named (who it is is about somebody else, so it is not here)',
    from: 'From',
    until: 'Until',
  },
  covers: ['affiliation.person_id'],
  read: (database, { id }) => readAffiliations(database, id),
}

const roles: PersonalSection = {
  key: 'roles',
  title: 'Roles you hold or held',
  why: 'They say what you may see and change here.',
  fields: { role: 'Role', organisation: 'For', from: 'From', until: 'Until' },
  covers: ['person_role.person_id'],
  read: async (database, { id }) => {
    const held = await readRoles(database, id)
    return held.map((row) => ({
      role: roleNames[row.role],
      organisation: row.organisation,
      from: row.valid_from,
      until: row.valid_to,
    }))
  },
}

const requests: PersonalSection = {
  key: 'privacy-requests',
  title: 'What you asked about your data',
  why: 'So that you are answered in time, and it can be shown that you were.',
  fields: {
    reference: 'Reference',
    kind: 'What',
    details: 'In your words',
    received_at: 'Received',
    acknowledged_at: 'Acknowledged',
    answer_by: 'Answer due by',
    extension_reason: 'Why it takes longer',
    state: 'State',
    outcome: 'Outcome',
    ended_at: 'Ended',
  },
  covers: ['privacy_request.person_id'],
  read: async (database, { id }) => {
    const rows = await readRequests(database, id)
    return rows.map((row) => ({ ...row, kind: privacyKinds[row.kind].title }))
  },
}

/** At most so many entries of the log; who did more gets the newest. */
const mostEntries = 20_000

const log: PersonalSection = {
  key: 'audit-log',
  title: 'What you did, and what was done to your record',
  why: 'So that it can be shown who changed what. Other people are not named.',
  fields: { at: 'When', action: 'Action', sentence: 'In words' },
  covers: [],
  read: async (database, { id }) => {
    const did = await listAuditEntries(database, { by: [id] }, mostEntries)
    const done = await listAuditEntries(
      database,
      { subjectKind: 'person', subjectId: id },
      mostEntries,
    )
    const entries = new Map([...did, ...done].map((entry) => [entry.number, entry]))
    return [...entries.values()]
      .toSorted((one, other) => one.number - other.number)
      .map((entry) => told(entry, id))
  },
}

/** What the people part itself keeps. */
export const peopleData: SliceData = {
  sections: [details, affiliations, roles, requests, log],
  columns: {
    ...lent('So that nobody but you gets in.', {
      'password.person_id': { changed_at: 'Set' },
      'second_factor.person_id': { confirmed_at: 'Set up' },
      'second_factor_setup.person_id': { started_at: 'Begun' },
      'recovery_code.person_id': { used_at: 'Used' },
      'passkey.person_id': { name: 'Name', created_at: 'Set up', last_used_at: 'Last used' },
      'linked_account.person_id': {
        issuer: 'Whose account',
        email: 'Address there',
        linked_at: 'Linked',
        last_used_at: 'Last used',
      },
      'password_request.person_id': { created_at: 'Asked for', used_at: 'Used' },
      'session.person_id': {
        created_at: 'Signed in',
        last_seen_at: 'Last used',
        expires_at: 'Ends',
      },
    }),
    ...lent('So that records of before still lead to you.', {
      'former_name.person_id': { name: 'Name', until: 'Until' },
    }),
    ...lent('So that the partnership knows whom it may trust with an agency’s people.', {
      'agency_lead_request.person_id': {
        reason: 'Your reason',
        requested_at: 'Asked',
        decided_at: 'Decided',
        approved: 'Approved',
        decision_note: 'Note of the decision',
      },
    }),
    ...lent('So that officers find you when you call.', {
      'findable_person.person_id': { name: 'Name', words: 'Words you are found by' },
    }),
    ...lent('So that you are not kept twice, and your training is counted once.', {
      'person_match.person_id': {
        name_key: 'Your name',
        mail_domain: 'Where your address is',
        job: 'Job',
        first_day: 'From',
        last_day: 'Until',
      },
      'duplicate_pair.one_id': { found_at: 'Found', dismissed_at: 'Found to be somebody else' },
      'duplicate_pair.other_id': { found_at: 'Found', dismissed_at: 'Found to be somebody else' },
      'person_merge.kept_id': { merged_at: 'Merged', undone_at: 'Undone' },
      'person_merge.merged_id': { merged_at: 'Merged', undone_at: 'Undone' },
      'person.merged_into_id': { created_at: 'Made' },
    }),
    ...lent('So that it is known where your details came from; gone after a while.', {
      'person_import_line.person_id': {
        name: 'Name',
        email: 'Address',
        organisation: 'Organisation',
        job_title: 'Job',
        done_at: 'Taken over',
      },
      'registration.person_id': {
        name: 'Name',
        email: 'Address',
        job_title: 'Job',
        created_at: 'Begun',
        completed_at: 'Completed',
      },
    }),
    ...lent('So that you can fetch what you asked for.', {
      'privacy_export.person_id': {
        made_at: 'Made',
        released_at: 'Released',
        expires_at: 'Deleted on',
      },
    }),
  },
  erasing: [
    {
      title: 'Your job and your line manager; your name where you are somebody’s line manager',
      count: async (database, subject) => countManaged(database, subject),
      erase: async (transaction, subject) => clearJobAndManager(transaction, subject),
    },
    {
      title: 'Your words in privacy requests, with the notes on them',
      count: async (database, { id }) => (await listRequestsOf(database, id)).length,
      erase: async (transaction, subject) => {
        await eraseOwnWords(transaction, subject)
      },
    },
    {
      title: 'A registration or sign-in with your address that was not finished',
      count: (database, { email }) => countWaiting(database, email),
      erase: (transaction, { email }) => removeWaiting(transaction, email),
    },
    {
      title: 'Mail to you that is kept while no mail server is set',
      count: (database, { email }) => countKeptMailTo(database, email),
      erase: async (transaction, { email }) => {
        await removeKeptMailTo(transaction, email)
        await forgetJobsAbout(transaction, email)
      },
    },
  ],
}

/** Columns that are shown as they are, with why the rows are kept. */
function lent(why: string, tables: Record<string, Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(tables).map(([column, fields]) => [column, { why, fields }]),
  )
}

function told(entry: RecordedEntry, id: string): PersonalRow {
  const isSelf = entry.by === id
  const who = { text: isSelf ? 'You' : entry.by ? 'Somebody of the partnership' : 'Cairn' }
  const subject = entry.subject
  const whom =
    subject.kind === 'person' ? { text: subject.id === id ? 'you' : 'somebody' } : { text: '' }
  // A note is in the words of whoever wrote it.
  const { note: _note, ...kept } = entry.details
  const sentence = sentenceOf({ ...entry, details: isSelf ? entry.details : kept }, who, whom)
  const words = sentence.map((part) => (typeof part === 'string' ? part : part.text)).join('')
  return {
    at: entry.at,
    action: entry.action,
    sentence: (isSelf ? words.replaceAll(/\btheir\b/g, 'your') : words).trim(),
  }
}
