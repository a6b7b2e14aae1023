import { Readable, Transform, type TransformCallback } from 'node:stream'
import { csvRows, FileRefusal, type CsvRow } from '../../../platform/csv-rows.ts'

/** A file that can be read more than once, so that it never has to be in memory as a whole. */
export type RegisterFile = { name: string; bytes: number; open: () => Readable }

export const largestFile = 200 * 1024 * 1024
export const mostLines = 250_000

/** A file that is in memory already, as an upload is. */
export function fileInMemory(name: string, content: Uint8Array): RegisterFile {
  return { name, bytes: content.length, open: () => Readable.from([Buffer.from(content)]) }
}

/** The rows of a CSV file with the numbers of their lines; a sentence where it is none. */
export async function* readRows(file: RegisterFile): AsyncGenerator<CsvRow> {
  if (file.bytes > largestFile)
    throw new FileRefusal(
      `The file is larger than ${largestFile / 1024 / 1024} MB. Download a part of the register, such as one area, and try again`,
    )
  if (file.bytes === 0) throw new FileRefusal('The file is empty')
  const { encoding, delimiter } = await recognise(file)
  yield* csvRows(file.open().pipe(decoding(encoding)), {
    delimiter,
    most: mostLines,
    tooMany: `The file has more than ${mostLines.toLocaleString('en-GB')} lines. Split it and try again`,
  })
}

type Recognised = { encoding: 'utf-8' | 'utf-16le' | 'windows-1252'; delimiter: string }

/** Walks the file once: what kind it is, and how its letters are written. */
async function recognise(file: RegisterFile): Promise<Recognised> {
  const strict = new TextDecoder('utf-8', { fatal: true })
  let isUtf8 = true
  let begin: Buffer | null = null
  for await (const chunk of file.open() as AsyncIterable<Buffer>) {
    if (!begin) {
      begin = chunk
      refuseOtherKinds(chunk)
    }
    if (isWide(begin)) break
    if (chunk.includes(0))
      throw new FileRefusal(
        'The file holds data that no text has (NUL bytes). Save it as CSV UTF-8 and try again',
      )
    if (isUtf8) isUtf8 = decodes(strict, chunk)
  }
  if (!begin) throw new FileRefusal('The file is empty')
  if (!isWide(begin) && isUtf8) isUtf8 = decodes(strict, null)
  const encoding = isWide(begin) ? 'utf-16le' : isUtf8 ? 'utf-8' : 'windows-1252'
  return { encoding, delimiter: delimiterOf(new TextDecoder(encoding).decode(begin)) }
}

const isWide = (begin: Buffer): boolean => begin[0] === 0xff && begin[1] === 0xfe

function decodes(strict: TextDecoder, chunk: Buffer | null): boolean {
  try {
    if (chunk) strict.decode(chunk, { stream: true })
    else strict.decode()
    return true
  } catch {
    return false
  }
}

function refuseOtherKinds(begin: Buffer): void {
  const starts = (...bytes: number[]) => bytes.every((byte, at) => begin[at] === byte)
  if (starts(0x50, 0x4b, 0x03, 0x04) || starts(0x50, 0x4b, 0x05, 0x06))
    throw new FileRefusal(
      'This is an Excel workbook or a ZIP file. In Excel choose Save as, CSV UTF-8; unpack a ZIP file first',
    )
  if (starts(0xd0, 0xcf, 0x11, 0xe0))
    throw new FileRefusal('This is an old Excel workbook. Choose Save as, CSV UTF-8, and try again')
  if (begin.subarray(0, 5).toString('latin1') === '%PDF-')
    throw new FileRefusal('This is a PDF file. A register is read from a CSV file')
  if (/^\s*<(!doctype|html|\?xml)/i.test(begin.subarray(0, 200).toString('latin1')))
    throw new FileRefusal('This is a web page or XML. A register is read from a CSV file')
}

/** A comma; where the first line has none, the semicolon or tab that spreadsheets of other settings write. */
function delimiterOf(begin: string): string {
  const [first = ''] = begin.split(/\r?\n|\r/, 1)
  if (first.includes(',')) return ','
  return [';', '\t'].find((sign) => first.includes(sign)) ?? ','
}

function decoding(encoding: Recognised['encoding']): Transform {
  const decoder = new TextDecoder(encoding)
  return new Transform({
    transform(chunk: Buffer, _encoding: string, done: TransformCallback) {
      done(null, decoder.decode(chunk, { stream: true }))
    },
    flush(done: TransformCallback) {
      done(null, decoder.decode())
    },
  })
}
