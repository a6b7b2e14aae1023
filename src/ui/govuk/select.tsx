import { FieldGroup, describedByIds } from './form-group.tsx'
import type { FieldProps } from './form-group.tsx'
import { classNames } from './options.ts'
import type { Attributes, Optional } from './options.ts'

export type SelectItem = { text: string } & Optional<{
  /** Defaults to the text. */
  value: string | number | null
  selected: boolean
  disabled: boolean
  attributes: Attributes
}>

export type SelectProps = FieldProps & {
  items: (SelectItem | false | null | undefined)[]
} & Optional<{ value: string | number | null }>

export function Select(props: SelectProps) {
  const id = props.id || props.name
  return (
    <FieldGroup id={id} field={props}>
      {props.formGroup?.beforeInput}
      <select
        class={classNames(
          'govuk-select',
          props.classes,
          Boolean(props.errorMessage) && 'govuk-select--error',
        )}
        id={id}
        name={props.name}
        disabled={props.disabled}
        aria-describedby={describedByIds(id, props)}
        {...props.attributes}
      >
        {props.items.map(
          (item) =>
            item && (
              <option
                value={item.value === undefined ? undefined : String(item.value ?? '')}
                selected={item.selected ?? isChosen(item, props.value)}
                disabled={item.disabled}
                {...item.attributes}
              >
                {item.text}
              </option>
            ),
        )}
      </select>
      {props.formGroup?.afterInput}
    </FieldGroup>
  )
}

function isChosen(item: SelectItem, value: SelectProps['value']): boolean {
  return (
    Boolean(value) && String(item.value === undefined ? item.text : item.value) === String(value)
  )
}
