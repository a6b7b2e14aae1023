import type { FormState } from '../platform/forms.ts'
import {
  EditConflictNotice,
  type EditConflict,
  type PublicationStatus,
} from '../publishing/publishing.ts'
import { RichTextField, type RouteChoice } from '../publishing/rich-text-field.tsx'
import {
  CheckboxesField,
  FormErrors,
  HiddenField,
  PostForm,
  RadiosField,
  SubmitButton,
  TextareaField,
  TextField,
  boldLabel,
  hasErrors,
} from '../ui/form.tsx'
import { AddRowButton, EnterSaves, RowButtons, rowId } from '../ui/form-row-buttons.tsx'
import { rowsOf, type Row } from '../ui/form-rows.ts'
import type { SiteContext } from '../ui/site-context.ts'
import { WorkspacePage } from '../ui/workspace.tsx'
import { moduleKinds } from './course-content.ts'
import { learningPaths } from './learning-paths.ts'

const kindWords = {
  read: 'They read',
  watch: 'They watch or listen',
  'knowledge-check': 'They answer questions (knowledge check)',
  'live-session': 'They meet (live session)',
}

type Props = {
  site: SiteContext
  status: PublicationStatus
  form: FormState
}

/** What a new module is; its text and questions come next. */
export function NewModulePage({ site, status, form }: Props) {
  const { id } = status.publication
  return (
    <WorkspacePage
      site={site}
      title="Add a module"
      caption={status.title}
      hasErrors={hasErrors(form)}
      breadcrumbs={wayTo(status)}
    >
      <FormErrors form={form} />
      <PostForm action={learningPaths.newModule(id)}>
        <HiddenField form={form} name="basedOn" />
        <BasicFields form={form} />
        <SubmitButton>Add and write it</SubmitButton>
      </PostForm>
    </WorkspacePage>
  )
}

/** One module: its text and, for a knowledge check, its questions. */
export function EditModulePage(
  props: Props & {
    moduleKey: string
    routes: readonly RouteChoice[]
    conflict?: EditConflict | undefined
    success?: string | undefined
  },
) {
  const { site, status, form, moduleKey, routes, conflict, success } = props
  const action = learningPaths.editModule(status.publication.id, moduleKey)
  const isCheck = form.values['kind'] === 'knowledge-check'
  return (
    <WorkspacePage
      site={site}
      title={`Module: ${String(form.values['title'] ?? '')}`}
      caption={status.title}
      hasErrors={hasErrors(form)}
      success={success}
      breadcrumbs={wayTo(status)}
    >
      <FormErrors form={form} />
      {conflict && <EditConflictNotice conflict={conflict} />}
      <PostForm action={action} label="Module">
        <EnterSaves />
        <HiddenField form={form} name="basedOn" />
        <BasicFields form={form} />
        <CheckboxesField
          form={form}
          name="isOptional"
          legend="Does the certificate wait for it?"
          items={[{ value: 'yes', text: 'No, this module is optional' }]}
        />
        <RichTextField
          form={form}
          name="text"
          label={isCheck ? 'What stands above the questions' : 'Text'}
          rows={isCheck ? 4 : 24}
          routes={routes}
        />
        {isCheck && <Questions form={form} action={action} />}
        <SubmitButton>Save draft</SubmitButton>
      </PostForm>
    </WorkspacePage>
  )
}

function BasicFields({ form }: { form: FormState }) {
  return (
    <>
      <TextField form={form} name="title" label={boldLabel('Title')} />
      <RadiosField
        form={form}
        name="kind"
        legend="What do people do in it?"
        items={moduleKinds.map((kind) => ({ value: kind, text: kindWords[kind] }))}
      />
      <TextField
        form={form}
        name="minutes"
        label={boldLabel('How many minutes does it take?')}
        classes="govuk-input--width-4"
        inputmode="numeric"
      />
    </>
  )
}

function Questions({ form, action }: { form: FormState; action: string }) {
  const rows = rowsOf(form.values, 'questions')
  return (
    <section aria-labelledby="questions">
      <h2 class="govuk-heading-m" id="questions">
        Questions
      </h2>
      <TextField
        form={form}
        name="passMarkPercent"
        label="Pass mark"
        suffix="%"
        classes="govuk-input--width-3"
        inputmode="numeric"
        hint="People can try as often as they like. The server marks; the right answers are never sent before."
      />
      {rows.map((row, at) => (
        <QuestionRow form={form} action={action} row={row} at={at} count={rows.length} />
      ))}
      <AddRowButton name="questions" count={rows.length} action={action}>
        Add a question
      </AddRowButton>
    </section>
  )
}

function QuestionRow(props: {
  form: FormState
  action: string
  row: Row
  at: number
  count: number
}) {
  const { form, action, row, at, count } = props
  const name = `questions.${at}`
  const answers = rowsOf(row, 'answers')
  return (
    <fieldset class="cairn-row" id={rowId('questions', at)}>
      <legend class="govuk-visually-hidden">Question {at + 1}</legend>
      <p class="cairn-row__heading" aria-hidden="true">
        Question {at + 1}
      </p>
      <HiddenField form={form} name={`${name}.key`} />
      <TextareaField form={form} name={`${name}.text`} rows={2} label="Question" />
      {answers.map((answer, answerAt) => (
        <fieldset class="cairn-row" id={rowId(`${name}.answers`, answerAt)}>
          <legend class="govuk-visually-hidden">Answer {answerAt + 1}</legend>
          <HiddenField form={form} name={`${name}.answers.${answerAt}.key`} />
          <TextField
            form={form}
            name={`${name}.answers.${answerAt}.text`}
            label={`Answer ${answerAt + 1}`}
          />
          <CheckboxesField
            form={form}
            name={`${name}.answers.${answerAt}.isCorrect`}
            legend={{ text: 'Is it right?', classes: 'govuk-visually-hidden' }}
            classes="govuk-checkboxes--small"
            items={[{ value: 'yes', text: 'This answer is right' }]}
          />
          <RowButtons
            name={`${name}.answers`}
            at={answerAt}
            count={answers.length}
            action={action}
            what={`answer ${answerAt + 1} of question ${at + 1}${answer['text'] ? `, ${String(answer['text'])}` : ''}`}
          />
        </fieldset>
      ))}
      <AddRowButton name={`${name}.answers`} count={answers.length} action={action}>
        Add an answer<span class="govuk-visually-hidden"> to question {at + 1}</span>
      </AddRowButton>
      <TextareaField
        form={form}
        name={`${name}.explanation`}
        rows={2}
        label="Why? (shown when it was answered)"
        hint="Do not only repeat the right answer: people read this before they try again."
      />
      <RowButtons
        name="questions"
        at={at}
        count={count}
        action={action}
        what={`question ${at + 1}`}
      />
    </fieldset>
  )
}

function wayTo(status: PublicationStatus) {
  return [
    { text: 'Training', href: learningPaths.manage },
    { text: status.title, href: learningPaths.edit(status.publication.id) },
  ]
}
