import type { FormState } from '../../platform/forms.ts'
import { formatDate } from '../../ui/dates.ts'
import { FormErrors, PostForm, SubmitButton, TextField, hasErrors } from '../../ui/form.tsx'
import { Button } from '../../ui/govuk/button.tsx'
import { Tag } from '../../ui/govuk/tag.tsx'
import { listed } from '../../ui/counts-and-lists.ts'
import { LinkTabs } from '../../ui/link-tabs.tsx'
import { PageLinks } from '../../ui/page-links.tsx'
import type { SiteContext } from '../../ui/site-context.ts'
import { WorkspacePage } from '../../ui/workspace.tsx'
import { duplicatePaths, personPaths } from '../people-paths.ts'
import { pairsOnPage, type DuplicatePair } from './duplicate-queries.ts'
import { duplicateReasons, formerNameReasons } from './duplicate-reasons.ts'

export const duplicatesCrumbs = [
  { text: 'People', href: personPaths.list },
  { text: 'Duplicates', href: duplicatePaths.list },
]

/** Pairs that wait, or were dismissed, with the reasons why they may be one person. */
export function DuplicatesPage(props: {
  site: SiteContext
  pairs: DuplicatePair[]
  total: number
  page: number
  dismissed: boolean
  success?: string | undefined
}) {
  const { pairs, total, dismissed } = props
  return (
    <WorkspacePage
      site={props.site}
      title={dismissed ? 'Pairs of two people' : 'Duplicates'}
      success={props.success}
      breadcrumbs={dismissed ? duplicatesCrumbs : duplicatesCrumbs.slice(0, 1)}
      actions={
        <Button href={duplicatePaths.compare} classes="govuk-button--secondary">
          Compare two records
        </Button>
      }
    >
      <DuplicateTabs current={dismissed ? 'dismissed' : 'waiting'} />
      <p class="govuk-body">{countText(total, dismissed)}</p>
      {total > 0 && !dismissed && (
        <p class="govuk-body">
          A pair waits until you decide. It leaves the list by itself only when a record is changed
          so that the two no longer look like one person.
        </p>
      )}
      {pairs.length > 0 && (
        <ul class="govuk-list cairn-pairs">
          {pairs.map((pair) => (
            <li>
              <PairSummary pair={pair} />
            </li>
          ))}
        </ul>
      )}
      <PageLinks
        path={duplicatePaths.list}
        query={{ show: dismissed ? 'dismissed' : undefined }}
        page={props.page}
        pages={Math.ceil(total / pairsOnPage)}
      />
    </WorkspacePage>
  )
}

function PairSummary({ pair }: { pair: DuplicatePair }) {
  const { one, other } = pair
  return (
    <>
      <h2 class="govuk-heading-s">
        <a class="govuk-link" href={duplicatePaths.pair(pair.id)}>
          {one.name} and {other.name}
        </a>{' '}
        <Likelihood score={pair.score} />
      </h2>
      <p class="govuk-body cairn-pairs__addresses">
        {one.email}, {other.email}
      </p>
      <Reasons pair={pair} />
    </>
  )
}

/** Why the two may be one person, a sentence each. */
export function Reasons({ pair }: { pair: DuplicatePair }) {
  if (pair.reasons.length === 0)
    return <p class="govuk-body">Somebody chose to compare these two; nothing was found.</p>
  return (
    <ul class="govuk-list govuk-list--bullet">
      {sentencesOf(pair).map((sentence) => (
        <li>{sentence}</li>
      ))}
    </ul>
  )
}

function sentencesOf(pair: DuplicatePair): string[] {
  const isOfFormerName = pair.reasons.includes('former-name')
  return pair.reasons.flatMap((reason) => {
    if (reason === 'former-name') return formerNameSentences(pair)
    return (isOfFormerName && formerNameReasons[reason]) || (duplicateReasons[reason] ?? reason)
  })
}

function formerNameSentences({ one, other }: DuplicatePair): string[] {
  const sentences = [one, other].flatMap(({ name, formerNames }) =>
    formerNames.length > 0 ? [`${name} was called ${listed(formerNames)} before.`] : [],
  )
  return sentences.length > 0 ? sentences : [duplicateReasons['former-name']]
}

export function Likelihood({ score }: { score: number }) {
  if (score >= 85) return <Tag>Very likely</Tag>
  if (score >= 70) return <Tag classes="govuk-tag--light-blue">Likely</Tag>
  return <Tag classes="govuk-tag--grey">Possible</Tag>
}

export function DuplicateTabs({ current }: { current: 'waiting' | 'dismissed' | 'merges' }) {
  return (
    <LinkTabs
      label="Duplicates"
      items={[
        { text: 'To decide', href: duplicatePaths.list, isCurrent: current === 'waiting' },
        { text: 'Two people', href: duplicatePaths.dismissed, isCurrent: current === 'dismissed' },
        { text: 'Merged', href: duplicatePaths.merges, isCurrent: current === 'merges' },
      ]}
    />
  )
}

/** Two records that the finder has not put together. */
export function ComparePage(props: { site: SiteContext; form: FormState }) {
  const { form } = props
  return (
    <WorkspacePage
      site={props.site}
      title="Compare two records"
      hasErrors={hasErrors(form)}
      breadcrumbs={duplicatesCrumbs}
    >
      <FormErrors form={form} />
      <p class="govuk-body">
        Use this when you know of two records that were not found by themselves. Nothing is changed
        yet: you see the two side by side first.
      </p>
      <PostForm action={duplicatePaths.compare}>
        <TextField
          form={form}
          name="one"
          label="Email address of one record"
          type="email"
          autocomplete="off"
          spellcheck={false}
        />
        <TextField
          form={form}
          name="other"
          label="Email address of the other record"
          type="email"
          autocomplete="off"
          spellcheck={false}
        />
        <SubmitButton>Compare</SubmitButton>
      </PostForm>
    </WorkspacePage>
  )
}

function countText(total: number, dismissed: boolean): string {
  if (dismissed)
    return total === 0
      ? 'No pair was dismissed.'
      : total === 1
        ? '1 pair was dismissed. It is not shown again unless you take that back.'
        : `${total.toLocaleString('en-GB')} pairs were dismissed. They are not shown again unless you take that back.`
  if (total === 0)
    return 'No two records look like one person. New and changed records are compared as they come, and everybody every night.'
  return total === 1
    ? '1 pair of records may be one person.'
    : `${total.toLocaleString('en-GB')} pairs of records may be one person each. The likeliest come first.`
}

/** "on 3 June 2026", for a day that is known. */
export function onDay(moment: Date | null, none: string): string {
  return moment ? formatDate(moment) : none
}
