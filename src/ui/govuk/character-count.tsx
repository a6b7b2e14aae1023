import { Hint } from './hint.tsx'
import { classNames, translations } from './options.ts'
import type { Optional, Styled } from './options.ts'
import { Textarea } from './textarea.tsx'
import type { TextareaProps } from './textarea.tsx'

type Plural = Record<string, string>

export type CharacterCountProps = TextareaProps &
  Optional<{
    maxlength: number | string
    maxwords: number | string
    /** Show the count only from this percentage of the limit on. */
    threshold: number | string
    countType: 'characters' | 'words' | string
    countMessage: Styled
    /** `%{count}` in it becomes the limit. */
    textareaDescriptionText: string
    charactersUnderLimitText: Plural
    charactersAtLimitText: string
    charactersOverLimitText: Plural
    wordsUnderLimitText: Plural
    wordsAtLimitText: string
    wordsOverLimitText: Plural
  }>

export function CharacterCount(props: CharacterCountProps) {
  const id = props.id || props.name
  const countType = props.countType || (props.maxwords ? 'words' : undefined)
  const limit = props.maxwords || props.maxlength
  const description =
    props.textareaDescriptionText ||
    `You can enter up to %{count} ${countType === 'words' ? 'words' : 'characters'}`
  return (
    <Textarea
      id={id}
      name={props.name}
      describedBy={`${id}-info`}
      rows={props.rows}
      spellcheck={props.spellcheck}
      value={props.value}
      label={props.label}
      hint={props.hint}
      errorMessage={props.errorMessage}
      classes={classNames('govuk-js-character-count', props.classes)}
      attributes={props.attributes}
      formGroup={{
        classes: classNames('govuk-character-count', props.formGroup?.classes),
        attributes: {
          'data-module': 'govuk-character-count',
          'data-maxlength': props.maxlength,
          'data-maxwords': props.maxwords,
          'data-threshold': props.threshold,
          'data-count-type': countType,
          ...scriptWords(props, Boolean(limit)),
          ...props.formGroup?.attributes,
        },
        beforeInput: props.formGroup?.beforeInput,
        afterInput: (
          <>
            <Hint
              id={`${id}-info`}
              classes={classNames('govuk-character-count__message', props.countMessage?.classes)}
            >
              {limit ? description.replaceAll('%{count}', String(limit)) : undefined}
            </Hint>
            {props.formGroup?.afterInput}
          </>
        ),
      }}
    />
  )
}

function scriptWords(props: CharacterCountProps, hasLimit: boolean) {
  return translations({
    // Without a limit here the script must fill the description in once it knows one.
    'textarea-description':
      !hasLimit && props.textareaDescriptionText
        ? { other: props.textareaDescriptionText }
        : undefined,
    'characters-under-limit': props.charactersUnderLimitText,
    'characters-at-limit': props.charactersAtLimitText,
    'characters-over-limit': props.charactersOverLimitText,
    'words-under-limit': props.wordsUnderLimitText,
    'words-at-limit': props.wordsAtLimitText,
    'words-over-limit': props.wordsOverLimitText,
  })
}
