import assert from 'node:assert/strict'
import type { TestApp } from './app.ts'
import { lastMailTo } from './people.ts'

export type Newcomer = {
  get: (path: string) => Promise<Response>
  /** Posts, and gives the answer; `text()` of it is the page. */
  post: (path: string, form?: Record<string, string | string[]>) => Promise<Response>
  /** Opens /register, waits as a person does, and sends the first form. */
  begin: (given?: Partial<Begin>) => Promise<Response>
  /** The cookies that the browser holds, by name. */
  cookies: Map<string, string>
}

type Begin = { name: string; email: string; next: string; waitMs: number; reference: string }

/** A browser of its own that keeps every cookie it is given. */
export function newcomer(app: TestApp, headers: Record<string, string> = {}): Newcomer {
  const cookies = new Map<string, string>()
  const visit = async (path: string, form?: Record<string, string | string[]>) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await app.request(path, {
      ...(form ? { form: { '': '', ...form } } : {}),
      headers: { ...headers, ...(cookie ? { cookie } : {}) },
    })
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      if (value === '' || /max-age=0/i.test(set)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }
  return {
    cookies,
    get: (path) => visit(path),
    post: (path, form = {}) => visit(path, form),
    begin: async (given = {}) => {
      const { name = 'Jo Askham', email = 'jo@derwent-youth.example', ...rest } = given
      const query = rest.next ? `?next=${encodeURIComponent(rest.next)}` : ''
      const page = await (await visit(`/register${query}`)).text()
      app.clock.advance(rest.waitMs ?? 5_000)
      const form = { name, email, shown: stampOf(page), reference: rest.reference ?? '' }
      return visit('/register', { ...form, next: rest.next ?? '' })
    },
  }
}

/** The moment at which a page was shown, as its form carries it. */
export function stampOf(page: string): string {
  return /name="shown" value="([^"]+)"/.exec(page)?.[1] ?? ''
}

/** The code of the newest e-mail to an address. */
export async function codeFor(app: TestApp, email: string): Promise<string> {
  await app.runJobs()
  const code = /^(\d{6}) is your code to register/.exec(
    (await lastMailTo(app, email, 'is your code to register'))?.subject ?? '',
  )?.[1]
  assert.ok(code, `a code was sent to ${email}`)
  return code
}

/** Begins and proves the address. */
export async function proved(app: TestApp, given: Partial<Begin> = {}): Promise<Newcomer> {
  const browser = newcomer(app)
  const begun = await browser.begin(given)
  assert.equal(begun.headers.get('location'), '/register/code')
  const code = await codeFor(app, given.email ?? 'jo@derwent-youth.example')
  const answer = await browser.post('/register/code', { code })
  assert.equal(answer.headers.get('location'), '/register/organisation')
  return browser
}

export const goodPassword = 'slate heather beck lantern'

export const noManager = {
  jobTitle: 'Youth worker',
  jobRoleCode: 'youth-worker',
  manager: 'none',
  managerName: '',
  managerEmail: '',
}

/** The steps after the organisation, up to the check of the answers. */
export async function answerTheRest(browser: Newcomer): Promise<void> {
  const work = await browser.post('/register/work', noManager)
  assert.equal(work.headers.get('location'), '/register/signing-in')
  const password = await browser.post('/register/signing-in', { password: goodPassword })
  assert.equal(password.headers.get('location'), '/register/check')
}
