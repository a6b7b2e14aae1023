import type { FormState } from '../platform/forms.ts'
import {
  EditConflictNotice,
  EditorChecks,
  type EditConflict,
  type EditorCheck,
} from '../publishing/publishing.ts'
import { RichTextField, type RouteChoice } from '../publishing/rich-text-field.tsx'
import {
  FormErrors,
  boldLabel,
  hasErrors,
  HiddenField,
  PostForm,
  RadiosField,
  SelectField,
  SubmitButton,
  TextareaField,
  TextField,
} from '../ui/form.tsx'
import { DateInput } from '../ui/govuk/date-input.tsx'
import { Fieldset } from '../ui/govuk/fieldset.tsx'
import { InsetText } from '../ui/govuk/inset-text.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { WorkspacePage } from '../ui/workspace.tsx'
import { bulletinItemKinds, itemKindNames } from './bulletin-content.ts'
import { linkRows } from './bulletin-forms.ts'
import { bulletinPaths, wayTo } from './bulletin-paths.ts'
import type { LinkedPage } from './linked-pages.ts'

type Shared = {
  site: SiteContext
  bulletin: { id: string; title: string }
  form: FormState
  conflict: EditConflict | null
  checks: readonly EditorCheck[]
  routes: readonly RouteChoice[]
}

/** One item: what it is, its words, and where it leads. */
export function ItemPage(
  props: Shared & {
    /** Null for one that is not saved yet. */
    itemId: string | null
    importReason: string | null
    pages: readonly LinkedPage[]
  },
) {
  const { site, bulletin, form, itemId } = props
  const { id } = bulletin
  return (
    <WorkspacePage
      site={site}
      title={itemId ? 'Edit an item' : 'Add an item'}
      caption={bulletin.title}
      hasErrors={hasErrors(form)}
      breadcrumbs={wayTo(bulletin)}
    >
      <FormErrors form={form} />
      {props.conflict && <EditConflictNotice conflict={props.conflict} />}
      <div class="cairn-columns">
        <PostForm action={itemId ? bulletinPaths.item(id, itemId) : bulletinPaths.addItem(id)}>
          <HiddenField form={form} name="basedOn" />
          <RadiosField
            form={form}
            name="kind"
            legend="What kind of item is it?"
            classes="govuk-radios--inline govuk-radios--small"
            items={bulletinItemKinds.map((kind) => ({ value: kind, text: itemKindNames[kind] }))}
          />
          {props.importReason && <InsetText>{props.importReason}</InsetText>}
          <TextField
            form={form}
            name="title"
            label={boldLabel('Title')}
            hint="Say what is new, and for whom. Many people read only this."
          />
          <RichTextField
            form={form}
            name="text"
            label="Text"
            hint="A few sentences. The whole story belongs on the page it leads to."
            rows={12}
            routes={props.routes}
            linkFields="link"
          />
          <SelectField
            form={form}
            name="linkedPublicationId"
            label={boldLabel('Page of ours it leads to')}
            hint="The link follows the page: its title and address are always the present ones."
            items={[{ value: '', text: 'None' }, ...props.pages.map(choiceOf)]}
          />
          <LinkFields form={form} />
          <SubmitButton>Save the item</SubmitButton>
        </PostForm>
        {itemId && <EditorChecks checks={props.checks} />}
      </div>
    </WorkspacePage>
  )
}

const kindWords: Record<string, string> = {
  campaign: 'Campaign',
  guidance: 'Guidance',
  course: 'Course',
}

const choiceOf = ({ id, kind, title, isPublic }: LinkedPage) => ({
  value: id,
  text: `${kindWords[kind]}: ${title}${isPublic ? '' : ' (not published yet)'}`,
})

function LinkFields({ form }: { form: FormState }) {
  return (
    <Fieldset legend={{ text: 'Links to other places', classes: 'govuk-fieldset__legend--s' }}>
      <p class="govuk-hint">
        The words say where the link leads: “Programme of the morning”, not “here”.
      </p>
      {linkRows(form.values).map((at) => (
        <div class="cairn-link-row">
          <TextField form={form} name={`link-${at}-text`} label={`Words of link ${at + 1}`} />
          <TextField
            form={form}
            name={`link-${at}-href`}
            label={`Address of link ${at + 1}`}
            inputmode="url"
            spellcheck={false}
          />
        </div>
      ))}
    </Fieldset>
  )
}

/** Title, month, summary, introduction and closing note. */
export function DetailsPage(props: Shared) {
  const { site, bulletin, form } = props
  return (
    <WorkspacePage
      site={site}
      title="Edit the details"
      caption={bulletin.title}
      hasErrors={hasErrors(form)}
      breadcrumbs={wayTo(bulletin)}
    >
      <FormErrors form={form} />
      {props.conflict && <EditConflictNotice conflict={props.conflict} />}
      <div class="cairn-columns">
        <PostForm action={bulletinPaths.details(bulletin.id)}>
          <HiddenField form={form} name="basedOn" />
          <TextField
            form={form}
            name="title"
            label={boldLabel('Title')}
            hint="The subject of the e-mail too."
          />
          <MonthField form={form} />
          <TextareaField
            form={form}
            name="summary"
            label={boldLabel('Summary')}
            hint="One or two sentences for the archive, the search and the inbox’s preview line."
            rows={3}
          />
          <RichTextField
            form={form}
            name="introduction"
            label="Introduction"
            rows={6}
            routes={props.routes}
          />
          <RichTextField
            form={form}
            name="senderNote"
            label="Closing note"
            hint="For example, whom to write to. Leave it empty if there is nothing to say."
            rows={4}
            routes={props.routes}
            withoutHelp
          />
          <SubmitButton>Save the details</SubmitButton>
        </PostForm>
        <EditorChecks checks={props.checks} />
      </div>
    </WorkspacePage>
  )
}

/** A month in two fields, `month-month` and `month-year`. */
export function MonthField({ form }: { form: FormState }) {
  const error = form.errors.find(({ field }) => field === 'month')?.message
  const typed = (name: string): string => [form.values[name]].flat()[0] ?? ''
  return (
    <DateInput
      id="month-date"
      namePrefix="month"
      hint="For example, 10 2020"
      errorMessage={error}
      fieldset={{ legend: { text: 'Month', classes: 'govuk-fieldset__legend--s' } }}
      items={[
        {
          name: 'month',
          label: 'Month',
          id: 'month',
          value: typed('month-month'),
          classes: 'govuk-input--width-2',
          ...(error ? { error: true } : {}),
        },
        {
          name: 'year',
          label: 'Year',
          id: 'month-year',
          value: typed('month-year'),
          classes: 'govuk-input--width-4',
          ...(error ? { error: true } : {}),
        },
      ]}
    />
  )
}
