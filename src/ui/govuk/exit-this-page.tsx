import type { ComponentChildren } from 'preact'
import { Button } from './button.tsx'
import { classNames, translations } from './options.ts'
import type { Optional, Styled } from './options.ts'

export type ExitThisPageProps = { redirectUrl: string; children?: ComponentChildren } & Styled &
  Optional<{
    id: string
    activatedText: string
    timedOutText: string
    pressTwoMoreTimesText: string
    pressOneMoreTimeText: string
  }>

/**
 * GOV.UK's markup. Its script leaves the support page one "Back" away, so sensitive pages use
 * the shell's own exit (`src/ui/layout.tsx`), which is built on another script.
 */
export function ExitThisPage(props: ExitThisPageProps) {
  return (
    <div
      id={props.id || undefined}
      class={classNames('govuk-exit-this-page', props.classes)}
      data-module="govuk-exit-this-page"
      {...props.attributes}
      {...translations({
        activated: props.activatedText,
        'timed-out': props.timedOutText,
        'press-two-more-times': props.pressTwoMoreTimesText,
        'press-one-more-time': props.pressOneMoreTimeText,
      })}
    >
      <Button
        classes="govuk-button--warning govuk-exit-this-page__button govuk-js-exit-this-page-button"
        href={props.redirectUrl}
        attributes={{ rel: 'nofollow noreferrer' }}
      >
        {props.children || (
          <>
            <span class="govuk-visually-hidden">Emergency</span> Exit this page
          </>
        )}
      </Button>
    </div>
  )
}
