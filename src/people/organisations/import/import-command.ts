import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { readOptions, tellOutcome, type Command } from '../../../platform/command.ts'
import type { SentFile } from '../../../platform/csv-file.ts'
import { Refusal } from '../../../platform/errors.ts'
import type { Services } from '../../../platform/web.ts'
import { countOutcomes, findImport, removeLines, type Outcomes } from './import-queries.ts'
import { listRefused, type RefusedLine } from './refusal-queries.ts'
import { carryOutImport, readImport } from './imports.ts'
import { registerFormats, type RegisterFormat } from './register-line.ts'
import { outcomeSentences } from './outcome-words.ts'

const usage = 'FILE --as gias|ods|csv [--area "909, CA, Cumberland"] [--dry-run] [--json]'

export const importOrganisationsCommand: Command = {
  name: 'import-organisations',
  usage,
  help: 'Reads schools (GIAS), NHS organisations (ODS) or our own columns (CSV) into the register. With --dry-run it names every line that it would refuse, and changes nothing.',
  run: (args, services) =>
    tellOutcome(args, () => importFile(readArguments(args), services), {
      json: (told) => ({ ok: true, ...told }),
      words: inWords,
    }),
}

type Given = { path: string; format: RegisterFormat; area: string; dryRun: boolean }

function readArguments(args: string[]): Given {
  const wrong = new Refusal(`Use: npm run cairn -- import-organisations ${usage}`)
  const options = {
    as: { type: 'string' },
    area: { type: 'string' },
    'dry-run': { type: 'boolean' },
    json: { type: 'boolean' },
  } as const
  const { values, positionals } = readOptions(args, options, wrong)
  const [path, ...rest] = positionals
  const format = registerFormats.find((known) => known === values.as)
  if (!path || rest.length > 0 || !format) throw wrong
  return {
    path,
    format,
    area: values.area ?? '',
    dryRun: values['dry-run'] ?? false,
  }
}

type Told = {
  dryRun: boolean
  outcomes: Outcomes
  elsewhere: number
  notes: string[]
  refused: RefusedLine[]
  refusedTotal: number
}

async function importFile(given: Given, services: Services): Promise<Told> {
  const { database } = services
  const { format, area, dryRun } = given
  const file = await fileOnDisk(given.path)
  const read = await readImport(services, file, { format, area, by: null })
  if (!read.ok) throw new Refusal(`${read.reason}. Nothing was changed.`)
  const found = (await findImport(database, read.id))!
  const outcomes = dryRun
    ? await countOutcomes(database, read.id)
    : (await carryOutImport(services, { id: read.id, by: null }))!
  const refused = await listRefused(database, read.id)
  if (dryRun) await removeLines(database, { importId: read.id })
  return {
    dryRun,
    outcomes,
    elsewhere: found.elsewhere,
    notes: found.notes,
    refused,
    refusedTotal: found.unreadable + outcomes.refused,
  }
}

async function fileOnDisk(path: string): Promise<SentFile> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new Refusal(
      error.code === 'ENOENT'
        ? `There is no file ${path}.`
        : `${path} cannot be read (${error.code}).`,
    )
  })
  if (!found.isFile()) throw new Refusal(`${path} is not a file.`)
  return { name: basename(path), bytes: found.size, open: () => createReadStream(path) }
}

function inWords(told: Told): string {
  const { refused, notes } = told
  return [
    ...notes,
    ...refused.map(({ line, name, reason }) => `Line ${line} (${name}): ${reason}`),
    ...outcomeSentences(told.outcomes, { ...told, isDone: !told.dryRun }),
    ...(told.dryRun ? ['Nothing was changed. Without --dry-run this happens.'] : []),
  ].join('\n')
}
