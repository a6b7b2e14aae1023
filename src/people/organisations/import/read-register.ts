import { openCsvFile, type SentFile } from '../../../platform/csv-file.ts'
import { FileRefusal, type CsvRow } from '../../../platform/csv-rows.ts'
import { csvReader, unusedColumns, type SectorChoice } from './csv-lines.ts'
import { giasReader } from './gias-lines.ts'
import { odsReader } from './ods-lines.ts'
import { readArea } from './register-area.ts'
import { LineRefusal, type ReadLine, type RegisterFormat } from './register-line.ts'

const largestFile = 200 * 1024 * 1024
const mostLines = 250_000

export type ReadOptions = {
  format: RegisterFormat
  /** Local authorities and postcodes to which it is narrowed; empty for all. */
  area: string
  sectors: readonly SectorChoice[]
}

/** Every line of a register's file as an organisation, or why not. A file that is none throws a FileRefusal. */
export async function* readRegister(
  file: SentFile,
  options: ReadOptions,
): AsyncGenerator<ReadLine> {
  const area = readArea(options.area)
  let read: ((row: CsvRow) => Generator<ReadLine>) | null =
    options.format === 'ods' ? odsReader(file.name, area) : null
  let lines = 0
  let nameAt = -1
  const { notes, rows } = await openRegister(file)
  for await (const row of rows) {
    if (!read) {
      // Registers of others write their letters in their own way, and have columns that nobody here asks for.
      if (options.format === 'csv')
        yield* [...notes, ...unusedColumns(row.cells)].map((note) => ({
          kind: 'note' as const,
          note,
        }))
      nameAt = row.cells.findIndex((cell) => /^(establishment)?name$/i.test(cell.trim()))
      read =
        options.format === 'gias'
          ? giasReader(row.cells, area)
          : csvReader(row.cells, area, options.sectors)
      continue
    }
    lines += 1
    if (row.cells.every((cell) => cell.trim() === '')) continue
    yield* told(read, row, nameAt)
  }
  if (lines === 0) throw new FileRefusal('The file has no line with an organisation')
}

async function openRegister(
  file: SentFile,
): Promise<{ notes: string[]; rows: AsyncGenerator<CsvRow> }> {
  if (file.bytes > largestFile)
    throw new FileRefusal(
      `The file is larger than ${largestFile / 1024 / 1024} MB. Download a part of the register, such as one area, and try again`,
    )
  const { notes, rows } = await openCsvFile(file)
  return {
    notes,
    rows: rows({
      most: mostLines,
      tooMany: `The file has more than ${mostLines.toLocaleString('en-GB')} lines. Split it and try again`,
    }),
  }
}

function* told(
  read: (row: CsvRow) => Generator<ReadLine>,
  row: CsvRow,
  nameAt: number,
): Generator<ReadLine> {
  try {
    yield* read(row)
  } catch (error) {
    if (!(error instanceof LineRefusal)) throw error
    yield { kind: 'refused', line: row.line, name: nameIn(row, nameAt), reason: error.message }
  }
}

/** Enough of the line to find it again. */
function nameIn(row: CsvRow, nameAt: number): string {
  const [first = '', second = ''] = row.cells
  return [first, nameAt > 0 ? row.cells[nameAt] : second]
    .filter(Boolean)
    .join(', ')
    .replace(/\p{Cc}+/gu, ' ')
    .slice(0, 80)
}
