import type { FormState } from '../../platform/forms.ts'
import { Scroll } from '../../ui/content.tsx'
import { formatDate } from '../../ui/dates.ts'
import {
  DateField,
  FormErrors,
  PostForm,
  SelectField,
  boldLabel,
  hasErrors,
} from '../../ui/form.tsx'
import { Button } from '../../ui/govuk/button.tsx'
import { Table } from '../../ui/govuk/table.tsx'
import type { SiteContext } from '../../ui/site-context.ts'
import { WorkspacePage } from '../../ui/workspace.tsx'
import { counted, namesText } from '../../ui/counts-and-lists.ts'
import { organisationPaths } from '../people-paths.ts'
import type { BulkChange, BulkLine } from './organisation-bulk.ts'
import { nobody } from './organisation-pages.tsx'
import { OrganisationPicker, pickerScripts } from './organisation-picker.tsx'
import type { FoundOrganisation } from './organisation-picker-queries.ts'

type Sector = { code: string; name: string }
const wayUp = [{ text: 'Organisations', href: organisationPaths.list }]
const organisations = (count: number): string => counted(count, 'organisation')

/** What to do to the organisations that were chosen. */
export function TogetherPage(props: {
  site: SiteContext
  chosen: { id: string; name: string }[]
  form: FormState
  sectors: Sector[]
  found: FoundOrganisation[]
}) {
  const { chosen, form } = props
  const ids = chosen.map(({ id }) => id)
  return (
    <WorkspacePage
      site={props.site}
      title={`Change ${organisations(chosen.length)}`}
      hasErrors={hasErrors(form)}
      breadcrumbs={wayUp}
      scripts={pickerScripts}
    >
      <FormErrors form={form} />
      <p class="govuk-body">
        {namesText(
          chosen.map(({ name }) => name),
          8,
        )}
        . You see what becomes of each before it does.
      </p>
      <PostForm action={organisationPaths.bulk} label="Whom they belong to">
        <Chosen ids={ids} />
        <input type="hidden" name="action" value="parent" />
        <OrganisationPicker
          form={form}
          name="parentId"
          label="They belong to"
          found={props.found}
          otherwise={{ value: nobody, text: 'Nobody' }}
        />
        <DateField form={form} name="from" legend="From which day?" />
        <Button name="step" value="preview" classes="govuk-button--secondary">
          See what becomes of each
        </Button>
      </PostForm>
      <PostForm action={organisationPaths.bulk} label="Sector">
        <Chosen ids={ids} />
        <input type="hidden" name="action" value="sector" />
        <SelectField
          form={form}
          name="sectorCode"
          label={boldLabel('Or they are of the sector')}
          items={[
            { value: '', text: 'Choose a sector' },
            ...props.sectors.map(({ code, name }) => ({ value: code, text: name })),
          ]}
        />
        <Button name="step" value="preview" classes="govuk-button--secondary">
          See what becomes of each
        </Button>
      </PostForm>
      <PostForm action={organisationPaths.bulk} label="Download">
        <Chosen ids={ids} />
        <Button name="step" value="export" classes="govuk-button--secondary">
          Download these as CSV
        </Button>
      </PostForm>
    </WorkspacePage>
  )
}

function Chosen({ ids }: { ids: readonly string[] }) {
  return <input type="hidden" name="ids" value={ids.join(' ')} />
}

const stayWords: Record<NonNullable<BulkLine['stays']>, string> = {
  same: 'Stays: it is so already',
  itself: 'Stays: it cannot belong to itself',
  circle: 'Stays: that one belongs to it',
  'parent-closed': 'Stays: that one is closed on the day',
}

/** What becomes of each, before it does. */
export function TogetherPreviewPage(props: {
  site: SiteContext
  change: BulkChange
  lines: BulkLine[]
  /** The sector, or whom they belong to, in words. */
  after: string
}) {
  const { change, lines, after } = props
  const changing = lines.filter(({ stays }) => stays === null)
  return (
    <WorkspacePage
      site={props.site}
      title={`${organisations(changing.length)} will change`}
      breadcrumbs={wayUp}
    >
      <p class="govuk-body-l">
        {change.action === 'sector'
          ? `They are of the sector ${after}, in reports of the past too.`
          : `They belong to ${after} from ${formatDate(change.from)}.`}
      </p>
      <Scroll label="Organisations">
        <Table
          caption="Organisations"
          captionClasses="govuk-visually-hidden"
          firstCellIsHeader
          head={[{ text: 'Organisation' }, { text: 'Until now' }, { text: 'What becomes of it' }]}
          rows={lines.map(({ name, before, stays }) => [
            { text: name },
            { text: before },
            { text: stays ? stayWords[stays] : after },
          ])}
        />
      </Scroll>
      <PostForm action={organisationPaths.bulk}>
        <Chosen ids={lines.map(({ id }) => id)} />
        <input type="hidden" name="action" value={change.action} />
        {change.action === 'sector' ? (
          <input type="hidden" name="sectorCode" value={change.sectorCode} />
        ) : (
          <>
            <input type="hidden" name="parentId" value={change.parentId ?? nobody} />
            {change.from.split('-').map((part, at) => (
              <input type="hidden" name={`from-${['year', 'month', 'day'][at]}`} value={part} />
            ))}
          </>
        )}
        {changing.length > 0 && (
          <Button name="step" value="do" preventDoubleClick>
            Change {organisations(changing.length)}
          </Button>
        )}
      </PostForm>
    </WorkspacePage>
  )
}
