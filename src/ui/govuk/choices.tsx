import { Hint } from './hint.tsx'
import type { HintWording } from './hint.tsx'
import { Label } from './label.tsx'
import { classNames, wordingOf } from './options.ts'
import type { Attributes, Content, Optional, Styled } from './options.ts'

/** One radio or checkbox. */
export type Choice = { value: string; text: Content } & Optional<{
  id: string
  label: Styled
  hint: HintWording
  checked: boolean
  disabled: boolean
  /** Shown only while the choice is made; without JavaScript it is always shown. */
  conditional: Content
  attributes: Attributes
}>

export type Divider = { divider: string }

/** The first choice carries the plain id, so that an error summary can link to it. */
export function choiceId(prefix: string, index: number, given: string | undefined): string {
  return given || (index > 0 ? `${prefix}-${index + 1}` : prefix)
}

export function ChoiceItem(props: {
  kind: 'radio' | 'checkbox'
  block: 'govuk-radios' | 'govuk-checkboxes'
  id: string
  name: string
  choice: Choice & Optional<{ behaviour: string }>
  checked: boolean
  describedBy: string | undefined
}) {
  const { block, id, choice } = props
  const { text: hintText, ...hint } = wordingOf(choice.hint)
  const conditionalId = `conditional-${id}`
  return (
    <>
      <div class={`${block}__item`}>
        <input
          class={`${block}__input`}
          id={id}
          name={props.name}
          // Preact's types tell inputs apart by their type and cannot follow a union.
          type={props.kind as 'radio'}
          value={choice.value}
          checked={props.checked}
          disabled={choice.disabled}
          data-aria-controls={choice.conditional ? conditionalId : undefined}
          data-behaviour={choice.behaviour || undefined}
          aria-describedby={props.describedBy}
          {...choice.attributes}
        />
        <Label
          classes={classNames(`${block}__label`, choice.label?.classes)}
          attributes={choice.label?.attributes}
          for={id}
        >
          {choice.text}
        </Label>
        {hintText && (
          <Hint
            id={`${id}-item-hint`}
            classes={classNames(`${block}__hint`, hint.classes)}
            attributes={hint.attributes}
          >
            {hintText}
          </Hint>
        )}
      </div>
      {choice.conditional && (
        <div
          class={classNames(
            `${block}__conditional`,
            !props.checked && `${block}__conditional--hidden`,
          )}
          id={conditionalId}
        >
          {choice.conditional}
        </div>
      )}
    </>
  )
}
