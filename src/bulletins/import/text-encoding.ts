import { utf16Of } from '../../platform/text-encoding.ts'

/** Bytes as text, with what had to be assumed or repaired; or why they are no text. */
export type DecodedText =
  | { ok: true; text: string; note: string | undefined }
  | { ok: false; reason: string }

const notText =
  'This file is not a text: it holds data that no bulletin has. Save the bulletin as Word (.docx), plain text or an e-mail (.eml) and try again.'

/**
 * Reads UTF-8, UTF-16 and Windows text, by byte order mark or by what the bytes look like. `declared`
 * is what a page or mail says of itself; it counts only where the bytes do not contradict it.
 */
export function decodeText(bytes: Uint8Array, declared?: string): DecodedText {
  const [first, second, third, fourth] = bytes
  if (first === 0xff && second === 0xfe && third === 0 && fourth === 0) {
    return {
      ok: false,
      reason: 'This text is in UTF-32, which is hardly used. Save it as UTF-8 and try again.',
    }
  }
  if (first === 0xef && second === 0xbb && third === 0xbf)
    return checked(decode(bytes.subarray(3), 'utf-8'))
  const wide = utf16Of(bytes)
  if (wide) {
    const isMarked = first === 0xff || first === 0xfe
    const note = isMarked ? undefined : 'The text was in UTF-16 without saying so.'
    return checked(decode(bytes, wide), note)
  }
  if (bytes.includes(0)) return { ok: false, reason: notText }
  const utf8 = tryDecode(bytes, 'utf-8')
  if (utf8 !== undefined) return checkedAndRepaired(utf8)
  const counts = countSequences(bytes)
  if (counts.whole > counts.broken * 4) {
    return checked(decode(bytes, 'utf-8'), 'A few characters were damaged and are shown as “�”.')
  }
  const label = declared && isOneByte(declared) ? declared : 'windows-1252'
  return checked(
    decode(bytes, label),
    `The text was not UTF-8 and was read as ${label}: check accents and quotation marks.`,
  )
}

const decode = (bytes: Uint8Array, label: string): string => new TextDecoder(label).decode(bytes)

function tryDecode(bytes: Uint8Array, label: string): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function isOneByte(label: string): boolean {
  try {
    return /^(?:windows-125\d|iso-8859-\d+|macintosh)$/.test(new TextDecoder(label).encoding)
  } catch {
    return false
  }
}

/** Whole and broken multi-byte sequences of UTF-8. */
function countSequences(bytes: Uint8Array): { whole: number; broken: number } {
  const counts = { whole: 0, broken: 0 }
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at]!
    if (lead < 0x80) continue
    const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0
    const rest = bytes.subarray(at + 1, at + length)
    const isWhole =
      length > 0 && rest.length === length - 1 && rest.every((byte) => byte >> 6 === 2)
    counts[isWhole ? 'whole' : 'broken'] += 1
    if (isWhole) at += length - 1
  }
  return counts
}

/** UTF-8 that was once read as Windows text and saved again ("donâ€™t") is turned back. */
function checkedAndRepaired(text: string): DecodedText {
  const damaged = text.match(/â€[™œ˜“”¦\u009d\u0153]|Ã[©¨¢´®§±¼¶¤]|Â[£ ·°]/g)?.length ?? 0
  if (damaged < 2) return checked(text)
  const bytes = Uint8Array.from([...text].flatMap((character) => windowsByte(character) ?? []))
  const repaired = bytes.length === text.length ? tryDecode(bytes, 'utf-8') : undefined
  return repaired === undefined
    ? checked(text)
    : checked(repaired, 'Quotation marks and accents had been damaged (“â€™”) and were repaired.')
}

const windows1252 = new Map(
  [...new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 256 }, (_, at) => at))].map(
    (character, byte) => [character, byte],
  ),
)
const windowsByte = (character: string): number | undefined => windows1252.get(character)

function checked(text: string, note?: string): DecodedText {
  const sample = text.slice(0, 200_000)
  // oxlint-disable-next-line no-control-regex
  const controls = sample.match(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g)?.length ?? 0
  if (controls > sample.length / 100) return { ok: false, reason: notText }
  const written = sample.match(/[\p{L}\p{N}\p{P}\s<>=+|$£€^`~]/gu)?.length ?? 0
  if (written < sample.length * 0.7) return { ok: false, reason: notText }
  return { ok: true, text: text.normalize('NFC'), note }
}
