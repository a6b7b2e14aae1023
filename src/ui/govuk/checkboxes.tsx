import { ChoiceItem, choiceId } from './choices.tsx'
import type { Choice, Divider } from './choices.tsx'
import { InputsGroup, describedByIds } from './form-group.tsx'
import type { GroupProps } from './form-group.tsx'
import { classNames, idList, wordingOf } from './options.ts'
import type { Optional } from './options.ts'

export type Checkbox = Choice &
  Optional<{
    /** Defaults to the name of the group. */
    name: string
    /** "None of these": choosing it clears the others. */
    behaviour: 'exclusive'
  }>

export type CheckboxesProps = GroupProps & {
  name: string
  items: (Checkbox | Divider | false | null | undefined)[]
} & Optional<{
    /** Defaults to the name. */
    idPrefix: string
    /** The choices that are made. */
    values: readonly string[]
  }>

export function Checkboxes(props: CheckboxesProps) {
  const prefix = props.idPrefix || props.name
  const given = props.fieldset?.describedBy || props.describedBy
  const describedBy = describedByIds(prefix, { ...props, describedBy: given })
  return (
    <InputsGroup id={prefix} group={props} describedBy={describedBy}>
      <div
        class={classNames('govuk-checkboxes', props.classes)}
        {...props.attributes}
        data-module="govuk-checkboxes"
      >
        {props.formGroup?.beforeInputs}
        {props.items.map((item, index) => {
          if (!item) return null
          if ('divider' in item) return <div class="govuk-checkboxes__divider">{item.divider}</div>
          const id = choiceId(prefix, index, item.id)
          return (
            <ChoiceItem
              kind="checkbox"
              block="govuk-checkboxes"
              id={id}
              name={item.name || props.name}
              choice={item}
              checked={item.checked ?? props.values?.includes(item.value) ?? false}
              describedBy={idList(
                !props.fieldset && describedBy,
                Boolean(wordingOf(item.hint).text) && `${id}-item-hint`,
              )}
            />
          )
        })}
        {props.formGroup?.afterInputs}
      </div>
    </InputsGroup>
  )
}
