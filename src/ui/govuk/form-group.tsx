import type { ComponentChildren } from 'preact'
import { ErrorMessage } from './error-message.tsx'
import type { ErrorWording } from './error-message.tsx'
import { Fieldset } from './fieldset.tsx'
import type { FieldsetOptions } from './fieldset.tsx'
import { Hint } from './hint.tsx'
import type { HintWording } from './hint.tsx'
import { Label } from './label.tsx'
import type { LabelWording } from './label.tsx'
import { classNames, idList, wordingOf } from './options.ts'
import type { Content, Optional, Styled } from './options.ts'

/** What every field with one input shares. */
export type FieldProps = {
  name: string
  label: LabelWording
} & Styled &
  Optional<{
    /** Defaults to the name. */
    id: string
    hint: HintWording
    errorMessage: ErrorWording
    describedBy: string
    disabled: boolean
    formGroup: Styled & Optional<{ beforeInput: Content; afterInput: Content }>
  }>

/** What radios, checkboxes and dates share: several inputs under one legend. */
export type GroupProps = Styled &
  Optional<{
    fieldset: FieldsetOptions
    hint: HintWording
    errorMessage: ErrorWording
    describedBy: string
    formGroup: Styled & Optional<{ beforeInputs: Content; afterInputs: Content }>
  }>

/** The ids that describe a field: given ones, then its hint, then its error. */
export function describedByIds(
  id: string,
  props: Pick<FieldProps, 'hint' | 'errorMessage' | 'describedBy'>,
): string | undefined {
  return idList(
    props.describedBy,
    Boolean(props.hint) && `${id}-hint`,
    Boolean(props.errorMessage) && `${id}-error`,
  )
}

/** Label, hint and error above one input. */
export function FieldGroup(props: {
  id: string
  field: Pick<FieldProps, 'label' | 'hint' | 'errorMessage' | 'formGroup'>
  children: ComponentChildren
}) {
  const { id, field } = props
  const { text, ...label } = wordingOf<{ isPageHeading?: boolean | undefined }>(field.label)
  return (
    <FormGroup {...field.formGroup} hasError={Boolean(field.errorMessage)}>
      <Label {...label} for={id}>
        {text}
      </Label>
      <HintAndError id={id} hint={field.hint} errorMessage={field.errorMessage} />
      {props.children}
    </FormGroup>
  )
}

/** Hint and error above several inputs, inside a fieldset when there is one. */
export function InputsGroup(props: {
  id: string
  group: GroupProps
  describedBy: string | undefined
  role?: 'group'
  children: ComponentChildren
}) {
  const { id, group } = props
  const inner = (
    <>
      <HintAndError id={id} hint={group.hint} errorMessage={group.errorMessage} />
      {props.children}
    </>
  )
  return (
    <FormGroup {...group.formGroup} hasError={Boolean(group.errorMessage)}>
      {group.fieldset ? (
        <Fieldset
          describedBy={props.describedBy}
          classes={group.fieldset.classes}
          attributes={group.fieldset.attributes}
          legend={group.fieldset.legend}
          role={props.role}
        >
          {inner}
        </Fieldset>
      ) : (
        inner
      )}
    </FormGroup>
  )
}

function FormGroup(props: Styled & { hasError: boolean; children: ComponentChildren }) {
  return (
    <div
      class={classNames(
        'govuk-form-group',
        props.hasError && 'govuk-form-group--error',
        props.classes,
      )}
      {...props.attributes}
    >
      {props.children}
    </div>
  )
}

function HintAndError(props: { id: string; hint: HintWording; errorMessage: ErrorWording }) {
  const { text: hintText, ...hint } = wordingOf(props.hint)
  const { text: errorText, ...error } = wordingOf<{ visuallyHiddenText?: string | undefined }>(
    props.errorMessage,
  )
  return (
    <>
      {Boolean(props.hint) && (
        <Hint {...hint} id={`${props.id}-hint`}>
          {hintText}
        </Hint>
      )}
      {Boolean(props.errorMessage) && (
        <ErrorMessage {...error} id={`${props.id}-error`}>
          {errorText}
        </ErrorMessage>
      )}
    </>
  )
}
