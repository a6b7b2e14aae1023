import { Readable } from 'node:stream'
import { csvRows, FileRefusal, type CsvRow } from '../../platform/csv-rows.ts'

/** More people come in several files: a page that names every line stays readable, and a check takes seconds. */
export const mostLines = 50_000

/** Bytes as text, with what had to be assumed. */
export function textOf(bytes: Uint8Array): { text: string; notes: string[] } {
  if (bytes.length === 0) throw new FileRefusal('The file is empty')
  refuseOtherKinds(Buffer.from(bytes.subarray(0, 8)).toString('latin1'))
  const encoding = encodingOf(bytes)
  const text = new TextDecoder(encoding).decode(bytes)
  if (text.includes('\u0000') || controlsIn(text) > text.length / 100)
    throw new FileRefusal(
      'The file holds data that no list has. Save the list as CSV (UTF-8) and try again',
    )
  if (text.trim() === '') throw new FileRefusal('The file is empty')
  return {
    text,
    notes:
      encoding === 'windows-1252'
        ? ['The file is not in UTF-8 and was read as Windows text. Look at names with accents.']
        : [],
  }
}

/** The rows of a list, one after the other. Throws a FileRefusal where it is not one. */
export function rowsOf(text: string): AsyncGenerator<CsvRow> {
  return csvRows(Readable.from(piecesOf(text)), {
    delimiter: separatorOf(text),
    most: mostLines + 1,
    tooMany: `The file has more than ${mostLines.toLocaleString('en-GB')} lines. Split it into several files`,
  })
}

function refuseOtherKinds(begin: string): void {
  if (begin.startsWith('PK'))
    throw new FileRefusal(
      'This is an Excel workbook or a ZIP file. In Excel choose Save as, and CSV UTF-8',
    )
  if (begin.startsWith('\u00d0\u00cf\u0011\u00e0'))
    throw new FileRefusal('This is an old Excel workbook. In Excel choose Save as, and CSV UTF-8')
  if (begin.startsWith('%PDF'))
    throw new FileRefusal('This is a PDF file. A list of people is read from a CSV file')
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  const zeros = [0, 0]
  for (const [at, byte] of bytes.subarray(0, 2000).entries()) if (byte === 0) zeros[at % 2]! += 1
  const most = Math.min(bytes.length, 2000) * 0.3
  if (zeros[1]! > most && zeros[0] === 0) return 'utf-16le'
  if (zeros[0]! > most && zeros[1] === 0) return 'utf-16be'
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return 'utf-8'
  } catch {
    return 'windows-1252'
  }
}

// oxlint-disable-next-line no-control-regex
const controls = /[\u0001-\u0008\u000e-\u001f\u007f-\u009f\ufffd]/g

const controlsIn = (text: string): number => text.slice(0, 100_000).match(controls)?.length ?? 0

/** Whichever of comma, semicolon and tab the heading has most of. */
function separatorOf(text: string): string {
  const [heading = ''] = text
    .slice(0, 5000)
    .replace(/^\ufeff/, '')
    .split(/\r?\n|\r/, 1)
  const count = (sign: string): number => heading.split(sign).length
  return [',', ';', '\t'].reduce((best, next) => (count(next) > count(best) ? next : best))
}

// In pieces, so that other requests are answered while a long list is read.
function* piecesOf(text: string): Generator<string> {
  const size = 64 * 1024
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
}
