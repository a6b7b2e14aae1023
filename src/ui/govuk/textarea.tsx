import { FieldGroup, describedByIds } from './form-group.tsx'
import type { FieldProps } from './form-group.tsx'
import { classNames } from './options.ts'
import type { Optional } from './options.ts'

export type TextareaProps = FieldProps &
  Optional<{ rows: number; value: string; spellcheck: boolean; autocomplete: string }>

export function Textarea(props: TextareaProps) {
  const id = props.id || props.name
  return (
    <FieldGroup id={id} field={props}>
      {props.formGroup?.beforeInput}
      <textarea
        class={classNames(
          'govuk-textarea',
          Boolean(props.errorMessage) && 'govuk-textarea--error',
          props.classes,
        )}
        id={id}
        name={props.name}
        rows={props.rows || 5}
        spellcheck={props.spellcheck}
        disabled={props.disabled}
        aria-describedby={describedByIds(id, props)}
        autocomplete={props.autocomplete || undefined}
        {...props.attributes}
      >
        {props.value}
      </textarea>
      {props.formGroup?.afterInput}
    </FieldGroup>
  )
}
