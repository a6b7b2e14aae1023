import type { ComponentChildren } from 'preact'
import type { FormState } from '../platform/forms.ts'
import { datePartsOf } from './dates.ts'
import { Button } from './govuk/button.tsx'
import { CharacterCount } from './govuk/character-count.tsx'
import type { CharacterCountProps } from './govuk/character-count.tsx'
import { Checkboxes } from './govuk/checkboxes.tsx'
import type { CheckboxesProps } from './govuk/checkboxes.tsx'
import { DateInput } from './govuk/date-input.tsx'
import type { DateInputProps } from './govuk/date-input.tsx'
import { ErrorSummary } from './govuk/error-summary.tsx'
import { FileUpload } from './govuk/file-upload.tsx'
import type { FileUploadProps } from './govuk/file-upload.tsx'
import { Input } from './govuk/input.tsx'
import type { InputProps } from './govuk/input.tsx'
import { classNames, wordingOf } from './govuk/options.ts'
import type { Content, Wording } from './govuk/options.ts'
import { PasswordInput } from './govuk/password-input.tsx'
import type { PasswordInputProps } from './govuk/password-input.tsx'
import { Radios } from './govuk/radios.tsx'
import type { RadiosProps } from './govuk/radios.tsx'
import { Select } from './govuk/select.tsx'
import type { SelectProps } from './govuk/select.tsx'
import { Textarea } from './govuk/textarea.tsx'
import type { TextareaProps } from './govuk/textarea.tsx'

/**
 * Fields that know their form: each shows the value that was typed and the error beside it, and the
 * summary links to them. `form` is what `readForm` gave, or `emptyForm`, or `formWith(stored)`.
 */
type OfForm<Props> = Omit<Props, 'value' | 'values' | 'errorMessage' | 'id'> & { form: FormState }

/** A form as it opens on something stored: lists stay lists, missing values are empty. */
export function formWith(
  stored: Record<string, string | number | readonly string[] | null | undefined>,
): FormState {
  const values: FormState['values'] = {}
  for (const [name, value] of Object.entries(stored)) {
    if (typeof value === 'object' && value !== null) values[name] = [...value]
    else values[name] = value === null || value === undefined ? '' : String(value)
  }
  return { values, errors: [] }
}

/** Stands first in the page of a form that was refused, above the heading. */
export function FormErrors({ form, title }: { form: FormState; title?: string }) {
  if (form.errors.length === 0) return null
  return (
    <ErrorSummary
      title={title}
      errorList={form.errors.map(({ field, message }) =>
        field === 'form' ? { text: message } : { text: message, href: `#${fieldId(field)}` },
      )}
    />
  )
}

/** For `<Page hasErrors>`: the title of a refused form begins with "Error:". */
export const hasErrors = (form: FormState): boolean => form.errors.length > 0

/** The label of a field in bold, where each question has hints or several lines of its own. */
export const boldLabel = (text: string) => ({ text, classes: 'govuk-label--s' })

/** A form that changes something. Browsers' own bubbles are off: our messages stand beside fields. */
export function PostForm(props: {
  action: string
  /** The form carries a file. */
  hasFile?: boolean
  /** For screens on which several forms stand. */
  label?: string
  children: ComponentChildren
}) {
  return (
    <form
      action={props.action}
      method="post"
      novalidate
      enctype={props.hasFile ? 'multipart/form-data' : undefined}
      aria-label={props.label}
    >
      {props.children}
    </form>
  )
}

