import type { ComponentChildren } from 'preact'
import { rowButtonName } from './form-rows.ts'

/** Adds a row at the end; the page comes back at the new one. */
export function AddRowButton(props: {
  name: string
  count: number
  action: string
  children: ComponentChildren
}) {
  return (
    <RowButton press={`add ${props.name}`} to={`${props.action}#${rowId(props.name, props.count)}`}>
      {props.children}
    </RowButton>
  )
}

/** Moves a row up and down among its kind, and takes it away. `what` is read out: "section 2". */
export function RowButtons(props: {
  name: string
  at: number
  count: number
  action: string
  what: string
}) {
  const { name, at, count, action, what } = props
  const about = <span class="govuk-visually-hidden"> {what}</span>
  return (
    <div class="govuk-button-group cairn-row-buttons">
      {at > 0 && (
        <RowButton press={`up ${name}.${at}`} to={`${action}#${rowId(name, at - 1)}`}>
          Move up{about}
        </RowButton>
      )}
      {at < count - 1 && (
        <RowButton press={`down ${name}.${at}`} to={`${action}#${rowId(name, at + 1)}`}>
          Move down{about}
        </RowButton>
      )}
      <RowButton
        press={`remove ${name}.${at}`}
        to={`${action}#${rowId(name, Math.max(at - 1, 0))}`}
      >
        Remove{about}
      </RowButton>
    </div>
  )
}

/** Where a row stands in the page. */
export function rowId(name: string, at: number): string {
  return `row-${name.replaceAll('.', '-')}-${at}`
}

/**
 * Stands first in a form that has row buttons: Enter in a field presses the first button, and that
 * must be the one that saves.
 */
export function EnterSaves() {
  return (
    <button class="govuk-visually-hidden" type="submit" tabindex={-1} aria-hidden="true">
      Save
    </button>
  )
}

function RowButton(props: { press: string; to: string; children: ComponentChildren }) {
  return (
    <button
      class="govuk-button govuk-button--secondary cairn-row-button"
      type="submit"
      name={rowButtonName}
      value={props.press}
      formaction={props.to}
    >
      {props.children}
    </button>
  )
}
