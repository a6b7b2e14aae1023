import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { ukDate } from '../../platform/clock.ts'
import { readOptions, tellOutcome, type Command } from '../../platform/command.ts'
import { Refusal } from '../../platform/errors.ts'
import type { Services } from '../../platform/web.ts'
import { namePublications } from '../../publishing/publishing.ts'
import { longDay, monthFormat, longMonth } from '../../publishing/plain-dates.ts'
import { bulletinPaths } from '../bulletin-paths.ts'
import { largestFile } from './file-formats.ts'
import { importContext } from './import-context.ts'
import type { ImportedBulletin } from './imported-bulletin.ts'
import {
  decisionOf,
  findEarlierImport,
  importBulletin,
  keepReading,
  mayAll,
  type BulletinImport,
  type MadeBulletin,
} from './imports.ts'
import { readBulletin } from './read-bulletin.ts'

const usage = 'FILE [--month 2020-10] [--again] [--json]'

export const importBulletinCommand: Command = {
  name: 'import-bulletin',
  usage,
  help: 'Reads a bulletin from a text, web page, Word or e-mail file and makes drafts of it. Nothing is published or sent.',
  run: (args, services) =>
    tellOutcome(args, () => importFile(readArguments(args), services), {
      json: (imported) => imported,
      words: (imported) => told(imported, services),
    }),
}

type Given = { path: string; month: string | undefined; again: boolean }

function readArguments(args: string[]): Given {
  const wrong = new Refusal(`Use: npm run cairn -- import-bulletin ${usage}`)
  const options = {
    month: { type: 'string' },
    again: { type: 'boolean' },
    json: { type: 'boolean' },
  } as const
  const { values, positionals } = readOptions(args, options, wrong)
  const [path, ...rest] = positionals
  if (!path || rest.length > 0) throw wrong
  if (values.month !== undefined && !monthFormat.test(values.month)) {
    throw new Refusal(`${values.month} is not a month. Write it like 2020-10.`)
  }
  return {
    path,
    month: values.month,
    again: values.again ?? false,
  }
}

type Imported = { ok: true } & MadeBulletin & {
    title: string
    month: ImportedBulletin['month']
    editPath: string
    warnings: string[]
    found: ImportedBulletin
  }

async function importFile(given: Given, services: Services): Promise<Imported> {
  const { database, clock } = services
  const now = clock.now()
  const bytes = await bytesOf(given.path)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const earlier = await findEarlierImport(database, sha256)
  if (earlier && !given.again) throw await repeated(earlier, services)
  const fileName = basename(given.path)
  const context = await importContext(database, ukDate(now))
  const reading = await readBulletin({ bytes, fileName, month: given.month, ...context })
  if (!reading.ok) throw new Refusal(reading.reason)
  const { bulletin } = reading
  if (!bulletin.month) {
    throw new Refusal(
      'The file does not say which month it is from. Add --month, like --month 2020-10.',
    )
  }
  const act = { by: null, now }
  const id = await keepReading(database, { fileName, sha256, reading: bulletin }, act)
  const decision = decisionOf(bulletin, bulletin.month.month)
  const made = await importBulletin(database, id, decision, { ...act, may: mayAll })
  return {
    ok: true,
    ...made,
    title: bulletin.title,
    month: bulletin.month,
    editPath: bulletinPaths.edit(made.bulletinId),
    warnings: [
      ...bulletin.notes,
      ...(bulletin.month.isCertain ? [] : ['The month is not certain. Check it.']),
      ...(earlier ? ['This file was imported before: there are two drafts of it now.'] : []),
    ],
    found: bulletin,
  }
}

async function repeated(
  { importedAt, publicationId }: BulletinImport,
  { database, config }: Services,
): Promise<Refusal> {
  const [bulletin] = await namePublications(database, { ids: publicationId ? [publicationId] : [] })
  const made = bulletin
    ? ` It became the bulletin “${bulletin.title}”: ${config.publicUrl}${bulletinPaths.edit(bulletin.id)}.`
    : ''
  return new Refusal(
    `This file was imported on ${longDay(ukDate(importedAt!))} already.${made} Nothing was changed; --again imports it once more.`,
  )
}

async function bytesOf(path: string): Promise<Uint8Array> {
  const file = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new Refusal(
      error.code === 'ENOENT'
        ? `There is no file ${path}.`
        : `${path} cannot be read (${error.code}).`,
    )
  })
  if (!file.isFile()) throw new Refusal(`${path} is not a file.`)
  if (file.size > largestFile) {
    throw new Refusal(
      'This file is larger than 10 MB. A bulletin is text: save it without pictures and try again.',
    )
  }
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new Refusal(`${path} cannot be read (${error.code}).`)
  })
}

/** What a person at a terminal wants to know. */
function told(imported: Imported, { config }: Services): string {
  const { found, month, drafts, warnings } = imported
  const count = found.items.length
  return [
    imported.title,
    `Month: ${longMonth(month!.month)}. ${month!.reason}`,
    `${count} ${count === 1 ? 'item' : 'items'}, told apart by ${found.separatedBy}:`,
    ...found.items.flatMap((item, at) => [
      `  ${at + 1}. ${item.title}`,
      `     ${item.kindReason}`,
      ...linesOf(
        'Dates',
        item.dates.map(({ text, absolute }) => `${text} = ${absolute ?? '?'}`),
      ),
      ...linesOf(
        'Organisations',
        item.organisations.map(({ name }) => name),
      ),
      ...linesOf(
        'Links that are missing',
        item.missingLinks.map(({ promise, target }) => target ?? promise),
      ),
      ...linesOf(
        'To look at',
        item.checks.map(({ message }) => message),
      ),
    ]),
    ...(found.dropped.length > 0
      ? [`Left out: ${found.dropped.map(({ reason }) => reason).join('; ')}.`]
      : []),
    ...warnings,
    `Drafts made: the bulletin${drafts.map(({ kind, title }) => `, ${kind} “${title}”`).join('')}.`,
    `Nothing is published or sent. Go on at ${config.publicUrl}${imported.editPath}`,
  ].join('\n')
}

const linesOf = (label: string, values: string[]): string[] =>
  values.length > 0 ? [`     ${label}: ${values.join('; ')}`] : []
