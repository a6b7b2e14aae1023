import { ChoiceItem, choiceId } from './choices.tsx'
import type { Choice, Divider } from './choices.tsx'
import { InputsGroup, describedByIds } from './form-group.tsx'
import type { GroupProps } from './form-group.tsx'
import { classNames, wordingOf } from './options.ts'
import type { Optional } from './options.ts'

export type RadiosProps = GroupProps & {
  name: string
  items: (Choice | Divider | false | null | undefined)[]
} & Optional<{
    /** Defaults to the name. */
    idPrefix: string
    /** The choice that is made. */
    value: string | null
  }>

export function Radios(props: RadiosProps) {
  const prefix = props.idPrefix || props.name
  const describedBy = describedByIds(prefix, { ...props, describedBy: props.fieldset?.describedBy })
  return (
    <InputsGroup id={prefix} group={props} describedBy={describedBy}>
      <div
        class={classNames('govuk-radios', props.classes)}
        {...props.attributes}
        data-module="govuk-radios"
      >
        {props.formGroup?.beforeInputs}
        {props.items.map((item, index) => {
          if (!item) return null
          if ('divider' in item) return <div class="govuk-radios__divider">{item.divider}</div>
          const id = choiceId(prefix, index, item.id)
          return (
            <ChoiceItem
              kind="radio"
              block="govuk-radios"
              id={id}
              name={props.name}
              choice={item}
              checked={item.checked ?? (Boolean(props.value) && item.value === props.value)}
              describedBy={wordingOf(item.hint).text ? `${id}-item-hint` : undefined}
            />
          )
        })}
        {props.formGroup?.afterInputs}
      </div>
    </InputsGroup>
  )
}
