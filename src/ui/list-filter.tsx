import { emptyForm } from '../platform/forms.ts'
import { TextField } from './form.tsx'
import { Select } from './govuk/select.tsx'

/** What is looked for in a list: the field `q`. */
export function SearchField(props: {
  value: string | undefined
  label: string
  hint?: string | undefined
}) {
  return (
    <TextField
      form={{ ...emptyForm, values: { q: props.value ?? '' } }}
      name="q"
      type="search"
      label={props.label}
      hint={props.hint}
    />
  )
}

/** What a list is narrowed to; `any` says that it is not. */
export function FilterSelect(props: {
  name: string
  label: string
  any: string
  value: string | undefined
  items: readonly (readonly [value: string, text: string])[]
}) {
  return (
    <Select
      name={props.name}
      label={props.label}
      value={props.value ?? ''}
      items={[
        { value: '', text: props.any },
        ...props.items.map(([value, text]) => ({ value, text })),
      ]}
    />
  )
}

/** Ticks a row of a list; `label` is for those who do not see what it stands beside. */
export function RowTick({ name, value, label }: { name: string; value: string; label: string }) {
  const id = `${name}-${value}`
  return (
    <div class="govuk-checkboxes govuk-checkboxes--small">
      <div class="govuk-checkboxes__item">
        <input class="govuk-checkboxes__input" type="checkbox" name={name} value={value} id={id} />
        <label class="govuk-label govuk-checkboxes__label" for={id}>
          <span class="govuk-visually-hidden">{label}</span>
        </label>
      </div>
    </div>
  )
}
