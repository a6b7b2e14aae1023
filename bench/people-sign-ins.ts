import { verify } from '@node-rs/argon2'
import { sql } from 'kysely'
import type { PartResult, PeopleSite } from './people.ts'
import { everyPassword } from './people-register.ts'
import { atOnce, rounded, visitorOf } from './people-visitor.ts'

const signIns = 200
const width = 8

/** Sign-ins with the right password, each by another person; beside them what the database alone would allow, and the hash alone. */
export async function measureSignIns({
  address,
  database,
  register,
}: PeopleSite): Promise<PartResult> {
  const people = register.people.filter((_person, at) => at % 20 !== 19).slice(0, signIns)
  const problems: string[] = []
  const ms = await atOnce(people, width, async ({ email }) => {
    const { status } = await visitorOf(address).post('/sign-in', { email, password: everyPassword })
    if (status !== 303) problems.push(`${email} was not let in: ${status}`)
  })
  const { rows } = await sql<{ signedIn: number }>`
    select count(*) as "signedIn" from session where person_id = any (${people.map(({ id }) => id)}::uuid[])`.execute(
    database,
  )
  if (rows[0]!.signedIn !== people.length)
    problems.push(`${rows[0]!.signedIn} sessions of ${people.length}`)

  const wrong = await visitorOf(address).post('/sign-in', {
    email: people[0]!.email,
    password: 'not the right one',
  })
  if (wrong.status !== 422) problems.push('a wrong password was let in')

  const rawMs = await atOnce(people, width, async ({ email }) => {
    await database.transaction().execute(async (transaction) => {
      await sql`select id, hash from person join password on person_id = id where lower(email) = lower(${email})`.execute(
        transaction,
      )
      await sql`update person set last_signed_in_at = now() where lower(email) = lower(${email})`.execute(
        transaction,
      )
      await sql`insert into session (token_hash, person_id, expires_at) select sha256(gen_random_uuid()::text::bytea), id, now() from person where lower(email) = lower(${email})`.execute(
        transaction,
      )
    })
  })
  const { hash } = await database
    .selectFrom('password')
    .select('hash')
    .limit(1)
    .executeTakeFirstOrThrow()
  const hashMs = await atOnce(people, width, async () => {
    await verify(hash, everyPassword)
  })
  const perSecond = (taken: number): number => rounded((people.length * 1000) / taken)
  return {
    ratio: rounded(rawMs / ms),
    problems,
    figures: {
      signInsPerSecond: perSecond(ms),
      signInRawSqlPerSecond: perSecond(rawMs),
      argon2VerificationsPerSecond: perSecond(hashMs),
      signInsToArgon2Ratio: rounded(hashMs / ms),
      argon2MemoryKiB: 19_456,
      argon2Passes: 2,
    },
  }
}
