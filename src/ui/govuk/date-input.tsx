import { InputsGroup, describedByIds } from './form-group.tsx'
import type { GroupProps } from './form-group.tsx'
import { Input } from './input.tsx'
import { classNames } from './options.ts'
import type { Attributes, Optional } from './options.ts'

export type DatePart = { name: string } & Optional<{
  id: string
  label: string
  value: string | number
  inputmode: 'numeric' | 'text' | 'decimal'
  autocomplete: string
  pattern: string
  classes: string
  attributes: Attributes
  /** True marks this part as wrong, false says that another part is. */
  error: boolean
}>

export type DateInputProps = GroupProps & { id: string } & Optional<{
    /** Names become `prefix-day`, `prefix-month`, `prefix-year`. */
    namePrefix: string
    /** False leaves the part away. */
    day: Partial<DatePart> | false | null
    month: Partial<DatePart> | false | null
    year: Partial<DatePart> | false | null
    /** Other parts than day, month, year in that order. */
    items: (DatePart | false | null | undefined)[]
    /** Values by the name of the part. */
    values: Readonly<Record<string, string | number | undefined>>
  }>

export function DateInput(props: DateInputProps) {
  const standard = standardParts(props)
  const items = props.items?.length ? props.items : standard
  const anyPartIsWrong = items.some((item) => item && isWrong(item))
  const describedBy = describedByIds(props.id, {
    ...props,
    describedBy: props.fieldset?.describedBy,
  })
  return (
    // Screen readers announce the description of a fieldset of text inputs only as a group.
    <InputsGroup id={props.id} group={props} describedBy={describedBy} role="group">
      <div
        class={classNames('govuk-date-input', props.classes)}
        {...props.attributes}
        id={props.id || undefined}
      >
        {props.formGroup?.beforeInputs}
        {items.map((item) => {
          if (!item) return null
          const place = standard.findIndex((part) => part && part.name === item.name)
          const known = place >= 0 ? place : DATE_PARTS.findIndex((name) => name === item.name)
          const fallback = standard[known]
          const part = { ...item, value: item.value ?? (fallback ? fallback.value : undefined) }
          const marked =
            isWrong(item) ||
            (item.error !== false && Boolean(props.errorMessage) && !anyPartIsWrong)
          return <Part date={props} part={part} isYear={known === 2} isMarked={marked} />
        })}
        {props.formGroup?.afterInputs}
      </div>
    </InputsGroup>
  )
}

const DATE_PARTS = ['day', 'month', 'year'] as const

function standardParts(props: DateInputProps): (DatePart | false)[] {
  return DATE_PARTS.map((name) => {
    const given = props[name]
    if (given === undefined) return { name, value: props.values?.[name] }
    return given ? { ...given, name: given.name ?? name } : false
  })
}

function isWrong(part: Partial<DatePart>): boolean {
  return Boolean(part.error || part.classes?.includes('govuk-input--error'))
}

function Part(props: { date: DateInputProps; part: DatePart; isYear: boolean; isMarked: boolean }) {
  const { date, part } = props
  const name = date.namePrefix ? `${date.namePrefix}-${part.name}` : part.name
  return (
    <div class="govuk-date-input__item">
      <Input
        label={{ text: part.label || capitalise(part.name), classes: 'govuk-date-input__label' }}
        id={part.id || `${date.id}-${part.name}`}
        classes={classNames(
          'govuk-date-input__input',
          props.isMarked && !part.classes?.includes('govuk-input--error') && 'govuk-input--error',
          !part.classes?.includes('govuk-input--width-') &&
            `govuk-input--width-${props.isYear ? 4 : 2}`,
          part.classes,
        )}
        name={name}
        value={part.value ?? date.values?.[name]}
        inputmode={part.inputmode || 'numeric'}
        autocomplete={part.autocomplete}
        pattern={part.pattern}
        attributes={part.attributes}
      />
    </div>
  )
}

const capitalise = (name: string) => name.charAt(0).toUpperCase() + name.slice(1).toLowerCase()
