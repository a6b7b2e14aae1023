import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import type { Browser, BrowserContextOptions, Page, Response } from 'playwright-core'
import { listenForNotices } from '../src/platform/notices.ts'
import { projectFolder } from '../src/platform/project.ts'
import { sessionCookie } from '../src/platform/sessions.ts'
import { openWebServer } from '../src/platform/web-server.ts'
import { testApp, type TestApp, type Visitor } from './app.ts'
import { launchChromium } from './chromium.ts'
import { atEnd } from './database.ts'
import { htmlProblems } from './html.ts'

export type TestSite = TestApp & {
  /** http://localhost:PORT, without a trailing slash. */
  address: string
  /**
   * A page of a fresh browser profile. After the test `t` the profile is closed, and the test fails for whatever the
   * page said on console.error, threw, or asked of another host.
   */
  page: (t: TestContext, options?: PageOptions) => Promise<Page>
}

export type PageOptions = {
  /** Default true. */
  javaScript?: boolean
  as?: Visitor
  /** Default 1440 by 900. */
  width?: number
  height?: number
  colourScheme?: 'light' | 'dark'
  /** Other hosts that this page may go to, as `http://localhost:1234`. */
  visits?: string[]
  /** Console errors that belong to the test. */
  expects?: RegExp
}

/** The real app served as main.ts serves it, with its page cache, on a free port. Both parameters as for testApp. */
export async function testSite(
  now?: string,
  variables: Record<string, string> = {},
): Promise<TestSite> {
  const web = await openWebServer({ host: '127.0.0.1', port: 0 })
  const app = await testApp(now, { PORT: String(web.port), ...variables })
  const { services } = app
  const notices = listenForNotices(services.config.databaseUrl!, services.log, {
    notice: () => services.pageCache.clear(),
    gap: () => services.pageCache.clear(),
  })
  web.serve(app.app, services)
  const address = services.config.publicUrl
  atEnd(async () => {
    await notices.stop()
    await web.stop()
  })
  const browser = await sharedBrowser()
  return { ...app, address, page: (t, options) => openPage(t, browser, address, options) }
}

let launched: Promise<Browser> | undefined

/** One for all sites that a test file has at the same time: every page has a profile of its own. */
function sharedBrowser(): Promise<Browser> {
  if (launched) return launched
  const launching = launchChromium()
  launched = launching
  atEnd(async () => {
    launched = undefined
    await (await launching).close()
  })
  return launching
}

const documents = new WeakMap<Page, Response>()
const withoutScripts = new WeakMap<Page, BrowserContextOptions>()
const copies = new WeakMap<Page, Page>()

async function openPage(
  t: TestContext,
  browser: Browser,
  address: string,
  options: PageOptions = {},
): Promise<Page> {
  const profile: BrowserContextOptions = {
    baseURL: address,
    javaScriptEnabled: options.javaScript ?? true,
    viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
    colorScheme: options.colourScheme ?? 'light',
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    reducedMotion: 'reduce',
  }
  const context = await browser.newContext(profile)
  context.setDefaultTimeout(15_000)

  const problems: string[] = []
  const navigated = new Set<string>()
  context.on('response', (response) => {
    if (response.request().isNavigationRequest()) navigated.add(response.url())
  })
  context.on('request', (request) => {
    const known = [address, ...(options.visits ?? [])]
    if (
      /^https?:/.test(request.url()) &&
      !known.some((host) => request.url().startsWith(`${host}/`))
    )
      problems.push(`a request to another host: ${request.url()}`)
  })
  context.on('console', (message) => {
    // A form that is shown again answers 422, which Chromium reports here; only its files must not fail.
    const isAnswer =
      message.text().startsWith('Failed to load resource') && navigated.has(message.location().url)
    const said = `${message.text()} (${message.location().url})`
    if (message.type() === 'error' && !isAnswer && !options.expects?.test(said))
      problems.push(`console.error: ${said}`)
  })
  context.on('weberror', (error) => {
    if (!options.expects?.test(error.error().message))
      problems.push(`error: ${error.error().stack}`)
  })
  t.after(async () => {
    await copies.get(page)?.context().close()
    await context.close()
    assert.deepEqual(problems, [], 'what the browser complained about')
  })

  const page = await context.newPage()
  if (options.javaScript === false) withoutScripts.set(page, profile)
  if (options.as) await signIn(page, address, options.as)
  page.on('response', (response) => {
    if (response.request().isNavigationRequest() && response.frame() === page.mainFrame())
      documents.set(page, response)
  })
  return page
}

