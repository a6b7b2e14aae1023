import type { VNode } from 'preact'
import { jsxTemplate } from 'preact/jsx-runtime'

/**
 * The only door for HTML that is already HTML: what our own renderers made from an allow-list
 * (rich text, Typst, charts). The string goes out as it is, without an element around it.
 * Never give it words that a person typed. Works on the server only.
 */
export function RawHtml({ html }: { html: string }): VNode {
  return jsxTemplate([html])
}
