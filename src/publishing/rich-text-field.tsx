import { z } from 'zod'
import type { FormState } from '../platform/forms.ts'
import { fieldId } from '../ui/form.tsx'
import { assetPath } from '../ui/assets.ts'
import { Details } from '../ui/govuk/details.tsx'
import type { Content, Optional } from '../ui/govuk/options.ts'
import { Textarea } from '../ui/govuk/textarea.tsx'
import { documentFromText, textFromDocument } from './rich-text-as-text.ts'
import { cleanDocument, isEmptyDocument, plainTextOf, type RichTextDocument } from './rich-text.ts'

/** A way to report a concern that may be put into a text, by its key in the registry. */
export type RouteChoice = { key: string; name: string }

export type RichTextFieldProps = {
  name: string
  label: string
  form: FormState
} & Optional<{
  hint: Content
  /** Makes the label the page's heading. */
  labelIsPageHeading: boolean
  rows: number
  routes: readonly RouteChoice[]
  /** The oldest a reader should have to be: what the checks beside the text look for. */
  readingAge: number
  /**
   * What the names of the fields begin with in which links stand beside the text: `link` for
   * `link-0-text` and `link-0-href`. The checks look at them too.
   */
  linkFields: string
  /** The help is the same for every field of a page: say it once, at the first. */
  withoutHelp: boolean
}>

/**
 * A text area for rich text. Without JavaScript one writes the plain-text convention of
 * rich-text-as-text.ts, which the help below it explains; the editor's script finds
 * `data-rich-text-editor` and puts an editor in its place that sends the same field.
 */
export function RichTextField(props: RichTextFieldProps) {
  const routes = props.routes ?? []
  const error = props.form.errors.find(({ field }) => field === props.name)
  return (
    <>
      <Textarea
        id={fieldId(props.name)}
        name={props.name}
        label={{
          text: props.label,
          classes: props.labelIsPageHeading ? 'govuk-label--l' : 'govuk-label--s',
          isPageHeading: props.labelIsPageHeading,
        }}
        hint={props.hint}
        errorMessage={error?.message}
        rows={props.rows ?? 12}
        spellcheck
        value={typedText(props.form.values[props.name])}
        attributes={{
          'data-rich-text-editor': '',
          'data-rich-text-routes': JSON.stringify(routes),
          'data-rich-text-reading-age': props.readingAge?.toString(),
          'data-rich-text-link-fields': props.linkFields,
        }}
      />
      <script type="module" src={assetPath('rich-text-editor.js')} />
      {!props.withoutHelp && <FormattingHelp routes={routes} />}
    </>
  )
}

/** How a text area is written: what every rich text form shows once. */
export function FormattingHelp({ routes }: { routes: readonly RouteChoice[] }) {
  return (
    <Details summary="Formatting help" attributes={{ 'data-rich-text-help': '' }}>
      <p class="govuk-body">Write as in an e-mail. Leave an empty line between paragraphs.</p>
      <dl class="govuk-summary-list govuk-summary-list--no-border">
        <Example typed="## Signs to look for">A heading. Use ### for one below it.</Example>
        <Example typed="- going missing">A list with bullet points, one line for each.</Example>
        <Example typed="1. Call us">A list with numbers.</Example>
        <Example typed="**call 999**">Bold words.</Example>
        <Example typed="_Working together_">Words in italics, such as a title.</Example>
        <Example typed="[how to report a concern](/report)">
          A link. The words say where it leads.
        </Example>
        <Example typed="> What they said">A quotation.</Example>
        <Example typed="![Two people talking on a bench](file:…)">
          A picture. Copy this line from the picture’s page under Files; the words describe it to
          people who cannot see it.
        </Example>
        <Example typed="\*">A star, hash or bracket that is only itself.</Example>
      </dl>
      {routes.length > 0 && (
        <>
          <p class="govuk-body">
            Never type a number for reporting a concern. Put the route in, and its number and hours
            are always the current ones:
          </p>
          <dl class="govuk-summary-list govuk-summary-list--no-border">
            {routes.map(({ key, name }) => (
              <Example typed={`{{route:${key}}}`}>{name}</Example>
            ))}
          </dl>
        </>
      )}
    </Details>
  )
}

function Example({ typed, children }: { typed: string; children: Content }) {
  return (
    <div class="govuk-summary-list__row">
      <dt class="govuk-summary-list__key">
        <code>{typed}</code>
      </dt>
      <dd class="govuk-summary-list__value">{children}</dd>
    </div>
  )
}

/** What a form shows for a stored document. */
export function richTextValue(document: RichTextDocument): string {
  return textFromDocument(document)
}

/**
 * A submitted text as a document: the plain-text convention, or the JSON that the editor sends.
 * `max` counts the characters people read. `required` is the sentence for an empty text; without it
 * empty is allowed. A field that was not sent is empty.
 */
export function richTextInput(options: { max: number; required?: string; what?: string }) {
  const { max, required, what = 'The text' } = options
  return z
    .string()
    .default('')
    .transform((submitted, context): RichTextDocument => {
      const document = documentOf(submitted)
      const length = plainTextOf(document).length
      const message =
        length > max
          ? `${what} must be ${max.toLocaleString('en-GB')} characters or fewer. It has ${length.toLocaleString('en-GB')}`
          : required && isEmptyDocument(document)
            ? required
            : null
      if (message) context.addIssue({ code: 'custom', message })
      return document
    })
}

function typedText(value: string | string[] | undefined): string {
  const submitted = typeof value === 'string' ? value : ''
  return editorJson(submitted) === undefined ? submitted : textFromDocument(documentOf(submitted))
}

function documentOf(submitted: string): RichTextDocument {
  const json = editorJson(submitted)
  return json === undefined ? documentFromText(submitted) : cleanDocument(json)
}

/** The editor's JSON, or undefined for text that a person typed. */
function editorJson(submitted: string): unknown {
  if (!/^\s*\{\s*"type"\s*:\s*"doc"/.test(submitted)) return undefined
  try {
    return JSON.parse(submitted)
  } catch {
    return undefined
  }
}
