import type { FormState } from '../../platform/forms.ts'
import { Scroll } from '../../ui/content.tsx'
import { formatDate } from '../../ui/dates.ts'
import {
  FormErrors,
  HiddenField,
  PostButton,
  PostForm,
  RadiosField,
  SubmitButton,
  hasErrors,
} from '../../ui/form.tsx'
import { InsetText } from '../../ui/govuk/inset-text.tsx'
import { SummaryList } from '../../ui/govuk/summary-list.tsx'
import { Table } from '../../ui/govuk/table.tsx'
import { WarningText } from '../../ui/govuk/warning-text.tsx'
import type { SiteContext } from '../../ui/site-context.ts'
import { WorkspacePage } from '../../ui/workspace.tsx'
import { roleNames } from '../people-access.ts'
import { duplicatePaths, personPaths } from '../people-paths.ts'
import type { PersonRecord } from '../person-queries.ts'
import { Likelihood, Reasons, duplicatesCrumbs, onDay } from './duplicate-pages.tsx'
import type { DuplicatePair } from './duplicate-queries.ts'
import type { MergeTold } from './merge-queries.ts'

/** A record as it is compared, with the places of all times. */
export type RecordToCompare = PersonRecord & { formerNames: string[]; places: string[] }

/** Two records side by side, and the choice of what stands. */
export function PairPage(props: {
  site: SiteContext
  pair: DuplicatePair
  one: RecordToCompare
  other: RecordToCompare
  form: FormState
  success?: string | undefined
}) {
  const { pair, one, other, form } = props
  return (
    <WorkspacePage
      site={props.site}
      title="One person or two?"
      caption={one.name === other.name ? one.name : `${one.name} and ${other.name}`}
      hasErrors={hasErrors(form)}
      success={props.success}
      breadcrumbs={duplicatesCrumbs}
    >
      <FormErrors form={form} />
      <p class="govuk-body">
        <Likelihood score={pair.score} />
      </p>
      <Reasons pair={pair} />
      <Comparison one={one} other={other} />
      {pair.dismissedAt ? (
        <>
          <InsetText>
            On {formatDate(pair.dismissedAt)} it was decided that these are two people.
          </InsetText>
          <PostButton action={duplicatePaths.reopening(pair.id)} classes="govuk-button--secondary">
            Decide again
          </PostButton>
        </>
      ) : (
        <Decision pair={pair} one={one} other={other} form={form} />
      )}
    </WorkspacePage>
  )
}

function Comparison({ one, other }: { one: RecordToCompare; other: RecordToCompare }) {
  const row = (title: string, tell: (record: RecordToCompare) => string | string[]) => [
    { text: title },
    { text: <Lines of={tell(one)} /> },
    { text: <Lines of={tell(other)} /> },
  ]
  return (
    <Scroll label="The two records">
      <Table
        classes="cairn-compared"
        caption="The two records"
        captionClasses="govuk-visually-hidden"
        firstCellIsHeader
        head={[
          { text: <span class="govuk-visually-hidden">What</span> },
          { text: <OpenRecord title="First record" record={one} /> },
          { text: <OpenRecord title="Second record" record={other} /> },
        ]}
        rows={[
          row('Name', ({ name }) => name),
          one.formerNames.length + other.formerNames.length > 0 &&
            row('Former names', ({ formerNames }) =>
              formerNames.length > 0 ? formerNames : 'None',
            ),
          row(
            'Email address',
            ({ email, emailVerifiedAt }) =>
              `${email} (${emailVerifiedAt ? 'proved' : 'not proved'})`,
          ),
          row('Places of work', ({ places }) => (places.length > 0 ? places : 'None')),
          row('Job', ({ jobTitle }) => jobTitle ?? 'Not given'),
          row('Roles', ({ roles }) => (roles.length > 0 ? roles.map(roleText) : 'None')),
          row('Last signed in', ({ lastSignedInAt }) => onDay(lastSignedInAt, 'Never')),
          row('Added', ({ createdAt }) => formatDate(createdAt)),
          (one.leftAt || other.leftAt) && row('Left', ({ leftAt }) => onDay(leftAt, 'No')),
        ]}
      />
    </Scroll>
  )
}

function OpenRecord({ title, record }: { title: string; record: PersonRecord }) {
  return (
    <a class="govuk-link" href={personPaths.show(record.id)}>
      {title}
      <span class="govuk-visually-hidden">: {record.name}</span>
    </a>
  )
}

