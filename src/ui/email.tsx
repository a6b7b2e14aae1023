import type { ComponentChildren, VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { RawHtml } from './raw-html.tsx'

/** What every function in an `-emails.tsx` gives. */
export type Email = { subject: string; text: string; html: string }

/** Examples with invented content, by name: each `-emails.tsx` exports its own for the page that shows every e-mail. */
export type EmailSamples = Record<string, Email>

/**
 * Styles stand on each element, as many mail programs drop a style sheet; classes only serve the dark scheme.
 * No picture, no web font, no other host: a mail looks the same with pictures off, and tells nobody that it was read.
 */
const fonts = "font-family:'Atkinson Hyperlegible Next',Arial,Helvetica,sans-serif;"
const ink = 'color:#17211d;'
const quiet = 'color:#45524c;'

export const emailStyles = {
  h1: `${fonts}${ink}font-size:28px;line-height:34px;font-weight:bold;margin:0 0 16px;`,
  h2: `${fonts}${ink}font-size:22px;line-height:28px;font-weight:bold;margin:0 0 12px;`,
  h3: `${fonts}${ink}font-size:18px;line-height:24px;font-weight:bold;margin:20px 0 8px;`,
  body: `${fonts}${ink}font-size:17px;line-height:26px;margin:0 0 16px;`,
  list: `${fonts}${ink}font-size:17px;line-height:26px;margin:0 0 16px;padding:0 0 0 24px;`,
  item: 'margin:0 0 8px;',
  quote: `margin:0 0 16px;padding:4px 0 4px 16px;border-left:4px solid #7b2d78;`,
  small: `${fonts}${quiet}font-size:15px;line-height:22px;margin:0 0 10px;`,
  kicker: `${fonts}color:#7b2d78;font-size:15px;line-height:20px;font-weight:bold;margin:0 0 4px;`,
  link: 'color:#15533c;text-decoration:underline;',
  address: `${fonts}${quiet}font-size:15px;line-height:20px;word-break:break-word;overflow-wrap:anywhere;`,
  rule: 'border:0;border-top:1px solid #d5d2c4;margin:32px 0;',
  panel: 'background-color:#f1efe4;padding:16px 20px;margin:0 0 16px;',
  button: `${fonts}display:inline-block;background-color:#15533c;color:#ffffff;font-size:18px;line-height:24px;font-weight:bold;text-decoration:none;padding:12px 20px;`,
}

// Written without > and quotation marks, which would be escaped inside the element.
const darkScheme = `@media (prefers-color-scheme: dark) {
  .ground { background-color: #0b120e !important; }
  .sheet { background-color: #121a16 !important; }
  .ink { color: #f1efe6 !important; }
  .quiet { color: #bcc8bf !important; }
  .accent { color: #dfaee2 !important; }
  .link { color: #97d9b9 !important; }
  .panel { background-color: #1e2b25 !important; }
  .line { border-color: #3a4a42 !important; }
  .button { background-color: #8ed3b1 !important; color: #0c1a13 !important; }
}`

/** The width of the text column in programs that know no maximum, such as Outlook. */
const width = 600

export type EmailFrame = {
  partnershipName: string
  /** Also the document's title. */
  subject: string
  /** The line that lists show after the subject. */
  preview: string
  /** Above the heading, in the coloured band. */
  kicker?: string
  footer: ComponentChildren
  children: ComponentChildren
}

/** A whole e-mail as HTML. */
export function renderEmail(frame: EmailFrame): string {
  return `<!doctype html>\n${renderToString(<EmailDocument {...frame} />)}`
}

/** The same mail as a program with a dark scheme shows it, for previews. */
export function inDarkScheme(html: string): string {
  return html.replace('@media (prefers-color-scheme: dark)', '@media all')
}

function EmailDocument(props: EmailFrame): VNode {
  return (
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{props.subject}</title>
        <style>{darkScheme}</style>
      </head>
      <body class="ground" style="margin:0;padding:0;background-color:#e3e0d0;">
        <div
          hidden
          style="display:none;max-height:0;overflow:hidden;font-size:1px;line-height:1px;color:#e3e0d0;"
        >
          {props.preview}
        </div>
        <RawHtml html={outlookTableStart} />
        <div
          class="sheet"
          style={`max-width:${width}px;margin:0 auto;background-color:#ffffff;overflow-wrap:anywhere;`}
        >
          <header style="background-color:#15402f;padding:20px 24px;border-bottom:6px solid #7b2d78;">
            <p
              style={`${fonts}color:#f7f4e9;font-size:18px;line-height:24px;font-weight:bold;margin:0;`}
            >
              {props.partnershipName}
            </p>
            {props.kicker && (
              <p style={`${fonts}color:#c9dccf;font-size:15px;line-height:22px;margin:4px 0 0;`}>
                {props.kicker}
              </p>
            )}
          </header>
          <main style="padding:28px 24px 16px;">{props.children}</main>
          <footer class="panel" style="background-color:#f1efe4;padding:20px 24px 16px;">
            {props.footer}
          </footer>
        </div>
        <RawHtml html={outlookTableEnd} />
      </body>
    </html>
  )
}

// Outlook on Windows knows no max-width: a table that only it sees holds the column.
const outlookTableStart = `<!--[if mso]><table role="presentation" align="center" width="${width}" cellpadding="0" cellspacing="0"><tr><td><![endif]-->`
const outlookTableEnd = '<!--[if mso]></td></tr></table><![endif]-->'

export function EmailParagraph(props: { children: ComponentChildren }) {
  return (
    <p class="ink" style={emailStyles.body}>
      {props.children}
    </p>
  )
}

export function SmallPrint(props: { children: ComponentChildren }) {
  return (
    <p class="quiet" style={emailStyles.small}>
      {props.children}
    </p>
  )
}

export function EmailLink(props: { href: string; children: ComponentChildren }) {
  return (
    <a class="link" href={props.href} style={emailStyles.link}>
      {props.children}
    </a>
  )
}

/** The one thing a mail asks for, with the address to be seen below it. */
export function EmailButton(props: { href: string; children: ComponentChildren }) {
  return (
    <>
      <p style="margin:24px 0 8px;">
        <a class="button" href={props.href} style={emailStyles.button}>
          {props.children}
        </a>
      </p>
      <p class="quiet" style={emailStyles.small}>
        Or copy this address into your browser: <VisibleAddress url={props.href} />
      </p>
    </>
  )
}

/** Where a link leads, to be read before it is pressed. */
export function VisibleAddress({ url }: { url: string }) {
  return (
    <span class="quiet" style={emailStyles.address}>
      {url}
    </span>
  )
}

/** Words for the text part, wrapped at 72 characters; addresses stay whole. */
export function wrapText(text: string, indent = '', first = indent): string {
  return text
    .split('\n')
    .map((line, at) => wrapLine(line, at === 0 ? first : indent, indent))
    .join('\n')
}

function wrapLine(line: string, first: string, indent: string): string {
  const lines: string[] = []
  let current = first
  for (const word of line.split(' ').filter(Boolean)) {
    const isFresh = current === first || current === indent
    if (!isFresh && current.length + 1 + word.length > 72) {
      lines.push(current)
      current = indent + word
    } else current += isFresh ? word : ` ${word}`
  }
  return [...lines, current].join('\n').trimEnd()
}
