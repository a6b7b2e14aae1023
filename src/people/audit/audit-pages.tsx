import type { FormState } from '../../platform/forms.ts'
import { formatDateTime } from '../../ui/dates.ts'
import { DateField, FormErrors, SubmitButton, TextField, hasErrors } from '../../ui/form.tsx'
import { Button } from '../../ui/govuk/button.tsx'
import { Details } from '../../ui/govuk/details.tsx'
import { Panel } from '../../ui/govuk/panel.tsx'
import { Select } from '../../ui/govuk/select.tsx'
import { WarningText } from '../../ui/govuk/warning-text.tsx'
import type { SiteContext } from '../../ui/site-context.ts'
import { WorkspacePage } from '../../ui/workspace.tsx'
import type { AuditCheck } from '../../platform/audit-seal.ts'
import type { ToldEntry } from './audit-log.ts'
import { auditPaths } from '../people-paths.ts'

export type { ToldEntry } from './audit-log.ts'

export function AuditPage(props: {
  site: SiteContext
  entries: ToldEntry[]
  /** The filter as it was typed, with what is wrong in it. */
  form: FormState
  kinds: string[]
  kind: string
  /** The address of the entries before these, if there are more. */
  earlier: string | null
}) {
  const { site, entries, form } = props
  const isNarrowed = Object.values(form.values).some((value) => value.length > 0)
  return (
    <WorkspacePage
      site={site}
      title="Audit log"
      hasErrors={hasErrors(form)}
      actions={
        <Button href={auditPaths.check} classes="govuk-button--secondary">
          Check that it is whole
        </Button>
      }
    >
      <FormErrors form={form} />
      <p class="govuk-body">
        Who did what. Each entry is sealed with the one before, so nobody can change or remove one
        without it being noticed.
      </p>
      <Details summary="Narrow it down" {...(isNarrowed ? { open: true } : {})}>
        <form method="get" action={auditPaths.list} novalidate>
          <TextField form={form} name="who" label="Done by (name or email address)" />
          <Select
            name="kind"
            label="About"
            value={props.kind}
            items={[
              { value: '', text: 'Anything' },
              ...props.kinds.map((kind) => ({ value: kind, text: kindText(kind) })),
            ]}
          />
          <DateField form={form} name="from" legend="From" />
          <DateField form={form} name="to" legend="To" />
          <SubmitButton classes="govuk-button--secondary">Show</SubmitButton>
        </form>
      </Details>
      <AuditSentences entries={entries} />
      {props.earlier && (
        <p class="govuk-body">
          <a class="govuk-link" href={props.earlier} rel="next">
            Earlier entries
          </a>
        </p>
      )}
    </WorkspacePage>
  )
}

/** Entries as a list of sentences with their moments. */
export function AuditSentences({ entries }: { entries: ToldEntry[] }) {
  if (entries.length === 0) return <p class="govuk-body">Nothing.</p>
  return (
    <ul class="cairn-log">
      {entries.map((entry) => (
        <li>
          <time datetime={entry.at.toISOString()}>{formatDateTime(entry.at)}</time>
          <span>
            {entry.sentence.map((part) =>
              typeof part === 'string' ? (
                part
              ) : part.href ? (
                <a class="govuk-link" href={part.href}>
                  {part.text}
                </a>
              ) : (
                part.text
              ),
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}

export function AuditCheckPage(props: { site: SiteContext; entries: number; check: AuditCheck }) {
  const { firstBroken, brokenSeal, lastSeal } = props.check
  return (
    <WorkspacePage
      site={props.site}
      title="Check of the audit log"
      heading={false}
      breadcrumbs={[{ text: 'Audit log', href: auditPaths.list }]}
    >
      {firstBroken === null && brokenSeal === null ? (
        <>
          <Panel title="The audit log is whole">
            All {props.entries.toLocaleString('en-GB')} entries follow each other, and none has been
            changed.
          </Panel>
          <p class="govuk-body">
            {lastSeal
              ? `Up to entry ${lastSeal.number.toLocaleString('en-GB')} it is locked with the secret of this installation (${formatDateTime(lastSeal.sealedAt)}): nobody with access to the database could have cut it off unseen. What came later is locked tonight.`
              : 'It has not been locked with the secret of this installation yet: that is done every night.'}
          </p>
        </>
      ) : (
        <>
          <h1 class="govuk-heading-l">The audit log has been changed</h1>
          <WarningText>
            {firstBroken === null
              ? `Entry ${brokenSeal!.number}, locked on ${formatDateTime(brokenSeal!.sealedAt)}, is gone or is another one now: the end of the log was removed.`
              : `Entry ${firstBroken} was changed, or one before it was removed. Everything before it is whole.`}
          </WarningText>
          <p class="govuk-body">
            Somebody with access to the database did this. Keep the database as it is, and tell
            whoever is responsible for the security of this installation.
          </p>
        </>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={auditPaths.list}>
          Back to the audit log
        </a>
      </p>
    </WorkspacePage>
  )
}

function kindText(kind: string): string {
  const words = kind.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
