import type { Words } from './words/words.ts'

/** Where an exit leads; answered with Clear-Site-Data and a redirect to a harmless site. */
export const exitPath = '/exit'

/**
 * The exit button of sensitive pages. With scripts (`islands/exit-this-page.ts`) it blanks the page
 * at once and leaves without a trace in the history; without them it is a plain link.
 */
export function ExitButton({ words }: { words: Words['exit'] }) {
  return (
    <a
      class="govuk-button govuk-button--warning cairn-exit"
      href={exitPath}
      rel="nofollow noreferrer"
      data-exit
    >
      <span class="govuk-visually-hidden">{words.hiddenPrefix} </span>
      {words.button}
    </a>
  )
}

/** The first thing the Tab key reaches. */
export function ExitSkipLink({ words }: { words: Words['exit'] }) {
  return (
    <aside aria-label={words.button}>
      <a class="govuk-skip-link" href={exitPath} rel="nofollow noreferrer" data-exit>
        {words.button}
      </a>
    </aside>
  )
}

/** Without scripts the page stays in the history: who has to leave must know before. */
export function ExitWithoutScripts({ words }: { words: Words['exit'] }) {
  return (
    <noscript>
      <p class="govuk-width-container cairn-exit-note">{words.withoutScripts}</p>
    </noscript>
  )
}

/** Says what the Shift key does, and counts it. */
export function ExitOverlay({ words }: { words: Words['exit'] }) {
  return (
    <div
      class="cairn-exit-keys"
      data-exit-keys
      data-twice={words.pressTwice}
      data-once={words.pressOnce}
      data-leaving={words.leaving}
      data-timed-out={words.timedOut}
      role="status"
    />
  )
}
