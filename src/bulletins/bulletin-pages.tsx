import type { Edition } from '../publishing/publishing.ts'
import { isEmptyDocument } from '../publishing/rich-text.ts'
import { RichText, type RichTextReferences } from '../publishing/rich-text-view.tsx'
import { Callout, Opening, PageList } from '../ui/content.tsx'
import { formatDate } from '../ui/dates.ts'
import { Button } from '../ui/govuk/button.tsx'
import { InsetText } from '../ui/govuk/inset-text.tsx'
import { Page } from '../ui/layout.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import {
  itemKindNames,
  monthName,
  type BulletinContent,
  type BulletinItem,
} from './bulletin-content.ts'
import { bulletinPaths } from './bulletin-paths.ts'
import { headingsBelow } from './headings-below.ts'
import { linkWords, type LinkedPage } from './linked-pages.ts'

type BulletinEdition = Edition<BulletinContent>

/** Every bulletin by year, the newest first. */
export function ArchivePage({
  site,
  editions,
}: {
  site: SiteContext
  editions: BulletinEdition[]
}) {
  const years = Map.groupBy(
    editions.toSorted((one, other) => other.content.month.localeCompare(one.content.month)),
    ({ content }) => content.month.slice(0, 4),
  )
  return (
    <Page
      site={site}
      title="Bulletins"
      description={`News, guidance and training from ${site.partnershipName}, for everyone who works with children.`}
      opening={
        <Opening
          heading="Bulletins"
          lead="News, guidance and training for everyone who works with children and families."
        >
          <Button href={bulletinPaths.subscribe}>Get the bulletin by e-mail</Button>
        </Opening>
      }
    >
      {editions.length === 0 && (
        <p class="govuk-body">There is no bulletin yet. The first one will appear here.</p>
      )}
      {[...years].map(([year, ofYear]) => (
        <section aria-labelledby={`year-${year}`}>
          <h2 class="govuk-heading-l" id={`year-${year}`}>
            {year}
          </h2>
          <PageList
            headingLevel={3}
            items={ofYear.map(({ publication, title, summary, content }) => ({
              href: bulletinPaths.show(publication.slug),
              title,
              summary: summary || content.items.map((item) => item.title).join(' · '),
              meta: `${publication.historic_note === null ? '' : 'Historic · '}${monthName(content.month)}`,
            }))}
          />
        </section>
      ))}
    </Page>
  )
}

export type BulletinPageProps = {
  site: SiteContext
  edition: BulletinEdition
  linked: ReadonlyMap<string, LinkedPage>
  references: RichTextReferences
  /** Its whole address, for links shared elsewhere. */
  url: string
  isPreview: boolean
}

/** The web copy of one bulletin. */
export function BulletinPage(props: BulletinPageProps) {
  const { site, edition, references } = props
  const { content, publication, title, summary } = edition
  return (
    <Page
      site={site}
      title={title}
      description={summary.slice(0, 160) || undefined}
      breadcrumbs={[
        { text: 'Home', href: '/' },
        { text: 'Bulletins', href: bulletinPaths.archive },
      ]}
      shared={{ url: props.url }}
      isUnlisted={props.isPreview}
    >
      {props.isPreview && (
        <InsetText>
          Preview of version {edition.version}. The public does not see this page.
        </InsetText>
      )}
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <h1 class="govuk-heading-xl">
            <span class="govuk-caption-xl">Bulletin, {monthName(content.month)}</span>
            {title}
          </h1>
          {publication.historic_note && <InsetText>{publication.historic_note}</InsetText>}
          <RichText document={headingsBelow(content.introduction, 1)} references={references} />
          {content.items.length > 1 && <Contents items={content.items} />}
          {content.items.map((item) => (
            <Item item={item} {...props} />
          ))}
          {!isEmptyDocument(content.senderNote) && (
            <section class="cairn-bulletin__item" aria-label="Closing note">
              <RichText document={headingsBelow(content.senderNote, 1)} references={references} />
            </section>
          )}
          {publication.published_at && (
            <p class="cairn-meta">Published {formatDate(publication.published_at)}</p>
          )}
        </div>
        <div class="govuk-grid-column-one-third">
          <Callout>
            <h2 class="govuk-heading-m">Get the bulletin by e-mail</h2>
            <p class="govuk-body">
              About once a month. No tracking, and one press to leave the list.
            </p>
            <p class="govuk-body">
              <a class="govuk-link" href={bulletinPaths.subscribe}>
                Subscribe to the bulletin
              </a>
            </p>
            <p class="govuk-body">
              <a class="govuk-link" href={bulletinPaths.archive}>
                All bulletins
              </a>
            </p>
          </Callout>
        </div>
      </div>
    </Page>
  )
}

function Contents({ items }: { items: BulletinItem[] }) {
  return (
    <nav class="cairn-bulletin__contents" aria-labelledby="in-this-bulletin">
      <h2 class="govuk-heading-s" id="in-this-bulletin">
        In this bulletin
      </h2>
      <ol class="govuk-list govuk-list--number">
        {items.map((item) => (
          <li>
            <a class="govuk-link" href={`#${anchorOf(item)}`}>
              {item.title}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function Item({ item, linked, references }: BulletinPageProps & { item: BulletinItem }) {
  const page = item.linkedPublicationId ? linked.get(item.linkedPublicationId) : undefined
  const links = [
    ...(page?.isPublic ? [{ text: linkWords(page), href: page.path, isMain: true }] : []),
    ...item.links.flatMap(({ text, href }) => (href ? [{ text, href, isMain: false }] : [])),
  ]
  return (
    <section class="cairn-bulletin__item" aria-labelledby={anchorOf(item)}>
      <p class="cairn-kicker">{itemKindNames[item.kind]}</p>
      <h2 class="govuk-heading-l" id={anchorOf(item)}>
        {item.title}
      </h2>
      <RichText document={headingsBelow(item.text, 2)} references={references} />
      {links.length > 0 && (
        <ul class="govuk-list cairn-bulletin__links">
          {links.map(({ text, href, isMain }) => (
            <li>
              <a class={isMain ? 'govuk-link govuk-!-font-weight-bold' : 'govuk-link'} href={href}>
                {text}
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const anchorOf = (item: BulletinItem): string => `item-${item.id}`
