import type { Editor } from '@tiptap/core'
import { button, element } from './elements.ts'

type Tool = {
  label: string
  /** The whole name, where the label is short. */
  name?: string
  keys?: string
  press: (editor: Editor) => void
  /** A tool that is on or off where the cursor stands. */
  isOn?: (editor: Editor) => boolean
  isOff?: (editor: Editor) => boolean
}

export type ToolDialogs = Record<'link' | 'route' | 'picture', (() => void) | undefined>

const command = (editor: Editor) => editor.chain().focus()
const heading = (level: 2 | 3 | 4): Tool => ({
  label: `Heading ${level}`,
  keys: `Control+Alt+${level}`,
  press: (editor) => command(editor).toggleHeading({ level }).run(),
  isOn: (editor) => editor.isActive('heading', { level }),
})

function toolsWith(dialogs: ToolDialogs): Tool[][] {
  const opens = (label: string, dialog: (() => void) | undefined, isOn?: Tool['isOn']): Tool[] =>
    dialog ? [{ label, press: dialog, ...(isOn ? { isOn } : {}) }] : []
  const groups: Tool[][] = [
    [
      {
        label: 'Bold',
        keys: 'Control+B',
        press: (editor) => command(editor).toggleBold().run(),
        isOn: (editor) => editor.isActive('bold'),
      },
      {
        label: 'Italic',
        keys: 'Control+I',
        press: (editor) => command(editor).toggleItalic().run(),
        isOn: (editor) => editor.isActive('italic'),
      },
      ...opens('Link', dialogs.link, (editor) => editor.isActive('link')),
    ],
    [heading(2), heading(3), heading(4)],
    [
      {
        label: 'Bullets',
        name: 'List with bullets',
        keys: 'Control+Shift+8',
        press: (editor) => command(editor).toggleBulletList().run(),
        isOn: (editor) => editor.isActive('bulletList'),
      },
      {
        label: 'Numbers',
        name: 'List with numbers',
        keys: 'Control+Shift+7',
        press: (editor) => command(editor).toggleOrderedList().run(),
        isOn: (editor) => editor.isActive('orderedList'),
      },
      {
        label: 'Indent',
        keys: 'Control+]',
        press: (editor) => command(editor).sinkListItem('listItem').run(),
        isOff: (editor) => !editor.can().sinkListItem('listItem'),
      },
      {
        label: 'Outdent',
        keys: 'Control+[',
        press: (editor) => command(editor).liftListItem('listItem').run(),
        isOff: (editor) => !editor.can().liftListItem('listItem'),
      },
      {
        label: 'Quotation',
        press: (editor) => command(editor).toggleWrap('blockquote').run(),
        isOn: (editor) => editor.isActive('blockquote'),
      },
    ],
    [...opens('Way to report', dialogs.route), ...opens('Picture', dialogs.picture)],
    [
      {
        label: 'Undo',
        keys: 'Control+Z',
        press: (editor) => command(editor).undo().run(),
        isOff: (editor) => !editor.can().undo(),
      },
      {
        label: 'Redo',
        keys: 'Control+Shift+Z',
        press: (editor) => command(editor).redo().run(),
        isOff: (editor) => !editor.can().redo(),
      },
    ],
  ]
  return groups.filter((group) => group.length > 0)
}

/**
 * The buttons over an editor: one stop for Tab, arrow keys between them. A tool that cannot be used
 * where the cursor stands says so and stays where it is, so that the keyboard does not lose its place.
 */
export function toolbarOf(editor: Editor, fieldName: string, dialogs: ToolDialogs): HTMLElement {
  const bar = element('div', {
    class: 'cairn-editor__toolbar',
    role: 'toolbar',
    'aria-label': `Formatting of ${fieldName}`,
  })
  const made: { tool: Tool; button: HTMLButtonElement }[] = []
  for (const tools of toolsWith(dialogs)) {
    const group = element('div', { class: 'cairn-editor__tools' })
    for (const tool of tools) {
      const attributes = {
        class: 'cairn-editor__tool',
        tabindex: made.length === 0 ? '0' : '-1',
        ...(tool.name ? { 'aria-label': tool.name, title: tool.name } : {}),
        ...(tool.keys ? { 'aria-keyshortcuts': tool.keys } : {}),
      }
      const tooled = button(tool.label, attributes, () => {
        if (tooled.getAttribute('aria-disabled') !== 'true') tool.press(editor)
      })
      made.push({ tool, button: tooled })
      group.append(tooled)
    }
    bar.append(group)
  }
  const show = () => {
    for (const { tool, button: tooled } of made) {
      if (tool.isOn) tooled.setAttribute('aria-pressed', String(tool.isOn(editor)))
      if (tool.isOff) tooled.setAttribute('aria-disabled', String(tool.isOff(editor)))
    }
  }
  editor.on('transaction', show)
  show()
  moveByArrows(
    bar,
    made.map(({ button: tooled }) => tooled),
    () => editor.commands.focus(),
  )
  return bar
}

function moveByArrows(bar: HTMLElement, buttons: HTMLButtonElement[], leave: () => void): void {
  const goTo = (index: number) => {
    const target = buttons.at(index % buttons.length)
    for (const one of buttons) one.tabIndex = one === target ? 0 : -1
    target?.focus()
  }
  bar.addEventListener('keydown', (event) => {
    const here = buttons.indexOf(document.activeElement as HTMLButtonElement)
    const moves: Record<string, () => void> = {
      ArrowRight: () => goTo(here + 1),
      ArrowLeft: () => goTo(here - 1),
      Home: () => goTo(0),
      End: () => goTo(-1),
      Escape: leave,
    }
    const move = moves[event.key]
    if (here < 0 || !move) return
    event.preventDefault()
    move()
  })
  bar.addEventListener('focusin', (event) => {
    for (const one of buttons) one.tabIndex = one === event.target ? 0 : -1
  })
}
