import { z } from 'zod'
import { csvOf } from '../platform/csv.ts'
import { delimiterOf, hasSeparatorLine } from '../platform/csv-rows.ts'
import type { Basis, SubscriberDetails } from './subscriber-queries.ts'

/** A line that would be added, by its number in what was pasted (the first is 1). */
export type AcceptedLine = SubscriberDetails & { line: number }
/** A line that would not, and why, as a sentence. */
export type RefusedLine = { line: number; email: string; reason: string }
export type CheckedLines = { accepted: AcceptedLine[]; refused: RefusedLine[] }

export const additionLimits = { lines: 50_000, characters: 10 * 1024 * 1024 }

const emailAddress = z.email().max(254)

/** Domains whose addresses belong to a person: never a corporate subscriber under PECR. */
const personalDomains = new Set(
  `gmail.com googlemail.com hotmail.com hotmail.co.uk outlook.com live.com live.co.uk msn.com yahoo.com yahoo.co.uk
   ymail.com rocketmail.com icloud.com me.com mac.com aol.com aol.co.uk btinternet.com btopenworld.com sky.com
   talktalk.net virginmedia.com ntlworld.com blueyonder.co.uk tiscali.co.uk proton.me protonmail.com gmx.com
   gmx.co.uk mail.com zoho.com fastmail.com`.split(/\s+/),
)

// Byte order mark, NUL and other controls; tabs and line ends stay.
// oxlint-disable-next-line no-control-regex
const unprintable = /^\ufeff|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g

const columnNames: Record<string, keyof SubscriberDetails> = {
  email: 'email',
  'e-mail': 'email',
  'email address': 'email',
  'e-mail address': 'email',
  name: 'name',
  'full name': 'name',
  role: 'jobRole',
  'job title': 'jobRole',
  'job role': 'jobRole',
  sector: 'agencySectorCode',
}

/**
 * Reads what was pasted: a CSV with a heading line (email, name, role, sector in any order), or one address a line.
 * Says of every line whether it could be added. What only the database knows comes later.
 */
export function checkLines(
  text: string,
  basis: Basis,
  sectors: { code: string; name: string }[],
): CheckedLines {
  const rows = parseCsv(text.replace(unprintable, ''))
  const columns = columnsOf(rows[0]?.cells)
  const checked: CheckedLines = { accepted: [], refused: [] }
  const seen = new Map<string, number>()
  for (const { line, cells } of columns ? rows.slice(1) : rows) {
    const given = cellsByColumn(cells, columns ?? ['email', 'name', 'jobRole', 'agencySectorCode'])
    const email = (given.email ?? '').toLowerCase()
    const refuse = (reason: string): void => {
      checked.refused.push({ line, email: email.slice(0, 254), reason })
    }
    if (cells.every((cell) => cell.trim() === '')) continue
    const earlier = seen.get(email)
    const sector = sectorOf(given.agencySectorCode, sectors)
    if (!emailAddress.safeParse(email).success)
      refuse(email === '' ? 'There is no e-mail address.' : 'This is not an e-mail address.')
    else if (earlier !== undefined) refuse(`The same address is in line ${earlier}.`)
    else if (basis === 'corporate' && personalDomains.has(email.split('@')[1]!))
      refuse('A personal address needs the person’s own consent.')
    else if (sector === undefined)
      refuse(`“${given.agencySectorCode}” is not a sector that is known here.`)
    else {
      seen.set(email, line)
      checked.accepted.push({
        line,
        email,
        name: given.name?.slice(0, 200) || null,
        jobRole: given.jobRole?.slice(0, 200) || null,
        agencySectorCode: sector,
      })
    }
  }
  return checked
}

/** A file for a spreadsheet: a cell that begins like a formula is made harmless. */
export function subscribersAsCsv(
  rows: {
    email: string
    name: string | null
    jobRole: string | null
    sector: string | null
    since: string
    basis: string
  }[],
): string {
  return csvOf(
    {
      email: 'email',
      name: 'name',
      jobRole: 'role',
      sector: 'sector',
      since: 'subscribed since',
      basis: 'basis',
    },
    rows,
  )
}

function columnsOf(cells: string[] | undefined): (keyof SubscriberDetails | null)[] | null {
  const columns = (cells ?? []).map((cell) => columnNames[cell.trim().toLowerCase()] ?? null)
  return columns.includes('email') ? columns : null
}

function cellsByColumn(
  cells: string[],
  columns: (keyof SubscriberDetails | null)[],
): Partial<Record<keyof SubscriberDetails, string>> {
  const given: Partial<Record<keyof SubscriberDetails, string>> = {}
  columns.forEach((column, at) => {
    const cell = cells[at]?.replace(/\s+/g, ' ').trim()
    if (column && cell) given[column] ??= cell
  })
  return given
}

/** Null when none is given, undefined when it is not known. */
function sectorOf(
  given: string | undefined,
  sectors: { code: string; name: string }[],
): string | null | undefined {
  if (!given) return null
  const wanted = given.toLowerCase()
  return sectors.find(({ code, name }) => code === wanted || name.toLowerCase() === wanted)?.code
}

/**
 * RFC 4180, with line ends of any kind. Laxer than the parser of files (csv-rows.ts), as this may have been typed: a
 * quotation mark may stand after a space, and one that is never closed ends with the list instead of refusing it.
 */
function parseCsv(text: string): { line: number; cells: string[] }[] {
  const separator = delimiterOf(text)
  const rows: { line: number; cells: string[] }[] = []
  let cells: string[] = []
  let cell = ''
  let isQuoted = false
  let line = 1
  let firstLine = 1
  const endRow = (): void => {
    rows.push({ line: firstLine, cells: [...cells, cell] })
    cells = []
    cell = ''
    firstLine = line + 1
  }
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]!
    if (isQuoted && character === '"' && text[at + 1] === '"') {
      cell += '"'
      at += 1
    } else if (character === '"' && (isQuoted || cell.trim() === '')) {
      isQuoted = !isQuoted
      cell = isQuoted ? '' : cell
    } else if (!isQuoted && character === separator) {
      cells.push(cell)
      cell = ''
    } else if (character === '\n' || (character === '\r' && text[at + 1] !== '\n')) {
      if (isQuoted) cell += ' '
      else endRow()
      line += 1
    } else if (character !== '\r') cell += character
  }
  if (cell !== '' || cells.length > 0) endRow()
  return hasSeparatorLine(text) ? rows.slice(1) : rows
}
