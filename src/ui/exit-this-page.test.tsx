import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { chromium } from 'playwright-core'
import type { BrowserContext, Page as BrowserPage } from 'playwright-core'
import { findChromium } from '../../test/chromium.ts'
import { atEnd } from '../../test/database.ts'
import type { AppEnv } from '../platform/web.ts'
import { assetRoutes } from './asset-routes.ts'
import { Page, renderPage } from './layout.tsx'
import { isSensitivePath } from './sensitive-paths.ts'
import type { SiteContext } from './site-context.ts'

const supportWords = /What to do about violence/

test('leaving a sensitive page', async (t) => {
  const site = await openSite()
  const context = await openBrowser()

  /** Somewhere else, then the site, then from one sensitive page to the next. */
  async function visitTwoPages(visit: BrowserPage): Promise<void> {
    await visit.goto(`${site.address}/elsewhere?before`)
    await visit.goto(`${site.address}/help/1`)
    await visit.click('text=Next help page')
    await visit.waitForURL('**/help/2')
    assert.match(await textOf(visit), supportWords)
  }

  await t.test('after two sensitive pages and the exit, Back shows no support page', async () => {
    const visit = await context.newPage()
    await visitTwoPages(visit)
    await visit.click('.cairn-exit')
    await visit.waitForURL('**/elsewhere?after')
    await visit.goBack({ waitUntil: 'commit' })
    await visit.waitForURL((url) => !url.href.includes('after'), { waitUntil: 'commit' })
    assert.match(await textOf(visit), /Somewhere else/)
    assert.doesNotMatch(await textOf(visit), supportWords)
    assert.match(visit.url(), /before/)
  })

  await t.test('a page that leads into sensitive ones is gone with them', async () => {
    const visit = await context.newPage()
    await visit.goto(`${site.address}/elsewhere?before`)
    await visit.goto(`${site.address}/`)
    await visit.waitForFunction(() => document.body.classList.contains('js-enabled'))
    await visit.click('text=A campaign')
    await visit.waitForURL('**/campaigns/its-not-ok')
    assert.match(
      await visit.title(),
      /What to do about violence/,
      'it keeps the name of the poster',
    )
    await visit.click('text=Next help page')
    await visit.waitForURL('**/help/2')
    await visit.click('.cairn-exit')
    await visit.waitForURL('**/elsewhere?after')
    await visit.goBack({ waitUntil: 'commit' })
    await visit.waitForURL((url) => !url.href.includes('after'), { waitUntil: 'commit' })
    assert.match(visit.url(), /before/)
  })

  await t.test('other links keep their step back', async () => {
    const visit = await context.newPage()
    await visit.goto(`${site.address}/`)
    await visit.waitForFunction(() => document.body.classList.contains('js-enabled'))
    await visit.click('text=Results of a search')
    await visit.waitForURL('**/search')
    await visit.goBack({ waitUntil: 'commit' })
    await visit.waitForURL((url) => url.pathname === '/', { waitUntil: 'commit' })
  })

  await t.test('control: with plain links Back shows the support page', async () => {
    const visit = await context.newPage()
    await visit.route('**/assets/exit-this-page.*', (route) => route.abort())
    await visitTwoPages(visit)
    await visit.click('.cairn-exit')
    await visit.waitForURL('**/elsewhere?after')
    await visit.goBack({ waitUntil: 'commit' })
    await visit.waitForURL((url) => !url.href.includes('after'), { waitUntil: 'commit' })
    assert.match(await textOf(visit), supportWords)
  })

  await t.test('the page is blank at once, while the network takes its time', async () => {
    const visit = await context.newPage()
    await visit.goto(`${site.address}/help/1`)
    const release = site.holdExit()
    await visit.waitForFunction(() => document.body.classList.contains('js-enabled'))
    // Playwright waits for a navigation that has begun, so the page itself says what it shows.
    const said = visit.waitForEvent('console')
    await visit.evaluate(() =>
      document.addEventListener('click', () =>
        setTimeout(() => {
          const { height } = document.body.getBoundingClientRect()
          console.log(`${height} pixels, title "${document.title.trim()}"`)
        }),
      ),
    )
    await visit.click('.cairn-exit', { noWaitAfter: true })
    assert.equal((await said).text(), '0 pixels, title ""')
    release()
    await visit.waitForURL('**/elsewhere?after')
  })

  await t.test('Shift three times leaves; a capital letter does not', async () => {
    const visit = await context.newPage()
    await visit.goto(`${site.address}/help/1`)
    await visit.waitForFunction(() => document.body.classList.contains('js-enabled'))
    for (const letter of ['A', 'B', 'C', 'D']) await visit.keyboard.press(`Shift+${letter}`)
    assert.match(visit.url(), /help\/1/)
    await visit.keyboard.press('Shift')
    assert.match(await visit.innerText('[data-exit-keys]'), /2 more times/)
    await visit.keyboard.press('Shift')
    assert.match(await visit.innerText('[data-exit-keys]'), /1 more time/)
    await visit.keyboard.press('Shift')
    await visit.waitForURL('**/elsewhere?after')
  })

  await t.test('a search from a sensitive page does not leave that page behind', async () => {
    const visit = await context.newPage()
    await visit.goto(`${site.address}/elsewhere?before`)
    await visit.goto(`${site.address}/help/1`)
    await visit.fill('#site-search', 'violence & help')
    await visit.press('#site-search', 'Enter')
    await visit.waitForURL('**/search?q=violence+%26+help')
    await visit.goBack({ waitUntil: 'commit' })
    await visit.waitForURL((url) => !url.href.includes('after'), { waitUntil: 'commit' })
    assert.match(visit.url(), /before/)
  })

  await t.test('the Tab key reaches the exit right after the link past the header', async () => {
    const visit = await context.newPage()
    await visit.goto(`${site.address}/help/1`)
    await visit.keyboard.press('Tab')
    await visit.keyboard.press('Tab')
    await visit.keyboard.press('Enter')
    await visit.waitForURL('**/elsewhere?after')
  })

  await t.test('nothing is kept in the browser', async () => {
    const visit = await context.newPage()
    await visit.goto(`${site.address}/help/1`)
    assert.deepEqual(await context.cookies(), [])
    assert.equal(await visit.evaluate(() => localStorage.length + sessionStorage.length), 0)
  })

  await t.test('without scripts the exit is a link', async () => {
    const plain = await context.browser()!.newContext({ javaScriptEnabled: false })
    const visit = await plain.newPage()
    await visit.goto(`${site.address}/help/1`)
    // Chromium shows it to people; with the scripts switched off by Playwright it does not.
    assert.match(
      await visit.locator('noscript').innerHTML(),
      /JavaScript is off, so “Back” can show this page again/,
    )
    await visit.click('.cairn-exit')
    await visit.waitForURL('**/elsewhere?after')
    await plain.close()
  })
})

