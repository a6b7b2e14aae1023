import type { TestApp } from './app.ts'

export type RegisteredPerson = {
  name: string
  email: string
  organisationIds?: string[]
  jobTitle?: string
  jobRole?: string
  /** When they last said that their details are right. Default: now. */
  confirmedAt?: Date | null
  leftAt?: Date
}

/** Puts somebody into the register as a practitioner, with their employers since 2020, the first the main one. */
export async function register(app: TestApp, person: RegisteredPerson): Promise<string> {
  const { database, clock } = app
  const now = clock.now()
  const { id } = await database
    .insertInto('person')
    .values({
      name: person.name,
      email: person.email,
      email_verified_at: now,
      created_at: now,
      left_at: person.leftAt ?? null,
      details_confirmed_at: person.confirmedAt === undefined ? now : person.confirmedAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const [at, organisationId] of (person.organisationIds ?? []).entries())
    await database
      .insertInto('affiliation')
      .values({
        person_id: id,
        organisation_id: organisationId,
        is_main: at === 0,
        job_title: person.jobTitle ?? null,
        job_role_code: person.jobRole ?? null,
        valid_from: '2020-01-01',
        valid_to: person.leftAt ? person.leftAt.toISOString().slice(0, 10) : null,
      })
      .execute()
  await database.insertInto('person_role').values({ person_id: id, role: 'practitioner' }).execute()
  return id
}
