import type { Generated } from 'kysely'

declare module '../../platform/database.ts' {
  interface Tables {
    person_import: {
      id: Generated<string>
      file_name: string
      notes: string[]
      made_by: string | null
      made_at: Date
      invites: Generated<boolean>
      started_by: string | null
      started_at: Date | null
      finished_at: Date | null
      duplicates: number | null
      counts: Generated<unknown>
    }
    person_import_line: {
      import_id: string
      line: number
      outcome: LineOutcome
      reason: string | null
      name: string | null
      email: string | null
      organisation: string | null
      organisation_id: string | null
      job_title: string | null
      job_role_code: string | null
      line_manager_name: string | null
      line_manager_email: string | null
      person_id: string | null
      changes: Generated<string[]>
      done_at: Date | null
      left_out: string | null
    }
  }
}

/** What comes of a line. */
export type LineOutcome = 'new' | 'change' | 'unchanged' | 'refused'
