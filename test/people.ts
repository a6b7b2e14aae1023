import { generateSync } from 'otplib'
import { hashPassword } from '../src/people/people.ts'
import type { Role } from '../src/platform/access.ts'
import { sessionCookie } from '../src/platform/sessions.ts'
import { sealSecondFactorKey } from '../src/people/people.ts'
import type { TestApp, Visitor } from './app.ts'

export type Account = { personId: string; email: string; password: string; key: string }

let accounts = 0

/** Somebody who can sign in by the front door. With `key` they have a second factor of that key. */
export async function account(
  { database, services }: TestApp,
  options: { roles?: Role[]; key?: string; password?: string | null; email?: string } = {},
): Promise<Account> {
  accounts += 1
  const email = options.email ?? `account-${accounts}@example.org`
  const password = options.password ?? 'slate heather beck lantern'
  const now = services.clock.now()
  const { id } = await database
    .insertInto('person')
    .values({ name: `Account Holder ${accounts}`, email, email_verified_at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (options.password !== null) {
    const hash = await hashPassword(password)
    await database.insertInto('password').values({ person_id: id, hash, changed_at: now }).execute()
  }
  for (const role of options.roles ?? ['practitioner'])
    await database.insertInto('person_role').values({ person_id: id, role }).execute()
  if (options.key) {
    await database
      .insertInto('second_factor')
      .values({
        person_id: id,
        secret_encrypted: sealSecondFactorKey(services, options.key),
        confirmed_at: now,
        last_step: null,
      })
      .execute()
  }
  return { personId: id, email, password, key: options.key ?? '' }
}

/** What an authenticator app shows at this instant. */
export function appCode(key: string, now: Date, stepsAhead = 0): string {
  return generateSync({ secret: key, epoch: Math.floor(now.getTime() / 1000) + stepsAhead * 30 })
}

export type FrontDoor = {
  /** The session cookie that the browser holds, or ''. */
  cookie: string
  get: (path: string) => Promise<Response>
  post: (path: string, form?: Record<string, string | string[]>) => Promise<Response>
}

/** A browser that keeps its session cookie, and others of this site, from one request to the next. */
export function frontDoor({ request }: TestApp, headers: Record<string, string> = {}): FrontDoor {
  const others = new Map<string, string>()
  const visit = async (path: string, form?: Record<string, string | string[]>) => {
    const cookies = [door.cookie, ...others.values()].filter(Boolean)
    const as = { cookie: cookies.join('; ') } as Visitor
    const response = await request(path, {
      ...(cookies.length > 0 ? { as } : {}),
      ...(form ? { form } : {}),
      headers,
    })
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';')
      if (!pair.startsWith(`${sessionCookie}=`)) {
        others.set(pair.split('=')[0]!, pair)
        continue
      }
      door.cookie = pair === `${sessionCookie}=` ? '' : pair
    }
    return response
  }
  const door: FrontDoor = {
    cookie: '',
    get: (path) => visit(path),
    // An empty form is still a POST.
    post: (path, form = {}) => visit(path, { '': '', ...form }),
  }
  return door
}

/** A browser in which somebody has signed in, with the code of their app where they have one. */
export async function signedInDoor(
  app: TestApp,
  person: Pick<Account, 'email' | 'password' | 'key'>,
): Promise<FrontDoor> {
  const door = frontDoor(app)
  await door.post('/sign-in', { email: person.email, password: person.password })
  if (person.key)
    await door.post('/sign-in/second-factor', { code: appCode(person.key, app.clock.now()) })
  return door
}

/** The last mail to an address whose subject contains the words. */
export async function lastMailTo(
  { database }: TestApp,
  email: string,
  words = '',
): Promise<{ subject: string; text: string } | undefined> {
  return database
    .selectFrom('development_mail')
    .select(['subject', 'body_text as text'])
    .where('recipient', '=', email)
    .where('subject', 'like', `%${words}%`)
    .orderBy('id', 'desc')
    .executeTakeFirst()
}
