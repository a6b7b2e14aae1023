import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Content } from '../ui/govuk/options.ts'
import { govukComponents, readFixtures, renderFixture } from '../ui/govuk/fixtures.tsx'
import type { Fixture, GovukComponentName } from '../ui/govuk/fixtures.tsx'
import { PageList } from '../ui/content.tsx'
import { Page } from '../ui/layout.tsx'
import { Mark } from '../ui/mark.tsx'
import { RawHtml } from '../ui/raw-html.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { ownExamples } from './own-examples.tsx'

const styles = ['manage.css', 'gallery.css']

export const galleryPath = '/development/components'

/** The address of a component in the gallery. */
export const componentPath = (name: string) => `${galleryPath}/${name}`

/** The page with the first example of each of GOV.UK's components. */
export const eachOnce = 'each-component-once'

/** What can be looked at: our own pieces in groups, and each of GOV.UK's components. */
export const galleryNames: string[] = [
  eachOnce,
  ...Object.keys(ownExamples),
  ...Object.keys(govukComponents),
]

export function GalleryPage({ site }: { site: SiteContext }) {
  const link = (name: string) => ({ href: componentPath(name), title: titleOf(name) })
  return (
    <Page site={site} title="Components" isUnlisted>
      <h1 class="govuk-heading-xl">Components</h1>
      <h2 class="govuk-heading-l">Our own</h2>
      <PageList headingLevel={3} items={Object.keys(ownExamples).map(link)} />
      <h2 class="govuk-heading-l">GOV.UK Frontend’s</h2>
      <PageList headingLevel={3} items={[eachOnce, ...Object.keys(govukComponents)].map(link)} />
    </Page>
  )
}

/** Every example of a component, in the light and in the dark scheme. */
export function ComponentPage({ site, name }: { site: SiteContext; name: string }) {
  return (
    <Page
      site={site}
      title={titleOf(name)}
      isUnlisted
      styles={styles}
      breadcrumbs={[{ text: 'Components', href: galleryPath }]}
    >
      <h1 class="govuk-heading-xl">{titleOf(name)}</h1>
      {examplesOf(name).map((example, index) => (
        <section aria-labelledby={`example-${index}`}>
          <h2 class="govuk-heading-m" id={`example-${index}`}>
            {example.title}
          </h2>
          <div class="cairn-gallery">
            {(['light', 'dark'] as const).map((scheme) => (
              <div class={`cairn-gallery__${scheme}`}>
                <Isolated prefix={`${scheme}-${index}-`}>{example.content}</Isolated>
              </div>
            ))}
          </div>
        </section>
      ))}
    </Page>
  )
}

function examplesOf(name: string): { title: string; content: VNode }[] {
  const own = ownExamples[name]
  if (own) return Object.entries(own).map(([title, content]) => ({ title, content }))
  if (name !== eachOnce) return fixturesOf(name as GovukComponentName)
  return (Object.keys(govukComponents) as GovukComponentName[]).flatMap((component) =>
    fixturesOf(component)
      .slice(0, 1)
      .map((example) => ({ ...example, title: titleOf(component) })),
  )
}

function fixturesOf(component: GovukComponentName): { title: string; content: VNode }[] {
  return readFixtures(component)
    .filter((fixture) => !fixture.hidden)
    .map((fixture) => ({
      title: titleOf(fixture.name),
      content: onItsGround(fixture, renderFixture(component, fixture, logo)),
    }))
}

/** Inverse variants are made for a coloured ground. */
function onItsGround(fixture: Fixture, content: VNode): VNode {
  const { classes } = fixture.options
  const isInverse = typeof classes === 'string' && classes.includes('--inverse')
  return isInverse ? <div class="cairn-gallery__inverse">{content}</div> : content
}

const logo = (
  <>
    <Mark /> <span class="govuk-visually-hidden">Cairn</span>
  </>
)

const titleOf = (name: string): string =>
  (name.charAt(0).toUpperCase() + name.slice(1)).replaceAll('-', ' ')

/** Gives the ids and field names of an example a prefix, as many examples stand on one page. */
function Isolated({ prefix, children }: { prefix: string; children: Content }) {
  const html = renderToString(<>{children}</>)
    .replaceAll(
      / (id|for|name|aria-labelledby|aria-controls|data-aria-controls|list)="([^"]+)"/g,
      (_, attribute: string, value: string) => ` ${attribute}="${prefix}${value}"`,
    )
    .replaceAll(
      / aria-describedby="([^"]+)"/g,
      (_, ids: string) =>
        ` aria-describedby="${ids
          .split(' ')
          .map((id) => prefix + id)
          .join(' ')}"`,
    )
    .replaceAll(/ href="#([^"]+)"/g, (_, id: string) => ` href="#${prefix}${id}"`)
    // The content security policy refuses styles of a fixture's own.
    .replaceAll(/ style="[^"]*"/g, '')
    // Nothing may take the focus, as only one element of a page can.
    .replaceAll(/ data-module="govuk-(error-summary|notification-banner)"/g, '')
  return <RawHtml html={html} />
}