/** A button that is a form of its own: "Publish", "Withdraw", "Sign out". */
export function PostButton(props: {
  action: string
  children: ComponentChildren
  classes?: string
  /** Hidden fields sent along. */
  fields?: Record<string, string>
}) {
  return (
    <form action={props.action} method="post" class="cairn-post-button">
      {Object.entries(props.fields ?? {}).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <Button classes={props.classes} preventDoubleClick>
        {props.children}
      </Button>
    </form>
  )
}

/** The button that ends a form; a second click within a second does nothing. */
export function SubmitButton(props: { children: ComponentChildren; classes?: string }) {
  return (
    <Button classes={props.classes} preventDoubleClick>
      {props.children}
    </Button>
  )
}

export function HiddenField({ form, name }: { form: FormState; name: string }) {
  return <input type="hidden" name={name} value={valueOf(form, name)} />
}

export function TextField({ form, ...props }: OfForm<InputProps>) {
  return <Input {...props} {...stateOf(form, props.name)} value={valueOf(form, props.name)} />
}

export function TextareaField({ form, ...props }: OfForm<TextareaProps>) {
  return <Textarea {...props} {...stateOf(form, props.name)} value={valueOf(form, props.name)} />
}

/** A text area that counts down to a limit. */
export function CountedField({ form, ...props }: OfForm<CharacterCountProps>) {
  return (
    <CharacterCount {...props} {...stateOf(form, props.name)} value={valueOf(form, props.name)} />
  )
}

/** A typed password is never sent back to the browser. */
export function PasswordField({ form, ...props }: OfForm<PasswordInputProps>) {
  return <PasswordInput {...props} {...stateOf(form, props.name)} />
}

/** Browsers never let a file be chosen again by a page: after an error it must be chosen anew. */
export function FileField({ form, ...props }: OfForm<FileUploadProps>) {
  return <FileUpload {...props} {...stateOf(form, props.name)} />
}

export function SelectField({ form, ...props }: OfForm<SelectProps>) {
  return <Select {...props} {...stateOf(form, props.name)} value={valueOf(form, props.name)} />
}

type GroupField<Props> = Omit<OfForm<Props>, 'fieldset' | 'idPrefix'> & {
  /** The question the group answers. */
  legend: Wording<{ isPageHeading?: boolean | undefined }>
}

export function RadiosField({ form, legend, ...props }: GroupField<RadiosProps>) {
  const { id, errorMessage } = stateOf(form, props.name)
  return (
    <Radios
      {...props}
      idPrefix={id}
      errorMessage={errorMessage}
      fieldset={{ legend: legendOf(legend) }}
      value={valueOf(form, props.name)}
    />
  )
}

export function CheckboxesField({ form, legend, ...props }: GroupField<CheckboxesProps>) {
  const { id, errorMessage } = stateOf(form, props.name)
  return (
    <Checkboxes
      {...props}
      idPrefix={id}
      errorMessage={errorMessage}
      fieldset={{ legend: legendOf(legend) }}
      values={valuesOf(form, props.name)}
    />
  )
}

/**
 * A date in three fields named `NAME-day`, `NAME-month`, `NAME-year`. Read it with `withDates`. An
 * error belongs to `NAME`; the summary leads to the day.
 */
export function DateField({
  form,
  legend,
  name,
  ...props
}: Omit<OfForm<DateInputProps>, 'fieldset' | 'namePrefix' | 'items' | 'day' | 'month' | 'year'> & {
  name: string
  legend: Wording<{ isPageHeading?: boolean | undefined }>
}) {
  const { id, errorMessage } = stateOf(form, name)
  const stored = datePartsOf(valueOf(form, name))
  const part = (part: 'day' | 'month' | 'year', label: string) => ({
    name: part,
    label,
    // The summary links to the field's own id: the first part carries it.
    id: part === 'day' ? id : `${id}-${part}`,
    value:
      form.values[`${name}-${part}`] === undefined
        ? stored[part]
        : valueOf(form, `${name}-${part}`),
    ...(errorMessage ? { error: true } : {}),
  })
  return (
    <DateInput
      {...props}
      id={`${id}-date`}
      namePrefix={name}
      errorMessage={errorMessage}
      fieldset={{ legend: legendOf(legend) }}
      items={[part('day', 'Day'), part('month', 'Month'), part('year', 'Year')]}
    />
  )
}

/** Ids hold no dots, as `items.0.title` would have in a style sheet. */
export const fieldId = (name: string): string => name.replaceAll(/[^\w-]+/g, '-')

function stateOf(form: FormState, name: string): { id: string; errorMessage: Content } {
  const error = form.errors.find(({ field }) => field === name)
  return { id: fieldId(name), errorMessage: error?.message }
}

const valueOf = (form: FormState, name: string): string => firstOf(form.values[name])

const firstOf = (value: string | string[] | undefined): string =>
  (Array.isArray(value) ? value[0] : value) ?? ''

function valuesOf(form: FormState, name: string): string[] {
  const value = form.values[name]
  if (Array.isArray(value)) return value
  return value ? [value] : []
}

function legendOf(legend: Wording<{ isPageHeading?: boolean | undefined }>) {
  const wording = wordingOf(legend)
  const size = wording.isPageHeading ? 'govuk-fieldset__legend--l' : 'govuk-fieldset__legend--s'
  return { ...wording, classes: classNames(wording.classes ?? size) }
}
