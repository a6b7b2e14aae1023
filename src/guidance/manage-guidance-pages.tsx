import type { FormState } from '../platform/forms.ts'
import { EditionTags, NewDraftPage, type Edition } from '../publishing/publishing.ts'
import { formatDate } from '../ui/dates.ts'
import { FormErrors, PostForm, SubmitButton, TextField, hasErrors } from '../ui/form.tsx'
import { Button } from '../ui/govuk/button.tsx'
import { Table } from '../ui/govuk/table.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { WorkspacePage } from '../ui/workspace.tsx'
import type { GuidanceContent } from './guidance-content.ts'
import { guidancePaths } from './guidance-paths.ts'
import type { Topic } from './guidance-queries.ts'

export function ManageGuidancePage(props: {
  site: SiteContext
  editions: Edition<GuidanceContent>[]
  today: string
}) {
  const { site, editions, today } = props
  return (
    <WorkspacePage
      site={site}
      title="Guidance"
      actions={<Button href={guidancePaths.create}>New guidance page</Button>}
      breadcrumbs={[]}
    >
      <p class="govuk-body">
        <a class="govuk-link" href={guidancePaths.topics}>
          Topics
        </a>
        {' · '}
        <a class="govuk-link" href={guidancePaths.instruments}>
          Law and official guidance
        </a>
      </p>
      {editions.length === 0 ? (
        <p class="govuk-body">There is no guidance yet.</p>
      ) : (
        <Table
          classes="cairn-stacked-table"
          head={[
            { text: 'Page' },
            { text: 'State' },
            { text: 'Last saved' },
            { text: 'Next review' },
          ]}
          rows={editions.map((edition) => rowOf(edition, today))}
        />
      )}
    </WorkspacePage>
  )
}

function rowOf({ publication, title, createdAt }: Edition<GuidanceContent>, today: string) {
  return [
    {
      text: (
        <a class="govuk-link" href={guidancePaths.edit(publication.id)}>
          {title}
        </a>
      ),
    },
    { text: <EditionTags publication={publication} today={today} /> },
    { text: formatDate(createdAt) },
    { text: publication.review_due_on ? formatDate(publication.review_due_on) : 'None' },
  ]
}

export function NewGuidancePage({ site, form }: { site: SiteContext; form: FormState }) {
  return (
    <NewDraftPage
      site={site}
      form={form}
      title="New guidance page"
      action={guidancePaths.create}
      wayUp={{ text: 'Guidance', href: guidancePaths.manage }}
      hint="The page’s address is made from it and stays."
    />
  )
}

export function TopicsPage(props: { site: SiteContext; topics: Topic[]; form: FormState }) {
  const { site, topics, form } = props
  return (
    <WorkspacePage
      site={site}
      title="Topics"
      hasErrors={hasErrors(form)}
      breadcrumbs={[{ text: 'Guidance', href: guidancePaths.manage }]}
    >
      <FormErrors form={form} />
      <Table
        classes="cairn-stacked-table"
        head={[{ text: 'Topic' }, { text: 'What it is about' }]}
        rows={topics.map(({ slug, title, summary }) => [
          {
            text: (
              <a class="govuk-link" href={guidancePaths.topic(slug)}>
                {title}
              </a>
            ),
          },
          { text: summary },
        ])}
      />
      <h2 class="govuk-heading-m">Add a topic</h2>
      <PostForm action={guidancePaths.topics}>
        <TextField form={form} name="title" label="Title" />
        <TextField form={form} name="summary" label="What it is about (optional)" />
        <SubmitButton>Add topic</SubmitButton>
      </PostForm>
    </WorkspacePage>
  )
}
