import type { Editor } from '@tiptap/core'
import { safeAddress } from '../rich-text-addresses.ts'
import { button, element } from './elements.ts'

export type RouteChoice = { key: string; name: string }
export type PictureChoice = { id: string; name: string; description: string; address: string }

let dialogs = 0

type Field = {
  input: HTMLInputElement | HTMLSelectElement
  row: HTMLElement
  say: (fault: string) => void
}

/** Opens a dialog over the page; `save` gives back whether it was done. Closed, the words have the focus again. */
function openDialog(
  editor: Editor,
  title: string,
  rows: HTMLElement[],
  actions: { save: string; onSave: () => boolean; others?: HTMLButtonElement[] },
): HTMLDialogElement {
  dialogs += 1
  const headingId = `editor-dialog-${dialogs}`
  const form = element('form', { novalidate: true })
  const dialog = element(
    'dialog',
    { class: 'cairn-editor-dialog', 'aria-labelledby': headingId },
    element('h2', { class: 'govuk-heading-m', id: headingId }, title),
    form,
  )
  const close = () => dialog.close()
  form.append(
    ...rows,
    element(
      'div',
      { class: 'govuk-button-group' },
      element('button', { class: 'govuk-button', type: 'submit' }, actions.save),
      ...(actions.others ?? []),
      button('Cancel', { class: 'govuk-button govuk-button--secondary' }, close),
    ),
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (actions.onSave()) close()
  })
  dialog.addEventListener('close', () => {
    dialog.remove()
    editor.commands.focus()
  })
  document.body.append(dialog)
  dialog.showModal()
  return dialog
}

function fieldOf(label: string, hint: string, input: HTMLInputElement | HTMLSelectElement): Field {
  dialogs += 1
  const id = `editor-field-${dialogs}`
  const error = element('p', { class: 'govuk-error-message', id: `${id}-error`, hidden: true })
  input.id = id
  input.setAttribute('aria-describedby', `${id}-hint ${id}-error`)
  const row = element(
    'div',
    { class: 'govuk-form-group' },
    element('label', { class: 'govuk-label govuk-label--s', for: id }, label),
    element('div', { class: 'govuk-hint', id: `${id}-hint` }, hint),
    error,
    input,
  )
  const say = (fault: string) => {
    error.textContent = fault
    error.hidden = fault === ''
    row.classList.toggle('govuk-form-group--error', fault !== '')
    input.setAttribute('aria-invalid', String(fault !== ''))
    if (fault) input.focus()
  }
  return { input, row, say }
}

const textInput = (value: string, attributes: Record<string, string> = {}): HTMLInputElement => {
  const input = element('input', { class: 'govuk-input', type: 'text', ...attributes })
  input.value = value
  return input
}

const selectOf = (choices: { value: string; text: string }[]): HTMLSelectElement =>
  element(
    'select',
    { class: 'govuk-select' },
    ...choices.map(({ value, text }) => element('option', { value }, text)),
  )

/** "www.example.org" is meant as a web address, "team@example.org" as one to write to. */
function addressFrom(typed: string): string | undefined {
  const words = typed.trim()
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(words)) return safeAddress(`mailto:${words}`)
  const isBare = /^[\w-]+(?:\.[\w-]+)+(?:[/?#]|$)/.test(words)
  return safeAddress(isBare ? `https://${words}` : words)
}

/** Asks for the words and the address of a link, and puts it in the place of what is selected. */
export function openLinkDialog(editor: Editor): void {
  const isLink = editor.isActive('link')
  if (isLink) editor.commands.extendMarkRange('link')
  const { from, to } = editor.state.selection
  const selected = editor.state.doc.textBetween(from, to, ' ')
  const old = isLink ? String(editor.getAttributes('link')['href'] ?? '') : ''
  const words = fieldOf(
    'Words of the link',
    'Say where it leads: the name of the page, not “here”.',
    textInput(selected),
  )
  const address = fieldOf(
    'Address',
    'A web address, an e-mail address, or a page of this site such as /report.',
    textInput(old, { inputmode: 'url', spellcheck: 'false', autocapitalize: 'none' }),
  )
  const onSave = (): boolean => {
    const [typed, href] = [words.input.value.trim(), addressFrom(address.input.value)]
    words.say(typed === '' ? 'Enter the words of the link' : '')
    address.say(href ? '' : 'Enter a whole address, like https://www.example.org/page')
    if (typed === '' || !href) return false
    const change = editor.chain().setTextSelection({ from, to })
    // The same words keep their bold and italic.
    if (typed === selected.trim()) change.setLink({ href }).run()
    else {
      const content = { type: 'text', text: typed, marks: [{ type: 'link', attrs: { href } }] }
      change.insertContent(content).run()
    }
    return true
  }
  const remove = button(
    'Remove the link',
    { class: 'govuk-button govuk-button--secondary' },
    () => {
      editor.chain().setTextSelection({ from, to }).unsetLink().run()
      dialog.close()
    },
  )
  const rows = [words.row, address.row]
  const title = isLink ? 'Change the link' : 'Add a link'
  const dialog = openDialog(editor, title, rows, {
    save: 'Save the link',
    onSave,
    others: isLink ? [remove] : [],
  })
  if (selected) address.input.focus()
}

/** Asks for a way to report, and inserts it. */
export function openRouteDialog(editor: Editor, routes: readonly RouteChoice[]): void {
  const choices = routes.map(({ key, name }) => ({ value: key, text: name }))
  const route = fieldOf(
    'Way to report',
    'Its number and hours are always the current ones. Alone in a paragraph it is shown in full.',
    selectOf(choices),
  )
  openDialog(editor, 'Insert a way to report', [route.row], {
    save: 'Insert',
    onSave: () =>
      editor
        .chain()
        .insertContent({ type: 'reportingRoute', attrs: { routeKey: route.input.value } })
        .run(),
  })
}

/** A new picture, or the one that is selected. Its description is required. */
export function openPictureDialog(editor: Editor, pictures: readonly PictureChoice[]): void {
  const old = editor.isActive('image') ? editor.getAttributes('image') : undefined
  const chosen = String(old?.['fileId'] ?? pictures[0]?.id ?? '')
  const picture = fieldOf(
    'Picture',
    'Pictures are added under Files in the workspace.',
    selectOf(pictures.map(({ id, name }) => ({ value: id, text: name }))),
  )
  picture.input.value = chosen
  const describe = (id: string): string => pictures.find((one) => one.id === id)?.description ?? ''
  const description = fieldOf(
    'What it shows',
    'One sentence for people who cannot see it, as you would say it on the telephone.',
    textInput(String(old?.['alt'] ?? describe(chosen))),
  )
  const preview = element('img', { class: 'cairn-editor-dialog__picture', alt: '' })
  const show = () => {
    preview.src = pictures.find((one) => one.id === picture.input.value)?.address ?? ''
  }
  picture.input.addEventListener('change', () => {
    description.input.value = describe(picture.input.value)
    show()
  })
  show()
  const onSave = (): boolean => {
    const [fileId, alt] = [picture.input.value, description.input.value.trim()]
    description.say(alt === '' ? 'Say what the picture shows' : '')
    if (alt === '' || fileId === '') return false
    const attrs = { fileId, alt }
    return old
      ? editor.chain().updateAttributes('image', attrs).run()
      : editor.chain().insertContent({ type: 'image', attrs }).run()
  }
  const rows = [picture.row, preview, description.row]
  openDialog(editor, old ? 'Change the picture' : 'Insert a picture', rows, {
    save: old ? 'Save' : 'Insert',
    onSave,
  })
}