// Playwright names a domain for every cookie, which one with the prefix __Host- must not have.
async function signIn(page: Page, url: string, { cookie }: Visitor): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  const value = cookie.slice(`${sessionCookie}=`.length)
  await devtools.send('Network.setCookie', { name: sessionCookie, value, url, secure: true })
  await devtools.detach()
}

const axeSource = readFileSync(join(projectFolder, 'node_modules/axe-core/axe.min.js'), 'utf8')

type AxeResults = {
  violations: {
    id: string
    help: string
    nodes: { target: unknown[]; failureSummary?: string }[]
  }[]
}

/** Fails with what axe found on the page as it is shown now: WCAG 2.2 A and AA, and axe's good practice. */
export async function axe(page: Page, options: { disable?: string[] } = {}): Promise<void> {
  const rules = Object.fromEntries((options.disable ?? []).map((id) => [id, { enabled: false }]))
  await onceThere(page)
  const shown = withoutScripts.has(page) ? await shownWithoutScripts(page) : page
  const results = await shown.evaluate<AxeResults>(
    `(() => { ${axeSource}; return globalThis.axe.run(document, { rules: ${JSON.stringify(rules)}, resultTypes: ['violations'] }) })()`,
  )
  const found = results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => {
      const how = failureSummary.split('\n').slice(1).join('; ').trim()
      return `${id}: ${help} at ${target.join(' ')} (${how})`
    }),
  )
  assert.deepEqual(found, [], `accessibility of ${page.url()}`)
}

// A click may have led away from a page that is still shown: between the two there is no document to look at.
async function onceThere(page: Page): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1) {
    await page.waitForLoadState('load')
    const isThere = await page.evaluate('document.documentElement !== null').catch(() => false)
    if (isThere) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

// axe waits on timers, which stand still where JavaScript is off: so it looks at the same HTML in a profile that has
// JavaScript, where the page's own scripts are not loaded.
async function shownWithoutScripts(page: Page): Promise<Page> {
  assert.ok(documents.has(page), 'the page was loaded')
  const copy = copies.get(page) ?? (await copyOf(page))
  // From an address that differs only behind its # Chromium would not load anything.
  await copy.goto('about:blank')
  await copy.goto(page.url())
  return copy
}

/** One for each page, as opening a profile and loading the styles again takes longer than axe does. */
async function copyOf(page: Page): Promise<Page> {
  const browser = page.context().browser()!
  const profile = withoutScripts.get(page)
  const context = await browser.newContext({ ...profile, javaScriptEnabled: true })
  const copy = await context.newPage()
  await copy.route('**/*', async (route) => {
    if (!route.request().isNavigationRequest())
      return route.request().resourceType() === 'script' ? route.abort() : route.continue()
    const answer = documents.get(page)!
    const body = (await answer.text()).replace(/<(\/?)noscript>/g, '<$1div>')
    const { 'content-encoding': _encoding, ...headers } = answer.headers()
    return route.fulfill({ body, headers })
  })
  copies.set(page, copy)
  return copy
}

/** Fails with what is wrong in the HTML that the page was answered with. */
export async function htmlValid(page: Page): Promise<void> {
  const html = await documents.get(page)?.text()
  assert.ok(html, 'the page was loaded')
  assert.deepEqual(await htmlProblems(html), [], `HTML of ${page.url()}`)
}
