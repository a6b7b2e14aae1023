import type { ComponentChildren } from 'preact'
import type { FormState } from '../platform/forms.ts'
import {
  FormErrors,
  HiddenField,
  PostForm,
  SubmitButton,
  TextareaField,
  TextField,
  boldLabel,
  hasErrors,
} from '../ui/form.tsx'
import { EnterSaves } from '../ui/form-row-buttons.tsx'
import { ReadinessList, type ReadinessItem } from '../ui/readiness.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { WorkspacePage } from '../ui/workspace.tsx'
import { EditConflictNotice, type EditConflict } from './edit-conflict.tsx'
import { EditorChecks } from './editor-check-list.tsx'
import type { EditorCheck } from './editor-checks.ts'
import { PublicationHeader } from './publication-header.tsx'
import type { PublicationStatus } from './publication-status.ts'

type WayUp = { text: string; href: string }

/** The first page of a publication: its title makes its address. */
export function NewDraftPage(props: {
  site: SiteContext
  form: FormState
  title: string
  action: string
  wayUp: WayUp
  /** Says that the address stays. */
  hint: string
}) {
  const { form } = props
  return (
    <WorkspacePage
      site={props.site}
      title={props.title}
      hasErrors={hasErrors(form)}
      breadcrumbs={[props.wayUp]}
    >
      <FormErrors form={form} />
      <PostForm action={props.action}>
        <TextField form={form} name="title" label={boldLabel('Title')} hint={props.hint} />
        <TextareaField
          form={form}
          name="summary"
          rows={3}
          label={boldLabel('Summary (optional)')}
          hint="You can write it later. Nothing is public before another person has read it."
        />
        <SubmitButton>Make a draft</SubmitButton>
      </PostForm>
    </WorkspacePage>
  )
}

/** What every page on which a draft is written is given. */
export type DraftPageProps = {
  site: SiteContext
  status: PublicationStatus
  form: FormState
  readiness: ReadinessItem[]
  checks: readonly EditorCheck[]
  conflict?: EditConflict | undefined
  success?: string | undefined
}

/** Around what a slice writes: where the publication stands, what is missing, and what its texts could do better. */
export function DraftPage(
  props: DraftPageProps & {
    /** What it is: "Campaign". */
    caption: string
    wayUp: WayUp
    /** Stands over the form. */
    above?: ComponentChildren
    children: ComponentChildren
  },
) {
  const { status, form, conflict } = props
  return (
    <WorkspacePage
      site={props.site}
      title={`Edit: ${status.title}`}
      heading={status.title}
      caption={props.caption}
      hasErrors={hasErrors(form)}
      success={props.success}
      breadcrumbs={[props.wayUp]}
    >
      <FormErrors form={form} />
      <PublicationHeader status={status} place="edit" />
      {conflict && <EditConflictNotice conflict={conflict} />}
      {props.above}
      <div class="cairn-split">
        {props.children}
        <div>
          <div class="cairn-aside">
            <ReadinessList heading="Before you ask for a review" items={props.readiness} />
          </div>
          <EditorChecks checks={props.checks} />
        </div>
      </div>
    </WorkspacePage>
  )
}

/** A draft in one form. It knows the version that it is based on, and what was changed can be said. */
export function DraftForm(props: {
  form: FormState
  action: string
  label: string
  children: ComponentChildren
}) {
  const { form } = props
  return (
    <PostForm action={props.action} label={props.label}>
      <EnterSaves />
      <HiddenField form={form} name="basedOn" />
      {props.children}
      <TextField
        form={form}
        name="note"
        label={boldLabel('What did you change? (optional)')}
        hint="Stands in the list of versions. The public does not see it."
      />
      <SubmitButton>Save draft</SubmitButton>
    </PostForm>
  )
}
