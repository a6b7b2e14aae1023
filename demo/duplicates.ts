import { sql } from 'kysely'
import { enrol, courseKind } from '../src/learning/learning.ts'
import { lookForDuplicates } from '../src/people/people.ts'
import type { Database } from '../src/platform/database.ts'
import type { Services } from '../src/platform/web.ts'
import { findPublished } from '../src/publishing/publishing.ts'
import { thresholdsAndReferrals } from './learning/thresholds-and-referrals.ts'

type SecondRecord = {
  name: string
  email: string
  /** Whose main organisation they share. */
  atThatOf: string
  jobTitle: string
  from: string
}

/** A youth worker who registered twice, and two teaching assistants of one school who only look like one. */
const records: SecondRecord[] = [
  {
    name: 'Joanne Askham',
    email: 'joanne.askham@derwent-youth.example',
    atThatOf: 'practitioner@derwent-youth.example',
    jobTitle: 'Youth worker',
    from: '2020-03-02',
  },
  {
    name: 'Clare Tolson',
    email: 'clare.tolson@fellside-school.example',
    atThatOf: 'lead@fellside-school.example',
    jobTitle: 'Teaching assistant, class 2',
    from: '2019-09-29',
  },
  {
    name: 'Claire Tolson',
    email: 'c.tolson@fellside-school.example',
    atThatOf: 'lead@fellside-school.example',
    jobTitle: 'Lunchtime supervisor',
    from: '2020-01-06',
  },
]

/** Records that the finder shows to an officer: one pair to merge, one to leave alone. */
export async function seedDuplicates(services: Services): Promise<void> {
  const { database } = services
  const ids: string[] = []
  for (const record of records) ids.push(await addRecord(database, record))
  const course = await findPublished(database, courseKind, thresholdsAndReferrals.slug)
  if (course)
    await enrol(database, course, { personId: ids[0]!, now: new Date('2020-10-21T10:00:00Z') })
  const first = await database
    .selectFrom('person')
    .select('id')
    .where('email', '=', records[0]!.atThatOf)
    .executeTakeFirst()
  await lookForDuplicates(services, first ? [...ids, first.id] : ids)
}

async function addRecord(database: Database, record: SecondRecord): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    with added as (
      insert into person (name, email, email_verified_at, created_at)
      values (${record.name}, ${record.email}, ${record.from}, ${record.from}) returning id
    ), works as (
      insert into affiliation (person_id, organisation_id, job_title, valid_from)
      select added.id, affiliation.organisation_id, ${record.jobTitle}, ${record.from}
      from added, affiliation join person on person.id = affiliation.person_id
      where person.email = ${record.atThatOf} and affiliation.is_main and affiliation.valid_to is null
    ), may as (
      insert into person_role (person_id, role) select id, 'practitioner' from added
    )
    select id from added`.execute(database)
  return rows[0]!.id
}
