import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { htmlProblems } from '../../test/html.ts'
import { Page, renderPage } from './layout.tsx'
import { renderProblemPage } from './problem-page.tsx'
import type { SiteContext } from './site-context.ts'
import { WorkspacePage } from './workspace.tsx'

const site: SiteContext = {
  partnershipName: 'Cumbria Safeguarding Children Partnership',
  shortName: 'Cumbria SCP',
  accent: 'heather',
  markUrl: null,
  isDemonstration: false,
  path: '/campaigns/its-not-ok',
  language: 'en',
  person: null,
  workspaceParts: [],
}
const officer: SiteContext = {
  ...site,
  path: '/manage/campaigns/new',
  person: { name: 'Robin Fell' },
  workspaceParts: [
    { text: 'Campaigns', href: '/manage/campaigns' },
    { text: 'Guidance', href: '/manage/guidance' },
  ],
}

const pages: Record<string, string> = {
  'a public page': renderPage(
    <Page
      site={site}
      title="It’s not OK"
      description="How to spot exploitation"
      breadcrumbs={[{ text: 'Campaigns', href: '/campaigns' }]}
      shared={{ url: 'https://x.example/campaigns/its-not-ok' }}
      translations={[
        { language: 'en', href: '/campaigns/its-not-ok' },
        { language: 'cy', href: '/campaigns/dyw-hi-ddim-yn-iawn' },
      ]}
      success="Thank you"
    >
      <h1 class="govuk-heading-xl">It’s not OK</h1>
    </Page>,
  ),
  'a demonstration': renderPage(
    <Page site={{ ...site, isDemonstration: true }} title="Home">
      <h1>Home</h1>
    </Page>,
  ),
  'a page in Welsh': renderPage(
    <Page site={{ ...site, language: 'cy' }} title="Ymgyrchoedd">
      <h1>Ymgyrchoedd</h1>
    </Page>,
  ),
  'a sensitive page': renderPage(
    <Page
      site={{ ...site, path: '/report' }}
      title="Report abuse"
      description="Abuse and what to do"
      shared={{ url: 'https://x.example/report' }}
      backLink={{ href: '/' }}
      isSensitive
    >
      <h1>Report abuse</h1>
    </Page>,
  ),
  'a page for someone signed in': renderPage(
    <Page site={officer} title="Training">
      <h1>Training</h1>
    </Page>,
  ),
  'a problem': renderProblemPage(site, { status: 500 }),
  'a page of the workspace': renderPage(
    <WorkspacePage
      site={officer}
      title="New campaign"
      hasErrors
      breadcrumbs={[{ text: 'Campaigns', href: '/manage/campaigns' }]}
      success="Draft saved"
      actions={<a href="/preview">Preview</a>}
    >
      <p>Words</p>
    </WorkspacePage>,
  ),
}
const page = (name: string): string => pages[name] ?? assert.fail(name)

for (const [name, html] of Object.entries(pages)) {
  describe(name, () => {
    test('is valid HTML', async () => assert.deepEqual(await htmlProblems(html), []))

    test('has one doctype and one heading of the first level', () => {
      assert.equal(html.match(/<!doctype html>/gi)?.length, 1)
      assert.ok(html.startsWith('<!doctype html><html '))
      assert.equal(html.match(/<h1/g)?.length, 1)
    })

    test('carries no script or style that the content security policy would refuse', () => {
      assert.doesNotMatch(html, /<script(?![^>]* src=)|<style| style=| on\w+=/)
    })

    test('asks nothing of another host', () => {
      assert.doesNotMatch(html, /(src|action)="https?:|<link[^>]*href="https?:/)
    })
  })
}

test('the HTML check finds what is planted', async () => {
  assert.notDeepEqual(await htmlProblems(page('a public page').replace('<main', '<mian')), [])
})

test('a public page always leads to reporting a concern', () => {
  for (const name of Object.keys(pages).filter((key) => key !== 'a page of the workspace'))
    assert.match(page(name), /class="govuk-button cairn-report"[^>]* href="\/report"/, name)
})

test('the title says what the page is and whose, and begins with an error where there is one', () => {
  assert.match(page('a public page'), /<title>It’s not OK – Cumbria SCP<\/title>/)
  assert.match(page('a page of the workspace'), /<title>Error: New campaign – Cumbria SCP<\/title>/)
})

test('a sensitive page tells a tab strip, a history list and a shared link nothing', () => {
  const [head = ''] = page('a sensitive page').split('</head>')
  assert.doesNotMatch(head, /abuse|Cumbria|og:|icon\.|apple-touch|atom/i)
  assert.match(head, /<title>Information<\/title>/)
  assert.match(head, /<link rel="icon" href="data:,"/)
  assert.match(head, /exit-this-page/)
  const [control = ''] = page('a public page').split('</head>')
  assert.match(control, /og:title.*atom/)
  assert.doesNotMatch(control, /exit-this-page/)
})

test('a sensitive page can be left without scripts', () => {
  assert.match(page('a sensitive page'), /<a class="[^"]*cairn-exit[^"]*" href="\/exit"/)
})

test('only a demonstration says that it is one', () => {
  const words = /This is a demonstration. It is not a reporting service/
  assert.match(page('a demonstration'), words)
  assert.doesNotMatch(page('a public page'), words)
})

test('Welsh pages say their language, and that the words are a draft', () => {
  assert.match(page('a page in Welsh'), /<html lang="cy"/)
  assert.match(page('a page in Welsh'), /class="cairn-draft-notice"/)
  assert.match(page('a public page'), /<html lang="en-GB"/)
})

test('signing out is a form, and only for someone signed in', () => {
  assert.match(page('a page of the workspace'), /<form action="\/sign-out" method="post"/)
  assert.match(page('a page for someone signed in'), /href="\/manage".*<form action="\/sign-out"/)
  assert.doesNotMatch(page('a public page'), /sign-out|\/manage/)
})

test('the navigation marks where one is', () => {
  assert.match(page('a public page'), /href="\/campaigns" aria-current="true"/)
  assert.match(page('a page of the workspace'), /href="\/manage\/campaigns" aria-current="true"/)
})
