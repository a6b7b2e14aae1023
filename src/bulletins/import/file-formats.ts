import { ukDate } from '../../platform/clock.ts'
import { decodeText } from './text-encoding.ts'

/** What a file holds, before anybody looks for items in it. */
export type FileReading = {
  format: 'plain text' | 'web page' | 'Word document' | 'e-mail'
  /** One of the two. */
  html?: string
  text?: string
  subject?: string | undefined
  /** The day a mail was sent, "2020-10-20". */
  sentOn?: string | undefined
  /** What had to be assumed or repaired. */
  notes: string[]
}

export type FileRefusal = { ok: false; reason: string }
type Reading = { ok: true; file: FileReading } | FileRefusal

/** The largest file taken, in bytes. */
export const largestFile = 10 * 1024 * 1024

/** Reads any file as far as its text; what is no bulletin is refused with one sentence. */
export async function readFileFormat(bytes: Uint8Array): Promise<Reading> {
  if (bytes.length > largestFile) {
    return {
      ok: false,
      reason:
        'This file is larger than 10 MB. A bulletin is text: save it without pictures and try again.',
    }
  }
  if (bytes.length === 0) return { ok: false, reason: 'This file is empty.' }
  const other = otherFormat(bytes)
  if (other) return { ok: false, reason: other }
  if (startsWith(bytes, 'PK\u0003\u0004') || startsWith(bytes, 'PK\u0005\u0006')) {
    // Loaded only when needed: most bulletins are text, and a thread is to start fast.
    const { readWordDocument } = await import('./word-document.ts')
    const word = await readWordDocument(bytes)
    return word.ok
      ? { ok: true, file: { format: 'Word document', html: word.html, notes: [] } }
      : word
  }
  const start = Buffer.from(bytes.subarray(0, 20_000)).toString('latin1')
  if (looksLikeMail(start)) return readMail(bytes)
  const declared = /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{3,20})/i.exec(start)?.[1]
  const decoded = decodeText(bytes, declared)
  if (!decoded.ok) return decoded
  const notes = decoded.note ? [decoded.note] : []
  if (looksLikeHtml(decoded.text)) {
    return { ok: true, file: { format: 'web page', html: decoded.text, notes } }
  }
  return looksLikeMail(decoded.text.slice(0, 20_000))
    ? readMail(new TextEncoder().encode(decoded.text))
    : { ok: true, file: { format: 'plain text', text: decoded.text, notes } }
}

const startsWith = (bytes: Uint8Array, words: string): boolean =>
  [...words].every((character, at) => bytes[at] === character.codePointAt(0))

const save = 'Save the bulletin as Word (.docx), plain text or an e-mail (.eml) and try again.'
const magic: [string, string][] = [
  ['%PDF', `This is a PDF. ${save}`],
  ['{\\rtf', `This is a rich text file (.rtf). ${save}`],
  [
    '\u00d0\u00cf\u0011\u00e0',
    `This is an old Word or Outlook file (.doc or .msg), or a Word file with a password. ${save}`,
  ],
  ['\u0089PNG', `This is a picture. ${save}`],
  ['\u00ff\u00d8\u00ff', `This is a picture. ${save}`],
  ['GIF8', `This is a picture. ${save}`],
  ['MZ', `This is a program. ${save}`],
  ['\u007fELF', `This is a program. ${save}`],
  ['\u001f\u008b', `This is a compressed file. Unpack it, and choose the bulletin itself.`],
  ['7z\u00bc\u00af', `This is a compressed file. Unpack it, and choose the bulletin itself.`],
  ['Rar!', `This is a compressed file. Unpack it, and choose the bulletin itself.`],
]

function otherFormat(bytes: Uint8Array): string | undefined {
  // "MZ" could begin a word: a program has bytes no text has soon after.
  return magic.find(
    ([words]) => startsWith(bytes, words) && (words !== 'MZ' || bytes.subarray(0, 64).includes(0)),
  )?.[1]
}

function looksLikeHtml(text: string): boolean {
  const start = text.slice(0, 3000).trimStart()
  if (
    /^(?:<!--[\s\S]{0,2000}?-->\s*)?(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype html|html|head|body)\b/i.test(
      start,
    )
  )
    return true
  const tags = text
    .slice(0, 100_000)
    .match(
      /<\/?(?:p|div|br|table|tr|td|h[1-6]|ul|li|a|strong|b|span|hr|img)(?:\s[^<>]{0,500})?\/?>/gi,
    )
  return (tags?.length ?? 0) >= 3
}

/** Header lines at the very start, among them one that every mail has. */
function looksLikeMail(start: string): boolean {
  const head = start.replace(/^\ufeff|^ï»¿/, '').split(/\r?\n\r?\n/)[0] ?? ''
  const lines = head.split(/\r?\n(?![ \t])/)
  const headers = lines.filter(
    (line) => /^[A-Za-z][A-Za-z0-9-]{1,40}:(?: |\t|$|\r?\n)/.test(line) || /^From \S+@/.test(line),
  )
  return (
    headers.length >= 2 &&
    headers.length === lines.length &&
    lines.some((line) =>
      /^(?:mime-version|received|message-id|return-path|delivered-to|content-type|subject|x-[\w-]+):/i.test(
        line,
      ),
    ) &&
    lines.some((line) => /^(?:from|to|date|subject|message-id):/i.test(line))
  )
}

async function readMail(bytes: Uint8Array): Promise<Reading> {
  try {
    const { default: PostalMime } = await import('postal-mime')
    const mail = await new PostalMime({ maxNestingDepth: 20, maxHeadersSize: 500_000 }).parse(bytes)
    const html = mail.html?.trim() ? mail.html : undefined
    const text = mail.text?.trim() ? mail.text : undefined
    if (!html && !text) {
      return {
        ok: false,
        reason:
          'This e-mail has no text of its own. If the bulletin is attached to it, save the attachment and choose that.',
      }
    }
    const sent = mail.date ? new Date(mail.date) : undefined
    const file: FileReading = {
      format: 'e-mail',
      ...(html ? { html } : { text: text! }),
      subject: mail.subject?.trim() || undefined,
      sentOn: sent && !Number.isNaN(sent.getTime()) ? ukDate(sent) : undefined,
      notes: [],
    }
    return { ok: true, file }
  } catch {
    return {
      ok: false,
      reason: 'This e-mail is damaged. Save it again from the mail program and try again.',
    }
  }
}
