/** XML of our own making: text is always escaped, names are ours. */
export type XmlNode = { name: string; attributes: Record<string, string>; children: XmlChild[] }
type XmlChild = XmlNode | string

/** An element with its attributes and children; null is no child. */
export function element(
  name: string,
  attributes: Record<string, string> = {},
  ...children: (XmlChild | null | XmlChild[])[]
): XmlNode {
  return {
    name,
    attributes,
    children: children.flat().filter((child) => child !== null),
  }
}

/** A whole document with its declaration. */
export function xmlDocument(root: XmlNode): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${serialised(root)}\n`
}

function serialised(node: XmlChild): string {
  if (typeof node === 'string') return escaped(node)
  const attributes = Object.entries(node.attributes)
    .map(([name, value]) => ` ${name}="${escaped(value)}"`)
    .join('')
  if (node.children.length === 0) return `<${node.name}${attributes}/>`
  return `<${node.name}${attributes}>${node.children.map(serialised).join('')}</${node.name}>`
}

// XML 1.0 cannot hold these at all, not even escaped.
// oxlint-disable-next-line no-control-regex
const impossible = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(impossible, '')
    .replace(/[&<>"]/g, (character) => entities[character]!)
}
