import type { ComponentChildren } from 'preact'
import type { FormState } from '../platform/forms.ts'
import { AddRowButton, RowButtons, rowId } from './form-row-buttons.tsx'
import { rowsOf } from './form-rows.ts'

/** Several things of a kind, each with the buttons that move and remove it, and the one that adds another. */
export function FormRows(props: {
  form: FormState
  name: string
  noun: string
  /** The field that names one of them. */
  about: string
  add: string
  action: string
  /** The fields of one, which is called `one`: "phases.2". */
  children: (one: string) => ComponentChildren
}) {
  const { name, noun, action } = props
  const rows = rowsOf(props.form.values, name)
  return (
    <>
      {rows.map((row, at) => {
        const called = [row[props.about]].flat()[0]
        return (
          <fieldset class="cairn-row" id={rowId(name, at)}>
            <legend class="govuk-visually-hidden">
              {noun} {at + 1}
            </legend>
            <p class="cairn-row__heading" aria-hidden="true">
              {noun} {at + 1}
            </p>
            {props.children(`${name}.${at}`)}
            <RowButtons
              name={name}
              at={at}
              count={rows.length}
              action={action}
              what={`${noun.toLowerCase()} ${at + 1}${called ? `, ${called}` : ''}`}
            />
          </fieldset>
        )
      })}
      <AddRowButton name={name} count={rows.length} action={action}>
        {props.add}
      </AddRowButton>
    </>
  )
}
