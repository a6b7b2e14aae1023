import { DOMParser, type Schema, type Slice } from '@tiptap/pm/model'

/**
 * Word and web pages say bold and italic in style attributes, which the page's content policy does
 * not let a browser read as styles. They are carried over in `data-style`, and read from there.
 */
export const withoutStyles = (html: string): string =>
  html
    .replace(/<(style|script)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<[a-z][^<>]*>/gi, (tag) =>
      tag.replace(/(\s)style(\s*=)/gi, '$1data-style$2').replace(/\son\w+(\s*=)/gi, ' data-on$1'),
    )

/** Reads what was pasted by the editor's schema, with bold and italic as elements. */
export function pasteParserFor(schema: Schema): DOMParser {
  return new PasteParser(schema, DOMParser.fromSchema(schema).rules)
}

class PasteParser extends DOMParser {
  override parseSlice(...[dom, options]: Parameters<DOMParser['parseSlice']>): Slice {
    // In reverse: what is inside is settled before it is moved into a new element.
    const styled =
      'querySelectorAll' in dom
        ? [...(dom as Element).querySelectorAll('b, strong, [data-style]')]
        : []
    for (const element of styled.toReversed()) spellOut(element)
    return super.parseSlice(dom, options)
  }
}

function spellOut(element: Element): void {
  const style = element.getAttribute('data-style') ?? ''
  // Google Docs wraps everything it copies in a <b> that is not bold.
  if (/^(?:b|strong)$/i.test(element.tagName) && /font-weight:\s*(?:normal|[1-4]00)/i.test(style)) {
    element.replaceWith(...element.childNodes)
    return
  }
  if (/font-weight:\s*(?:bold|[6-9]00)/i.test(style)) wrapInside(element, 'strong')
  if (/font-style:\s*italic/i.test(style)) wrapInside(element, 'em')
}

function wrapInside(element: Element, name: string): void {
  const wrapper = element.ownerDocument.createElement(name)
  wrapper.append(...element.childNodes)
  element.append(wrapper)
}