test('which paths lead into sensitive pages', () => {
  for (const path of ['/report', '/report/threshold', '/campaigns/x', '/campaigns/x/parents'])
    assert.ok(isSensitivePath(path), path)
  for (const path of ['/', '/campaigns', '/guidance/x', '/reports', '/manage/campaigns/x'])
    assert.ok(!isSensitivePath(path), path)
})

const textOf = (page: BrowserPage) => page.innerText('body')

/** Pages in our shell, an exit as the product answers it, and a page that stands for other sites. */
async function openSite(): Promise<{ address: string; holdExit: () => () => void }> {
  let exitMayAnswer = Promise.resolve()
  const app = new Hono<AppEnv>()
  app.use(async (c, next) => {
    c.set('person', null)
    await next()
  })
  app.route('/', assetRoutes)
  app.get('/help/:number', (c) => {
    c.header('Cache-Control', 'no-store')
    return c.html(renderPage(<HelpPage path={c.req.path} number={Number(c.req.param('number'))} />))
  })
  app.get('/campaigns/:slug', (c) =>
    c.html(renderPage(<HelpPage path={c.req.path} number={1} keepsItsName />)),
  )
  app.get('/', (c) => c.html(renderPage(<FrontPage />)))
  app.get('/search', (c) => c.html('<!doctype html><title>Search</title><p>Results</p>'))
  app.get('/elsewhere', (c) => c.html('<!doctype html><title>Weather</title><p>Somewhere else</p>'))
  app.get('/exit', async (c) => {
    await exitMayAnswer
    c.header('Clear-Site-Data', '"cache", "storage"')
    return c.redirect('/elsewhere?after', 303)
  })
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  if (!server.listening) await new Promise((resolve) => server.once('listening', resolve))
  atEnd(() => server.close())
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}`,
    holdExit() {
      let release = () => {}
      exitMayAnswer = new Promise((resolve) => {
        release = resolve
      })
      return () => release()
    },
  }
}

const siteAt = (path: string): SiteContext => ({
  partnershipName: 'Partnership',
  shortName: 'Partnership',
  accent: 'heather',
  markUrl: null,
  isDemonstration: false,
  path,
  language: 'en',
  person: null,
  workspaceParts: [],
})

function FrontPage() {
  return (
    <Page title="Partnership" site={siteAt('/')}>
      <h1>Partnership</h1>
      <a href="/campaigns/its-not-ok">A campaign</a> <a href="/search">Results of a search</a>
    </Page>
  )
}

function HelpPage(props: { path: string; number: number; keepsItsName?: boolean }) {
  const { path, number } = props
  return (
    <Page
      title="What to do about violence"
      isSensitive
      keepsItsName={props.keepsItsName}
      backLink={{ href: '/' }}
      site={siteAt(path)}
    >
      <h1>What to do about violence</h1>
      <p>
        <a href={`/help/${number + 1}`}>Next help page</a>
      </p>
    </Page>
  )
}

/** Chromium as people have it: Playwright would switch off the cache that "Back" reads. */
async function openBrowser(): Promise<BrowserContext> {
  const { program, environment } = await findChromium()
  const browser = await chromium.launch({
    executablePath: program,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    env: { ...(process.env as Record<string, string>), ...environment },
  })
  atEnd(() => browser.close())
  return browser.newContext()
}
