import type { ColumnType, Generated } from 'kysely'

declare module '../../platform/database.ts' {
  interface Tables {
    registration: {
      id: Generated<string>
      token_hash: Buffer
      name: string
      email: string
      next: string | null
      created_at: Date
      expires_at: Date
      proved_at: Date | null
      organisation_id: string | null
      new_organisation: ColumnType<NewOrganisation | null, string | null, string | null>
      job_title: string | null
      job_role_code: string | null
      line_manager_name: string | null
      line_manager_email: string | null
      has_no_line_manager: Generated<boolean>
      password_hash: string | null
      person_id: string | null
      completed_at: Date | null
    }
  }
}

/** An organisation that is not listed, as somebody told it who is registering. */
export type NewOrganisation = {
  name: string
  sectorCode: string
  postcode: string | null
  place: string | null
  website: string | null
}
