import type { FormState } from '../../platform/forms.ts'
import { formatDateTime } from '../../ui/dates.ts'
import {
  FormErrors,
  PostButton,
  PostForm,
  SubmitButton,
  TextField,
  hasErrors,
} from '../../ui/form.tsx'
import { InsetText } from '../../ui/govuk/inset-text.tsx'
import { SummaryList } from '../../ui/govuk/summary-list.tsx'
import { Table } from '../../ui/govuk/table.tsx'
import { Tag } from '../../ui/govuk/tag.tsx'
import type { SiteContext } from '../../ui/site-context.ts'
import { WorkspacePage } from '../../ui/workspace.tsx'
import { personPaths } from '../people-paths.ts'
import { privacyDeskPaths, retentionPaths } from './privacy-paths.ts'
import { isSeen, type DryRun } from './retention.ts'
import { periodWords, type RetentionRule } from './retention-queries.ts'

export function RetentionPage({ site, rules }: { site: SiteContext; rules: RetentionRule[] }) {
  return (
    <WorkspacePage
      site={site}
      title="How long records are kept"
      breadcrumbs={[
        { text: 'People', href: personPaths.list },
        { text: 'Privacy requests', href: privacyDeskPaths.list },
      ]}
    >
      <p class="govuk-body">
        Each kind of record, how long it is kept and why. Rules that are on run each night. A rule
        can be switched on after you have seen what it would do.
      </p>
      <Table
        caption="Rules"
        captionClasses="govuk-visually-hidden"
        classes="cairn-stacked-table"
        firstCellIsHeader
        head={[{ text: 'What' }, { text: 'Kept for' }, { text: 'Then' }, { text: 'State' }]}
        rows={rules.map((rule) => [
          {
            text: (
              <a class="govuk-link" href={retentionPaths.show(rule.key)}>
                {rule.title}
              </a>
            ),
          },
          { text: keptFor(rule) },
          { text: rule.happens },
          { text: <StateTag rule={rule} /> },
        ])}
      />
    </WorkspacePage>
  )
}

function keptFor({ period, unit, counted_from: from }: RetentionRule): string {
  return period === null ? 'Not limited' : `${periodWords(period, unit)}, counted from ${from}`
}

function StateTag({ rule }: { rule: RetentionRule }) {
  if (rule.applied_by === 'program') return <Tag classes="govuk-tag--blue">Always on</Tag>
  if (rule.applied_by === 'never') return <Tag classes="govuk-tag--grey">Kept</Tag>
  return rule.active ? (
    <Tag classes="govuk-tag--green">On</Tag>
  ) : (
    <Tag classes="govuk-tag--grey">Off</Tag>
  )
}

export function RetentionRulePage(props: {
  site: SiteContext
  rule: RetentionRule
  form: FormState
  run: DryRun | null
  success?: string | undefined
}) {
  const { site, rule, form, run } = props
  return (
    <WorkspacePage
      site={site}
      title={rule.title}
      caption="How long records are kept"
      hasErrors={hasErrors(form)}
      success={props.success}
      breadcrumbs={[
        { text: 'People', href: personPaths.list },
        { text: 'How long records are kept', href: retentionPaths.list },
      ]}
    >
      <FormErrors form={form} />
      <SummaryList
        rows={[
          { key: 'Kept for', value: keptFor(rule) },
          { key: 'Then', value: rule.happens },
          { key: 'Why', value: rule.why },
          { key: 'Who decides', value: rule.owner },
          { key: 'State', value: <StateTag rule={rule} /> },
          rule.applied_by === 'nightly' && {
            key: 'Last looked at',
            value: rule.lastDryRun
              ? `${formatDateTime(rule.lastDryRun.at)}: ${rule.lastDryRun.found} found`
              : 'Never',
          },
          rule.applied_by === 'nightly' && {
            key: 'Last applied',
            value: rule.lastApplied
              ? `${formatDateTime(rule.lastApplied.at)}: ${rule.lastApplied.found} ended`
              : 'Never',
          },
        ]}
      />
      {rule.applied_by === 'program' && (
        <p class="govuk-body">The program does this by itself. It cannot be switched off.</p>
      )}
      {rule.applied_by === 'never' && (
        <p class="govuk-body">Nothing of this is deleted by a rule.</p>
      )}
      {rule.applied_by === 'nightly' && <NightlyRule rule={rule} form={form} run={run} />}
    </WorkspacePage>
  )
}

function NightlyRule(props: { rule: RetentionRule; form: FormState; run: DryRun | null }) {
  const { rule, form, run } = props
  return (
    <>
      <h2 class="govuk-heading-m">What it would do now</h2>
      {run && <Found run={run} />}
      <PostButton action={retentionPaths.dryRun(rule.key)} classes="govuk-button--secondary">
        {run ? 'Look again' : 'See what it would do'}
      </PostButton>
      <h2 class="govuk-heading-m">Each night</h2>
      {rule.active ? (
        <>
          <p class="govuk-body">It is on: what it finds ends each night.</p>
          <PostButton
            action={retentionPaths.switch(rule.key)}
            fields={{ to: 'off' }}
            classes="govuk-button--secondary"
          >
            Switch it off
          </PostButton>
        </>
      ) : isSeen(rule) ? (
        <>
          <p class="govuk-body">
            It is off. Switched on, it does this each night to what it finds.{' '}
            {run?.undo ?? 'See again what it would do before you switch it on.'}
          </p>
          <PostButton
            action={retentionPaths.switch(rule.key)}
            fields={{ to: 'on' }}
            classes="govuk-button--warning"
          >
            Switch it on
          </PostButton>
        </>
      ) : (
        <p class="govuk-body">
          It is off. See what it would do first; then you can switch it on here.
        </p>
      )}
      <h2 class="govuk-heading-m">Change the period</h2>
      <PostForm action={retentionPaths.period(rule.key)} label="Change the period">
        <TextField
          form={form}
          name="period"
          label={`Period in ${rule.unit}`}
          hint={`From ${rule.shortest} to ${rule.longest}. The rule is off afterwards, until you have seen what it would do.`}
          inputmode="numeric"
          classes="govuk-input--width-4"
        />
        <SubmitButton classes="govuk-button--secondary">Change the period</SubmitButton>
      </PostForm>
    </>
  )
}

function Found({ run }: { run: DryRun }) {
  const { found, first, before, spares, undo } = run
  return (
    <InsetText>
      <p class="govuk-body">
        {found === 0
          ? `Nothing is from before ${formatDateTime(before)}.`
          : `It would end ${found} ${found === 1 ? 'record' : 'records'} from before ${formatDateTime(before)}.`}{' '}
        Never touched: {spares} {undo} Nothing has been changed yet.
      </p>
      {first.length > 0 && (
        <>
          <p class="govuk-body">{first.length < found ? `The first ${first.length}:` : 'These:'}</p>
          <ul class="govuk-list govuk-list--bullet">
            {first.map(({ label }) => (
              <li>{label}</li>
            ))}
          </ul>
        </>
      )}
    </InsetText>
  )
}
