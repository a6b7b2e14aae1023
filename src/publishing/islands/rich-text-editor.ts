import { Editor } from '@tiptap/core'
import {
  openLinkDialog,
  openPictureDialog,
  openRouteDialog,
  type PictureChoice,
  type RouteChoice,
} from '../editor/dialogs.ts'
import { button, element } from '../editor/elements.ts'
import { LiveChecks, type CheckContext } from '../editor/live-checks.ts'
import { pasteParserFor, withoutStyles } from '../editor/paste.ts'
import { extensionsFor } from '../editor/schema.ts'
import { toolbarOf } from '../editor/toolbar.ts'
import { documentFromText, textFromDocument } from '../rich-text-as-text.ts'
import type { LinkBeside } from '../missing-links.ts'
import { cleanDocument, type RichTextDocument } from '../rich-text.ts'

/**
 * Puts an editor in the place of each rich-text area. The field keeps its name and sends the
 * document as JSON. Should anything fail, the text area stays as it is, and works.
 */
type Context = CheckContext & { pictures: PictureChoice[] }

const context: Promise<Context> = fetch('/manage/editor-context', { credentials: 'same-origin' })
  .then(async (answer) => (answer.ok ? ((await answer.json()) as Context) : { pictures: [] }))
  .catch(() => ({ pictures: [] }))

// A page may hold twenty: each is made when it comes near the window.
const nearing = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue
      nearing.unobserve(target)
      void context.then((known) => enhance(target as HTMLTextAreaElement, known))
    }
  },
  { rootMargin: '600px' },
)
for (const area of document.querySelectorAll('textarea[data-rich-text-editor]')) {
  nearing.observe(area)
}

function enhance(area: HTMLTextAreaElement, known: Context): void {
  const { id, name } = area
  const label = document.querySelector<HTMLLabelElement>(`label[for="${CSS.escape(id)}"]`)
  const fieldName = label?.textContent.trim() ?? 'the text'
  const routes = choicesOf(area)
  const readingAge = Number(area.dataset['richTextReadingAge']) || undefined
  const hidden = element('input', { type: 'hidden' })
  const frame = element('div', { class: 'cairn-editor' })
  const words = element('div', { class: 'cairn-editor__words' })
  const checks = new LiveChecks(fieldName)

  if (label && !label.id) label.id = `${id}-label`
  const editor = new Editor({
    element: words,
    // Its style sheet is ours (_editor.scss): a page allows no other.
    injectCSS: false,
    extensions: extensionsFor({
      routeName: (key) => routes.find((route) => route.key === key)?.name ?? 'How to report',
      pictureAddress: (fileId) => known.pictures.find((one) => one.id === fileId)?.address,
    }),
    content: contentOf(documentIn(area.value)),
    editorProps: {
      transformPastedHTML: withoutStyles,
      attributes: {
        class: 'govuk-textarea cairn-editor__text',
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-labelledby': label?.id ?? '',
        'aria-describedby': area.getAttribute('aria-describedby') ?? '',
        ...(area.classList.contains('govuk-textarea--error') ? { 'aria-invalid': 'true' } : {}),
      },
    },
    onUpdate: () => sync(),
  })
  editor.view.setProps({ clipboardParser: pasteParserFor(editor.schema) })
  const written = (): RichTextDocument => cleanDocument(editor.getJSON())
  const more = readingAge === undefined ? {} : { readingAge }
  const look = () => checks.lookAt(written, { ...known, ...more, linksBeside: linksBeside(area) })
  const sync = () => {
    hidden.value = JSON.stringify(written())
    look()
  }

  const toolbar = toolbarOf(editor, fieldName, {
    link: () => openLinkDialog(editor),
    route: routes.length > 0 ? () => openRouteDialog(editor, routes) : undefined,
    picture:
      known.pictures.length > 0 ? () => openPictureDialog(editor, known.pictures) : undefined,
  })
  editor.view.dom.addEventListener('keydown', (event) => {
    if (event.key === 'F10' && event.altKey) {
      event.preventDefault()
      toolbar.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
    }
  })
  label?.addEventListener('click', () => editor.commands.focus())

  const showPlain = (isPlain: boolean) => {
    area.hidden = !isPlain
    frame.hidden = isPlain
    area.id = isPlain ? id : `${id}-plain`
    editor.view.dom.id = isPlain ? `${id}-editor` : id
    // One of the two sends the field.
    area.name = isPlain ? name : ''
    hidden.name = isPlain ? '' : name
    showHelp()
    plain.textContent = isPlain ? 'Use the editor' : 'Write as plain text'
    plain.setAttribute('aria-label', `${plain.textContent}: ${fieldName}`)
  }
  const plain = button('', { class: 'cairn-editor__plain' }, () => {
    const isPlain = Boolean(area.hidden)
    if (isPlain) area.value = textFromDocument(written())
    else editor.commands.setContent(contentOf(documentIn(area.value)), { emitUpdate: true })
    showPlain(isPlain)
    if (isPlain) area.focus()
    else editor.commands.focus()
  })

  frame.append(toolbar, words)
  area.before(frame)
  area.after(hidden, plain, checks.view)
  area.addEventListener('input', () => {
    checks.lookAt(() => documentFromText(area.value), { ...known, linksBeside: linksBeside(area) })
  })
  area.form?.addEventListener('submit', sync)
  if (area.dataset['richTextLinkFields']) area.form?.addEventListener('change', look)
  showPlain(false)
  sync()
}

/** How plain text is written has to be said only while somebody writes it. */
function showHelp(): void {
  const areas = document.querySelectorAll<HTMLElement>('textarea[data-rich-text-editor]')
  const isPlain = [...areas].some((area) => !area.hidden)
  for (const help of document.querySelectorAll<HTMLElement>('[data-rich-text-help]')) {
    help.hidden = !isPlain
  }
}

/** What stands in the fields for links that belong to this text. */
function linksBeside(area: HTMLTextAreaElement): LinkBeside[] {
  const start = area.dataset['richTextLinkFields']
  const fields = start ? area.form?.querySelectorAll<HTMLInputElement>(`[name^="${start}-"]`) : []
  const values = new Map([...(fields ?? [])].map(({ name, value }) => [name, value.trim()]))
  return [...values.keys()]
    .filter((name) => name.endsWith('-href'))
    .map((name) => ({
      text: values.get(name.replace(/href$/, 'text')) ?? '',
      href: values.get(name) || null,
    }))
}

function choicesOf(area: HTMLTextAreaElement): RouteChoice[] {
  try {
    return JSON.parse(area.dataset['richTextRoutes'] ?? '[]') as RouteChoice[]
  } catch {
    return []
  }
}

/** A browser that comes back to the page may have kept what the field last sent. */
function documentIn(text: string): RichTextDocument {
  if (!/^\s*\{\s*"type"\s*:\s*"doc"/.test(text)) return documentFromText(text)
  try {
    return cleanDocument(JSON.parse(text))
  } catch {
    return documentFromText(text)
  }
}

const contentOf = (document: RichTextDocument) =>
  document.content.length > 0 ? document : { type: 'doc', content: [{ type: 'paragraph' }] }
