import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse, type DefaultTreeAdapterTypes } from 'parse5'
import { seedDemonstration } from '../demo/seed.ts'
import { testApp, type TestApp, type Visitor } from './app.ts'
import { htmlProblems } from './html.ts'

type Element = DefaultTreeAdapterTypes.Element
type Visit = { path: string; status: number; problems: string[]; title: string }

// The seeded product, walked along its own links by the public and by each role of the business unit.
test('every page that a link leads to', { timeout: 240_000 }, async (t) => {
  const site = await testApp('2026-11-20T10:00:00Z')
  await seedDemonstration(site.services)
  const publicPages = await walk(site, null, ['/'])

  await t.test('the public finds every part of the site', () => {
    const paths = publicPages.map(({ path }) => path.split('?')[0])
    for (const part of [
      '/report',
      '/report/threshold',
      '/campaigns/its-not-ok/young-people',
      '/guidance/peer-on-peer-sexual-abuse',
      '/training',
      '/bulletins',
      '/search',
      '/accessibility',
      '/privacy',
      '/sign-in',
    ]) {
      assert.ok(paths.includes(part), `${part} is not linked`)
    }
    assert.ok(publicPages.length > 40, `only ${publicPages.length} pages were found`)
  })
  await t.test('each page of the public answers, is valid and asks nothing of others', () => {
    assert.deepEqual(complaints(publicPages), [])
  })
  await t.test('no two pages of the public share a title', () => {
    // A nation, a filter or a page of a list is the same page in another state.
    // Sensitive pages are all called "Information" in the history of a shared phone, on purpose.
    const pages = publicPages.filter(
      ({ path, title }) => !path.includes('?') && title && title !== 'Information',
    )
    const twice = pages.filter(
      ({ title }, index) => pages.findIndex((page) => page.title === title) !== index,
    )
    assert.deepEqual(
      twice.map(({ path, title }) => `${path}: ${title}`),
      [],
    )
  })

  // One role's pages are checked in depth, which takes seconds; the others' must answer.
  for (const role of ['officer', 'communications', 'training-coordinator'] as const) {
    await t.test(`each page of the workspace answers ${role} and is valid`, async () => {
      const pages = await walk(
        site,
        await site.signIn(role),
        ['/manage', '/account'],
        role === 'officer',
      )
      assert.ok(pages.length > 20, `only ${pages.length} pages were found`)
      assert.deepEqual(complaints(pages), [])
    })
  }
})

test('the walk finds what is wrong', async () => {
  const problems = await problemsOf(
    '<!doctype html><html lang="en"><head><title>t</title><script src="https://elsewhere.example/x.js"></script></head><body><p>No heading</p></body></html>',
  )
  assert.ok(problems.some((problem) => problem.includes('elsewhere.example')))
  assert.ok(problems.some((problem) => problem.includes('h1')))
})

async function walk(
  site: TestApp,
  as: Visitor | null,
  from: string[],
  inDepth = true,
): Promise<Visit[]> {
  const visits = new Map<string, Visit>()
  const waiting = [...from]
  const perShape = new Map<string, number>()
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (visits.has(path)) continue
    const response = await site.request(path, as ? { as } : {})
    const isHtml = response.headers.get('content-type')?.includes('html') ?? false
    const html = isHtml && response.status === 200 ? await response.text() : ''
    const missing = ['content-security-policy', 'x-content-type-options', 'referrer-policy'].filter(
      (name) => !response.headers.has(name),
    )
    visits.set(path, {
      path,
      status: response.status,
      problems: [
        ...(html && inDepth ? await problemsOf(html) : []),
        ...missing.map((name) => `no ${name}`),
      ],
      title: /<title>(.*?)<\/title>/.exec(html)?.[1] ?? '',
    })
    for (const link of linksOf(html)) {
      // Of addresses that differ in an identifier alone (entries of a log, versions) a few are enough.
      const shape = link.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|\d+/g, '…')
      const seen = perShape.get(shape) ?? 0
      if (visits.has(link) || waiting.includes(link) || seen >= 2) continue
      perShape.set(shape, seen + 1)
      waiting.push(link)
    }
  }
  return [...visits.values()]
}

function complaints(visits: Visit[]): string[] {
  return visits.flatMap(({ path, status, problems }) => [
    ...(status >= 400 ? [`${path}: ${status}`] : []),
    ...problems.map((problem) => `${path}: ${problem}`),
  ])
}

async function problemsOf(html: string): Promise<string[]> {
  const elements = elementsOf(html)
  const named = (name: string): Element[] => elements.filter((element) => element.tagName === name)
  const problems = await htmlProblems(html)
  if (named('h1').length !== 1) problems.push(`${named('h1').length} h1 headings`)
  if (!attribute(named('html')[0], 'lang')) problems.push('no language')
  for (const element of elements) {
    const address =
      attribute(element, 'src') ??
      (element.tagName === 'link' &&
      !['canonical', 'alternate'].includes(attribute(element, 'rel') ?? '')
        ? attribute(element, 'href')
        : undefined)
    if (address && /^(https?:)?\/\//.test(address)) problems.push(`loads ${address}`)
    if (attribute(element, 'style') !== undefined)
      problems.push(`an inline style on ${element.tagName}, which the policy forbids`)
  }
  return problems
}

function linksOf(html: string): string[] {
  return elementsOf(html)
    .filter((element) => element.tagName === 'a')
    .map((element) => attribute(element, 'href') ?? '')
    .filter((href) => href.startsWith('/') && !href.startsWith('//') && !href.startsWith('/exit'))
    .map((href) => href.split('#')[0]!)
}

function elementsOf(html: string): Element[] {
  const found: Element[] = []
  const visit = (node: DefaultTreeAdapterTypes.Node): void => {
    if ('tagName' in node) found.push(node)
    if ('childNodes' in node) for (const child of node.childNodes) visit(child)
  }
  visit(parse(html))
  return found
}

function attribute(element: Element | undefined, name: string): string | undefined {
  return element?.attrs.find((candidate) => candidate.name === name)?.value
}
