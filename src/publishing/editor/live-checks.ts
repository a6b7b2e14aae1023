import { checkText, type EditorCheck, type TextToCheck } from '../editor-checks.ts'
import type { RichTextDocument } from '../rich-text.ts'
import { element } from './elements.ts'

export type CheckContext = Pick<TextToCheck, 'nation' | 'terms' | 'routes' | 'publishedOn'>

/** What the checks find while one writes: counted politely, listed to be read when one wants to. */
export class LiveChecks {
  readonly view: HTMLElement
  readonly #count = element('p', { class: 'cairn-editor__count', role: 'status' })
  readonly #list = element('ul', { class: 'govuk-list govuk-list--spaced' })
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(fieldName: string) {
    this.view = element(
      'div',
      {
        class: 'cairn-editor__checks cairn-editor__checks--empty',
        role: 'group',
        'aria-label': `Checks of ${fieldName}`,
      },
      this.#count,
      this.#list,
    )
  }

  /** Half a second after the last key: not while somebody types. */
  lookAt(
    document: () => RichTextDocument,
    context: CheckContext & Pick<TextToCheck, 'readingAge' | 'linksBeside'>,
  ): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#show(checkText({ ...context, document: document() })), 500)
  }

  #show(checks: EditorCheck[]): void {
    const words =
      checks.length === 0
        ? ''
        : `Checks: ${checks.length === 1 ? '1 thing' : `${checks.length} things`} to look at`
    // The same words again would be read out again.
    if (this.#count.textContent !== words) this.#count.textContent = words
    this.#list.replaceChildren(...checks.map(itemOf))
    this.view.classList.toggle('cairn-editor__checks--empty', checks.length === 0)
  }
}

function itemOf({ kind, where, excerpt, message, suggestion }: EditorCheck): HTMLLIElement {
  const item = element('li', { class: 'app-checks__item', 'data-check': kind })
  if (excerpt) item.append(element('q', { class: 'app-checks__excerpt' }, excerpt), element('br'))
  item.append(`${where}: ${message}`)
  if (suggestion) item.append(' Suggestion: ', element('strong', {}, suggestion))
  return item
}
