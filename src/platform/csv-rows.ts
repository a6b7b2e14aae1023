import type { Readable } from 'node:stream'
import { parse } from 'csv-parse'

/** A line of a file, by its number as people count; the heading is line 1. */
export type CsvRow = { line: number; cells: string[] }

/** Why a file cannot be read at all, as a sentence without its full stop. */
export class FileRefusal extends Error {
  override name = 'FileRefusal'
}

const largestRecord = 64 * 1024

/** A first line that is for spreadsheets alone: it says what separates the cells. */
const separatorLine = /^\ufeff?"?sep=([,;\t|])"?(\r?\n|\r)/i

/** Whether the file begins with the line by which spreadsheets are told what separates the cells. */
export const hasSeparatorLine = (begin: string): boolean => separatorLine.test(begin)

/**
 * What the file says separates its cells; else whichever of comma, semicolon and tab the heading has most of, as
 * spreadsheets of other settings write the last two.
 */
export function delimiterOf(begin: string): string {
  const told = separatorLine.exec(begin)?.[1]
  if (told) return told
  const [heading = ''] = begin
    .slice(0, 5000)
    .replace(/^\ufeff/, '')
    .split(/\r?\n|\r/, 1)
  const count = (sign: string): number => heading.split(sign).length
  return [',', ';', '\t'].reduce((best, next) => (count(next) > count(best) ? next : best))
}

/**
 * The rows of a CSV file from line `from` while it is read. Throws a FileRefusal where it is none, or has more lines
 * than `most`.
 */
export async function* csvRows(
  text: Readable,
  {
    delimiter,
    from = 1,
    most,
    tooMany,
  }: { delimiter: string; from?: number; most: number; tooMany: string },
): AsyncGenerator<CsvRow> {
  const parser = text.pipe(
    parse({
      bom: true,
      delimiter,
      from_line: from,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: largestRecord,
    }),
  )
  // A pipe passes on what ends well, and not what breaks.
  text.once('error', (error) => parser.destroy(error))
  let last = 0
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[]
      info: { lines: number }
    }>) {
      // The parser counts where a record ends, people where it begins.
      const breaks = record.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0)
      last = Math.max(info.lines - breaks, last + 1)
      if (last > most) throw new FileRefusal(tooMany)
      yield { line: last, cells: record }
    }
  } catch (error) {
    throw toldFor(error as Error & { code?: string; lines?: number })
  }
}

function toldFor(error: Error & { code?: string; lines?: number }): Error {
  if (!error.code?.startsWith('CSV_')) return error
  const where = error.lines ? ` near line ${error.lines.toLocaleString('en-GB')}` : ''
  // A quotation mark that is never closed makes one line of the rest, and so does a line that is as long without one.
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return new FileRefusal(
      `A line${where} is longer than any list has, or a quotation mark (") in it is never closed. Correct it and try again`,
    )
  return new FileRefusal(
    error.code === 'CSV_QUOTE_NOT_CLOSED'
      ? `A quotation mark (")${where} is never closed, so nothing after it can be told apart. Correct it and try again`
      : `The file cannot be read as CSV${where}: a quotation mark (") stands where none can. Correct it and try again`,
  )
}
