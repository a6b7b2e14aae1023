import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { csvRows, delimiterOf, FileRefusal, hasSeparatorLine, type CsvRow } from './csv-rows.ts'
import { encodingOf, type TextEncoding } from './text-encoding.ts'

/** A file that can be read more than once, so that it never has to be in memory as a whole. */
export type SentFile = { name: string; bytes: number; open: () => Readable }

/** A file that is in memory already, as an upload is. It is read in pieces, and others are answered between two. */
export function fileInMemory(name: string, content: Uint8Array): SentFile {
  async function* pieces(): AsyncGenerator<Buffer> {
    const size = 64 * 1024
    for (let at = 0; at < content.length; at += size) {
      yield Buffer.from(content.subarray(at, at + size))
      // Promises alone would let nobody else in before the end of the file.
      await setImmediate()
    }
  }
  return { name, bytes: content.length, open: () => Readable.from(pieces()) }
}

/** A list that can be read; `notes` are sentences on what had to be assumed. */
export type CsvFile = {
  notes: string[]
  /** Its rows, at most `most` with the heading. Throws a FileRefusal where it is broken or longer. */
  rows: (limits: { most: number; tooMany: string }) => AsyncGenerator<CsvRow>
}

/** Recognises how a CSV file is written. Throws a FileRefusal for what is no such file. */
export async function openCsvFile(file: SentFile): Promise<CsvFile> {
  const begin = await beginOf(file)
  refuseOtherKinds(begin)
  const encoding = await encodingOf(file.open())
  const text = new TextDecoder(encoding).decode(begin)
  if (controlsIn(text) > text.length / 100) throw new FileRefusal(noList)
  if (text.trim() === '') throw new FileRefusal('The file is empty')
  const written = { delimiter: delimiterOf(text), from: hasSeparatorLine(text) ? 2 : 1 }
  return {
    notes:
      encoding === 'windows-1252'
        ? ['The file is not in UTF-8 and was read as Windows text. Look at names with accents.']
        : [],
    rows: (limits) => csvRows(Readable.from(decoded(file, encoding)), { ...written, ...limits }),
  }
}

const noList = 'The file holds data that no list has. Save the list as CSV (UTF-8) and try again'

async function beginOf(file: SentFile): Promise<Buffer> {
  for await (const piece of file.open() as AsyncIterable<Buffer>) return piece
  throw new FileRefusal('The file is empty')
}

function refuseOtherKinds(begin: Buffer): void {
  const start = begin.subarray(0, 200).toString('latin1')
  if (start.startsWith('PK\u0003\u0004') || start.startsWith('PK\u0005\u0006'))
    throw new FileRefusal(
      'This is an Excel workbook or a ZIP file. In Excel choose Save as, CSV UTF-8; unpack a ZIP file first',
    )
  if (start.startsWith('\u00d0\u00cf\u0011\u00e0'))
    throw new FileRefusal('This is an old Excel workbook. In Excel choose Save as, CSV UTF-8')
  if (start.startsWith('%PDF')) throw new FileRefusal('This is a PDF file. Send a CSV file')
  if (/^\s*<(!doctype|html|\?xml)/i.test(start))
    throw new FileRefusal('This is a web page or XML. Send a CSV file')
}

// oxlint-disable-next-line no-control-regex
const controls = /[\u0001-\u0008\u000e-\u001f\u007f-\u009f\ufffd]/g

const controlsIn = (text: string): number => text.match(controls)?.length ?? 0

async function* decoded(file: SentFile, encoding: TextEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const piece of file.open() as AsyncIterable<Buffer>) {
    const text = decoder.decode(piece, { stream: true })
    // PostgreSQL keeps no NUL in a text.
    if (text.includes('\u0000')) throw new FileRefusal(noList)
    yield text
  }
  yield decoder.decode()
}
