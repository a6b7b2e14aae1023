import type { FormState } from '../platform/forms.ts'

/** A name that no browser fills in by itself, as it does with addresses of the web and numbers. */
const trapField = 'reference'

/** Stands in a form: a field that people do not see, and robots fill in like any other. */
export function RobotTrap() {
  return (
    <div class="cairn-not-for-people" aria-hidden="true">
      <label for={trapField}>Leave this empty</label>
      <input id={trapField} name={trapField} type="text" tabindex={-1} autocomplete="off" />
    </div>
  )
}

/** Whether the trap of a form, as it was sent, is filled in: by a robot, or by a browser that guesses. */
export const isTrapped = ({ values }: Pick<FormState, 'values'>): boolean =>
  Boolean(values[trapField])
