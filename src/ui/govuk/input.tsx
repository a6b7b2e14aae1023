import { FieldGroup, describedByIds } from './form-group.tsx'
import type { FieldProps } from './form-group.tsx'
import { classNames, wordingOf } from './options.ts'
import type { Optional, Styled, Wording } from './options.ts'

export type InputProps = FieldProps &
  Optional<{
    type:
      | 'text'
      | 'email'
      | 'tel'
      | 'url'
      | 'number'
      | 'password'
      | 'search'
      | 'date'
      | 'time'
      | 'datetime-local'
      | 'month'
    value: string | number
    inputmode: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'url' | 'search' | 'none'
    autocomplete: string
    autocapitalize: 'none' | 'sentences' | 'words' | 'characters'
    pattern: string
    spellcheck: boolean
    prefix: Wording
    suffix: Wording
    inputWrapper: Styled
  }>

export function Input(props: InputProps) {
  const id = props.id || props.name
  const { beforeInput, afterInput } = props.formGroup ?? {}
  const input = (
    <input
      class={classNames(
        'govuk-input',
        props.classes,
        Boolean(props.errorMessage) && 'govuk-input--error',
      )}
      id={id}
      name={props.name}
      // Preact's types tell inputs apart by their type and cannot follow a union.
      type={(props.type || 'text') as 'text'}
      spellcheck={props.spellcheck}
      value={props.value}
      disabled={props.disabled}
      aria-describedby={describedByIds(id, props)}
      autocomplete={props.autocomplete}
      autocapitalize={props.autocapitalize}
      pattern={props.pattern}
      inputmode={props.inputmode}
      {...props.attributes}
    />
  )
  const hasPrefix = Boolean(wordingOf(props.prefix).text)
  const hasSuffix = Boolean(wordingOf(props.suffix).text)
  return (
    <FieldGroup id={id} field={props}>
      {hasPrefix || hasSuffix || beforeInput || afterInput ? (
        <div
          class={classNames('govuk-input__wrapper', props.inputWrapper?.classes)}
          {...props.inputWrapper?.attributes}
        >
          {beforeInput}
          {hasPrefix && <Affix type="prefix" wording={props.prefix} />}
          {input}
          {hasSuffix && <Affix type="suffix" wording={props.suffix} />}
          {afterInput}
        </div>
      ) : (
        input
      )}
    </FieldGroup>
  )
}

function Affix(props: { type: 'prefix' | 'suffix'; wording: Wording }) {
  const { text, classes, attributes } = wordingOf(props.wording)
  return (
    <div
      class={classNames(`govuk-input__${props.type}`, classes)}
      aria-hidden="true"
      {...attributes}
    >
      {text}
    </div>
  )
}
