import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { readOptions, tellOutcome, type Command } from '../../platform/command.ts'
import { ukDate } from '../../platform/clock.ts'
import { Refusal } from '../../platform/errors.ts'
import type { Services } from '../../platform/web.ts'
import { mostLines } from './people-lines.ts'
import {
  deleteImport,
  listLines,
  startImport,
  type ImportLine,
  type PersonImport,
} from './person-import-queries.ts'
import { carryOutPersonImport, checkFile, importOf } from './person-imports.ts'

const usage = 'FILE [--dry-run] [--invite] [--json]'
const largestFile = 10 * 1024 * 1024

export const importPeopleCommand: Command = {
  name: 'import-people',
  usage,
  help: 'Adds and changes people by a CSV list; with --dry-run it only says what would happen. Nobody is written to without --invite.',
  run: (args, services) =>
    tellOutcome(args, () => importFile(readArguments(args), services), {
      json: resultOf,
      words: told,
    }),
}

type Given = { path: string; dryRun: boolean; invites: boolean }

function readArguments(args: string[]): Given {
  const wrong = new Refusal(`Use: npm run cairn -- import-people ${usage}`)
  const options = {
    'dry-run': { type: 'boolean' },
    invite: { type: 'boolean' },
    json: { type: 'boolean' },
  } as const
  const { values, positionals } = readOptions(args, options, wrong)
  const [path, ...more] = positionals
  if (!path || more.length > 0) throw wrong
  return {
    path,
    dryRun: values['dry-run'] ?? false,
    invites: values.invite ?? false,
  }
}

type Outcome = { imported: PersonImport; refused: ImportLine[]; dryRun: boolean }

async function importFile({ path, dryRun, invites }: Given, services: Services): Promise<Outcome> {
  const { database, clock } = services
  const file = { name: basename(path), bytes: await contentOf(path) }
  const checked = await checkFile(services, file, null)
  if (!checked.ok) throw new Refusal(`${path}: ${checked.reason}. Nothing was changed.`)
  const { id } = checked
  const refused = await listLines(database, id, 'refused', {
    limit: mostLines,
    today: ukDate(clock.now()),
  })
  if (dryRun) {
    const imported = await importOf(services, id)
    await deleteImport(database, id)
    return { imported, refused, dryRun }
  }
  await database
    .transaction()
    .execute((transaction) => startImport(transaction, id, { by: null, invites, now: clock.now() }))
  await carryOutPersonImport(services, id)
  return { imported: await importOf(services, id), refused, dryRun }
}

async function contentOf(path: string): Promise<Uint8Array> {
  try {
    if ((await stat(path)).size > largestFile)
      throw new Refusal(`${path} is larger than 10 MB. Split it into several files.`)
    return await readFile(path)
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(`${path} cannot be read. Check the name of the file.`)
  }
}

function resultOf({ imported, refused, dryRun }: Outcome) {
  const { counts, notes, leftOut, duplicates } = imported
  return {
    ok: true,
    dryRun,
    ...counts,
    leftOut,
    duplicates,
    notes,
    refusedLines: refused.map(({ line, reason }) => ({ line, reason })),
  }
}

function told({ imported, refused, dryRun }: Outcome): string {
  const { counts, leftOut, duplicates, notes } = imported
  return [
    ...notes,
    ...refused.map(({ line, reason }) => `Line ${line} is refused. ${reason}`),
    `New: ${counts.new}. Changed: ${counts.change}. Known as they are: ${counts.unchanged}. Refused: ${counts.refused}.`,
    dryRun
      ? 'This was a dry run. Nothing was changed.'
      : `Done. Left out in the end: ${leftOut}. Pairs that may be one person: ${duplicates ?? 0}.`,
    !dryRun && imported.invites && counts.new > 0
      ? 'Everybody who is new is invited by email, as soon as Cairn runs.'
      : null,
  ]
    .filter((line) => line !== null)
    .join('\n')
}
