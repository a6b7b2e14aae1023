import { Node, type AnyExtension } from '@tiptap/core'
import { StarterKit } from '@tiptap/starter-kit'
import { safeAddress } from '../rich-text-addresses.ts'

/** What the nodes of an editor have to be told: names and addresses that a document only refers to. */
export type References = {
  routeName: (routeKey: string) => string
  pictureAddress: (fileId: string) => string | undefined
}

/**
 * The allow-list of rich-text.ts as an editor's schema, so that nothing can be written that would be
 * dropped when it is saved. What is pasted is cut down to it.
 */
export function extensionsFor(references: References): AnyExtension[] {
  return [
    StarterKit.configure({
      blockquote: false,
      code: false,
      codeBlock: false,
      dropcursor: false,
      heading: { levels: [2, 3, 4] },
      horizontalRule: false,
      link: {
        openOnClick: false,
        autolink: false,
        linkOnPaste: true,
        HTMLAttributes: { target: null, rel: null },
        isAllowedUri: (address) => safeAddress(address) !== undefined,
      },
      listItem: false,
      listKeymap: false,
      strike: false,
      underline: false,
    }),
    listItem,
    blockquote,
    pictureWith(references),
    reportingRouteWith(references),
  ]
}

const nested = '(paragraph | bulletList | orderedList)'

// Tab keeps moving on through the page; indenting has buttons, and Ctrl with ] and [.
const listItem = Node.create({
  name: 'listItem',
  content: `paragraph ${nested}*`,
  defining: true,
  parseHTML: () => [{ tag: 'li' }],
  renderHTML: () => ['li', 0],
  addKeyboardShortcuts() {
    return {
      Enter: () => this.editor.commands.splitListItem(this.name),
      'Mod-]': () => this.editor.commands.sinkListItem(this.name),
      'Mod-[': () => this.editor.commands.liftListItem(this.name),
    }
  },
})

const blockquote = Node.create({
  name: 'blockquote',
  group: 'block',
  content: `${nested}+`,
  defining: true,
  parseHTML: () => [{ tag: 'blockquote' }],
  renderHTML: () => ['blockquote', 0],
})

const pictureWith = ({ pictureAddress }: References) =>
  Node.create({
    name: 'image',
    group: 'block',
    atom: true,
    draggable: true,
    addAttributes: () => ({ fileId: { default: '' }, alt: { default: '' } }),
    parseHTML: () => [
      {
        tag: 'img[data-file-id]',
        getAttrs: (element) => ({
          fileId: element.getAttribute('data-file-id'),
          alt: element.getAttribute('alt') ?? '',
        }),
      },
    ],
    renderHTML: ({ node }) => {
      const { fileId, alt } = node.attrs as { fileId: string; alt: string }
      return ['img', { src: pictureAddress(fileId) ?? '', alt, 'data-file-id': fileId }]
    },
  })

const reportingRouteWith = ({ routeName }: References) =>
  Node.create({
    name: 'reportingRoute',
    group: 'inline',
    inline: true,
    atom: true,
    addAttributes: () => ({ routeKey: { default: '' } }),
    parseHTML: () => [
      {
        tag: 'span[data-route-key]',
        getAttrs: (element) => ({ routeKey: element.getAttribute('data-route-key') }),
      },
    ],
    renderHTML: ({ node }) => {
      const { routeKey } = node.attrs as { routeKey: string }
      const attributes = { class: 'cairn-editor__route', 'data-route-key': routeKey }
      return ['span', attributes, routeName(routeKey)]
    },
    renderText: ({ node }) => routeName(String(node.attrs['routeKey'])),
  })
