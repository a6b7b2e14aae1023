import { Opening, PageList } from '../ui/content.tsx'
import { formatDate } from '../ui/dates.ts'
import { CampaignArt } from '../ui/illustrations.tsx'
import { Page } from '../ui/layout.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { guidancePaths } from './guidance-paths.ts'
import type { Topic } from './guidance-queries.ts'

export const home = { text: 'Home', href: '/' }
export const guidance = { text: 'Guidance', href: guidancePaths.index }

/** A guidance page in a list. */
export type GuidanceEntry = {
  slug: string
  title: string
  summary: string
  publisher: string
  topics: string[]
  publishedOn: string
  isHistoric: boolean
}

export function GuidanceIndexPage(props: {
  site: SiteContext
  topics: Topic[]
  entries: GuidanceEntry[]
}) {
  const { site, topics, entries } = props
  const groups = topics
    .map((topic) => ({ topic, entries: entries.filter((entry) => isAbout(entry, topic)) }))
    .filter((group) => group.entries.length > 0)
  const others = entries.filter((entry) => !topics.some((topic) => isAbout(entry, topic)))
  return (
    <Page
      site={site}
      title="Guidance"
      description="What good practice looks like, in plain words, with the law of each nation of the United Kingdom."
      breadcrumbs={[home]}
      opening={
        <Opening
          heading="Guidance"
          lead="What good practice looks like, in plain words, with the law of each nation and where to read more."
          picture={<CampaignArt name="path" />}
        />
      }
    >
      {entries.length === 0 && <p class="govuk-body">Nothing has been published here yet.</p>}
      {groups.length > 1 && (
        <nav aria-label="Topics" class="cairn-topics">
          <ul>
            {groups.map(({ topic, entries }) => (
              <li>
                <a class="govuk-link" href={guidancePaths.topic(topic.slug)}>
                  {topic.title}
                </a>{' '}
                <span class="cairn-meta">{counted(entries.length)}</span>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {groups.map(({ topic, entries }) => (
        <section aria-labelledby={`topic-${topic.slug}`}>
          <h2 class="govuk-heading-l" id={`topic-${topic.slug}`}>
            {topic.title}
          </h2>
          {topic.summary && <p class="govuk-body">{topic.summary}</p>}
          <EntryList entries={entries} headingLevel={3} />
        </section>
      ))}
      {others.length > 0 && (
        <section aria-labelledby="topic-others">
          <h2 class="govuk-heading-l" id="topic-others">
            {groups.length > 0 ? 'Other guidance' : 'All guidance'}
          </h2>
          <EntryList entries={others} headingLevel={3} />
        </section>
      )}
    </Page>
  )
}

export function GuidanceTopicPage(props: {
  site: SiteContext
  topic: Topic
  entries: GuidanceEntry[]
}) {
  const { site, topic, entries } = props
  return (
    <Page
      site={site}
      title={topic.title}
      description={topic.summary}
      breadcrumbs={[home, guidance]}
    >
      <h1 class="govuk-heading-xl">
        <span class="govuk-caption-xl">Guidance</span>
        {topic.title}
      </h1>
      {topic.summary && <p class="cairn-lead">{topic.summary}</p>}
      {entries.length > 0 ? (
        <EntryList entries={entries} headingLevel={2} />
      ) : (
        <p class="govuk-body">Nothing has been published on this topic yet.</p>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={guidancePaths.index}>
          All guidance
        </a>
      </p>
    </Page>
  )
}

function EntryList(props: { entries: GuidanceEntry[]; headingLevel: 2 | 3 }) {
  return (
    <PageList
      headingLevel={props.headingLevel}
      items={props.entries.map((entry) => ({
        href: guidancePaths.show(entry.slug),
        title: entry.title,
        summary: entry.summary,
        meta: [
          entry.isHistoric ? 'Historic' : '',
          entry.publisher,
          `Published ${formatDate(entry.publishedOn)}`,
        ]
          .filter(Boolean)
          .join(' · '),
      }))}
    />
  )
}

const isAbout = (entry: GuidanceEntry, topic: Topic): boolean => entry.topics.includes(topic.slug)

const counted = (count: number): string => (count === 1 ? '1 page' : `${count} pages`)
