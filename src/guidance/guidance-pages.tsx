import { RichText, type RichTextReferences } from '../publishing/rich-text-view.tsx'
import { withHeadingsFrom } from '../publishing/rich-text-headings.ts'
import { isEmptyDocument } from '../publishing/rich-text.ts'
import { Callout, Prose } from '../ui/content.tsx'
import { formatDate } from '../ui/dates.ts'
import { InsetText } from '../ui/govuk/inset-text.tsx'
import { Page } from '../ui/layout.tsx'
import { LinkTabs } from '../ui/link-tabs.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { seeAlsoKindNames } from './guidance-content.ts'
import { guidance, home } from './guidance-list-pages.tsx'
import { guidancePaths } from './guidance-paths.ts'
import type { GuidanceView } from './guidance-view.ts'
import { LawList } from './law-list.tsx'
import { nationNames } from './nations.ts'

/** A guidance page in one nation. `isPreview`: an edition that the public does not read. */
export function GuidancePage(props: {
  site: SiteContext
  view: GuidanceView
  references: RichTextReferences
  isPreview?: boolean
}) {
  const { site, view, references, isPreview = false } = props
  const [topic] = view.topics
  const here = guidancePaths.show(view.slug)
  return (
    <Page
      site={site}
      title={view.title}
      description={view.summary}
      isUnlisted={isPreview}
      canonicalPath={
        view.nation === view.homeNation ? here : guidancePaths.showIn(view.slug, view.nation)
      }
      breadcrumbs={[
        home,
        guidance,
        ...(topic ? [{ text: topic.title, href: guidancePaths.topic(topic.slug) }] : []),
      ]}
    >
      {isPreview && (
        <Callout>
          <p>
            <strong>Preview.</strong> This page is not published.
          </p>
        </Callout>
      )}
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <h1 class="govuk-heading-xl">
            <span class="govuk-caption-xl">Guidance</span>
            {view.title}
          </h1>
          <p class="cairn-lead">{view.summary}</p>
          {view.historicNote && (
            <Callout>
              <p>
                <strong>Historic.</strong> {view.historicNote}
              </p>
            </Callout>
          )}
          <NationTabs view={view} />
          <TermNotes view={view} />
          <Contents view={view} />
          {view.sections.map((section, at) => (
            <section class="cairn-part" aria-labelledby={sectionId(at)}>
              <h2 class="govuk-heading-l" id={sectionId(at)}>
                {section.title}
              </h2>
              <Prose>
                <RichText document={withHeadingsFrom(3, section.text)} references={references} />
              </Prose>
            </section>
          ))}
          <NationSection view={view} references={references} />
          <SeeAlsoSection view={view} />
        </div>
        <div class="govuk-grid-column-one-third">
          <About view={view} />
        </div>
      </div>
    </Page>
  )
}

function NationTabs({ view }: { view: GuidanceView }) {
  if (view.offeredNations.length < 2) return null
  return (
    <LinkTabs
      label="Read this page for"
      items={view.offeredNations.map((nation) => ({
        text: nationNames[nation],
        href: `?nation=${nation}`,
        isCurrent: nation === view.nation,
      }))}
    />
  )
}

/** What has another name by now, or there: the text stays as it was written. */
function TermNotes({ view }: { view: GuidanceView }) {
  const { part, terms, nation } = view
  const there = part?.term && !terms.some(({ text }) => isSame(text, part.term)) ? part.term : ''
  if (terms.length === 0 && !there) return null
  const name = nationNames[nation]
  return (
    <InsetText>
      {there && (
        <p class="govuk-body">
          {name} speaks of <strong>{lowerFirst(there)}</strong>.
        </p>
      )}
      {terms.map((term) => (
        <p class="govuk-body">
          In {name} “{term.text.toLowerCase()}” is now called <strong>{term.replacement}</strong>
          {term.since ? ` (since ${term.since})` : ''}.
        </p>
      ))}
    </InsetText>
  )
}

function Contents({ view }: { view: GuidanceView }) {
  const entries = [
    ...view.sections.map(({ title }, at) => ({ title, href: `#${sectionId(at)}` })),
    ...(hasNationSection(view) ? [{ title: nationHeading(view), href: '#nation' }] : []),
    ...(view.content.seeAlso.length > 0 ? [{ title: 'See also', href: '#see-also' }] : []),
  ]
  if (entries.length < 3) return null
  return (
    <nav class="cairn-contents" aria-label="On this page">
      <h2 class="govuk-heading-s">On this page</h2>
      <ol>
        {entries.map(({ title, href }) => (
          <li>
            <a class="govuk-link" href={href}>
              {title}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function NationSection(props: { view: GuidanceView; references: RichTextReferences }) {
  const { view, references } = props
  if (!hasNationSection(view)) return null
  return (
    <section class="cairn-part" aria-labelledby="nation">
      <h2 class="govuk-heading-l" id="nation">
        {nationHeading(view)}
      </h2>
      {view.part && (
        <Prose>
          <RichText document={withHeadingsFrom(3, view.part.differs)} references={references} />
        </Prose>
      )}
      <LawList lines={view.law} day={view.lawDay} />
    </section>
  )
}

function SeeAlsoSection({ view }: { view: GuidanceView }) {
  const { seeAlso } = view.content
  if (seeAlso.length === 0) return null
  return (
    <section class="cairn-part" aria-labelledby="see-also">
      <h2 class="govuk-heading-l" id="see-also">
        See also
      </h2>
      <ul class="cairn-list">
        {seeAlso.map((entry) => (
          <li>
            {entry.address === null ? (
              <span>{entry.title}</span>
            ) : (
              <a class="govuk-link" href={entry.address} rel="external">
                {entry.title}
              </a>
            )}
            <p class="cairn-meta">
              {[seeAlsoKindNames[entry.kind], entry.publisher].filter(Boolean).join(' · ')}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Whom it is for, whose it is, how old it is. */
function About({ view }: { view: GuidanceView }) {
  const facts: [string, string | null][] = [
    ['Who it is for', view.content.audience || null],
    ['Based on', view.content.publisher || null],
    ['Published', view.publishedOn && formatDate(view.publishedOn)],
    ['Last reviewed', view.reviewedOn && formatDate(view.reviewedOn)],
    ['Next review', nextReview(view)],
  ]
  return (
    <aside class="cairn-aside" aria-label="About this page">
      <dl class="cairn-facts">
        {facts.map(
          ([name, value]) =>
            value && (
              <div>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      <p>
        Worried about a child? Do not wait until you are sure.{' '}
        <a class="govuk-link" href="/report">
          How to report a concern
        </a>
      </p>
    </aside>
  )
}

function nextReview(view: GuidanceView): string | null {
  if (view.historicNote !== null) return 'None: the page is kept as it was'
  return view.nextReviewOn && formatDate(view.nextReviewOn)
}

function hasNationSection({ part, law }: GuidanceView): boolean {
  return part !== null && (law.length > 0 || !isEmptyDocument(part.differs))
}

const nationHeading = ({ nation }: GuidanceView): string => `In ${nationNames[nation]}`

const sectionId = (at: number): string => `section-${at + 1}`

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

/** "Harmful sexual behaviour, HSB" within a sentence: only the first letter changes. */
const lowerFirst = (words: string): string =>
  /^\p{Lu}\p{Ll}/u.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words