function Lines({ of }: { of: string | string[] }) {
  if (typeof of === 'string') return <>{of}</>
  return (
    <ul class="govuk-list">
      {of.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  )
}

function roleText({ role, organisationName }: PersonRecord['roles'][number]): string {
  return organisationName ? `${roleNames[role]} of ${organisationName}` : roleNames[role]
}

function Decision(props: {
  pair: DuplicatePair
  one: RecordToCompare
  other: RecordToCompare
  form: FormState
}) {
  const { pair, one, other, form } = props
  const between = (
    tell: (record: RecordToCompare) => string,
    hint?: (record: RecordToCompare) => string,
  ) =>
    (
      [
        ['one', one],
        ['other', other],
      ] as const
    ).map(([value, record]) => ({
      value,
      text: tell(record),
      ...(hint ? { hint: hint(record) } : {}),
    }))
  return (
    <>
      <h2 class="govuk-heading-m">They are two people</h2>
      <p class="govuk-body">The pair is not shown again. You can take that back.</p>
      <PostButton action={duplicatePaths.dismissal(pair.id)} classes="govuk-button--secondary">
        These are two people
      </PostButton>
      <h2 class="govuk-heading-m">They are one person</h2>
      <form method="get" action={duplicatePaths.preview(pair.id)}>
        <RadiosField
          form={form}
          name="keep"
          legend="Which record do you want to keep?"
          hint="What the other one has moves to it. Keep the one that the person signs in with."
          items={[
            {
              value: 'one',
              text: `The first, ${one.email}`,
              hint: `Last signed in: ${onDay(one.lastSignedInAt, 'never')}`,
            },
            {
              value: 'other',
              text: `The second, ${other.email}`,
              hint: `Last signed in: ${onDay(other.lastSignedInAt, 'never')}`,
            },
          ]}
        />
        {one.name !== other.name && (
          <RadiosField
            form={form}
            name="name"
            legend="Which name is right?"
            items={between(({ name }) => name)}
          />
        )}
        <RadiosField
          form={form}
          name="email"
          legend="Which email address do they use from now on?"
          items={between(
            ({ email }) => email,
            ({ emailVerifiedAt }) => (emailVerifiedAt ? 'Proved' : 'Not proved'),
          )}
        />
        {one.organisation &&
          other.organisation &&
          one.organisation.id !== other.organisation.id && (
            <RadiosField
              form={form}
              name="organisation"
              legend="Which is their main organisation?"
              items={between(({ organisation }) => organisation!.name)}
            />
          )}
        <SubmitButton>Show what will happen</SubmitButton>
      </form>
    </>
  )
}

/** What exactly a merge will do, before it is done. */
export function MergePreviewPage(props: {
  site: SiteContext
  pair: DuplicatePair
  kept: PersonRecord
  merged: PersonRecord
  told: MergeTold
  undoUntil: string
  /** The choices and what was seen, which the button sends. */
  form: FormState
}) {
  const { pair, kept, merged, told, form } = props
  return (
    <WorkspacePage
      site={props.site}
      title="What the merge will do"
      caption={kept.name === merged.name ? kept.name : `${kept.name} and ${merged.name}`}
      hasErrors={hasErrors(form)}
      breadcrumbs={[
        ...duplicatesCrumbs,
        { text: 'One person or two?', href: duplicatePaths.pair(pair.id) },
      ]}
    >
      <FormErrors form={form} />
      <p class="govuk-body">
        The record with {kept.email} stays. The record with {merged.email} is merged into it: it is
        in no list, search or count any more.
      </p>
      <ToldMerge told={told} />
      <InsetText>You can undo the merge until {props.undoUntil}.</InsetText>
      <WarningText>
        Be sure that both are one person. Ask them, if you can: they see each other’s courses and
        certificates if they are not.
      </WarningText>
      <PostForm action={duplicatePaths.preview(pair.id)}>
        {['keep', 'name', 'email', 'organisation', 'seen'].map((name) => (
          <HiddenField form={form} name={name} />
        ))}
        <SubmitButton classes="govuk-button--warning">Merge the two records</SubmitButton>
      </PostForm>
      <p class="govuk-body">
        <a class="govuk-link" href={duplicatePaths.pair(pair.id)}>
          Go back
        </a>
      </p>
    </WorkspacePage>
  )
}

/** What a merge moves, leaves and ends. */
export function ToldMerge({ told }: { told: MergeTold }) {
  return (
    <>
      <h2 class="govuk-heading-m">What moves to the record that stays</h2>
      {told.moves.length === 0 && (
        <p class="govuk-body">
          {told.stays.length > 0
            ? 'Nothing: the other record has nothing that is missing here.'
            : 'Nothing: the other record is empty.'}
        </p>
      )}
      {told.moves.length > 0 && <Counted rows={told.moves} />}
      {told.stays.length > 0 && (
        <>
          <h2 class="govuk-heading-m">What stays with the other record</h2>
          <p class="govuk-body">The record that is kept has the same already.</p>
          <Counted rows={told.stays} />
        </>
      )}
      {told.sentences.length > 0 && (
        <>
          <h2 class="govuk-heading-m">What changes</h2>
          <ul class="govuk-list govuk-list--bullet">
            {told.sentences.map((sentence) => (
              <li>{sentence}</li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function Counted({ rows }: { rows: MergeTold['moves'] }) {
  return (
    <SummaryList rows={rows.map(({ title, count }) => ({ key: title, value: String(count) }))} />
  )
}
