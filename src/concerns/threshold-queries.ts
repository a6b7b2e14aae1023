import type { Generated, JSONColumnType } from 'kysely'
import { z } from 'zod'
import type { Database } from '../platform/database.ts'

interface ThresholdFrameworkTable {
  id: Generated<string>
  name: string
  introduction: string
  source_title: string
  source_address: string | null
  referral_steps: JSONColumnType<object>
  checklist: JSONColumnType<object>
  valid_from: string
  valid_to: string | null
  changed_by: string | null
  changed_at: Generated<Date>
}

declare module '../platform/database.ts' {
  interface Tables {
    threshold_framework: ThresholdFrameworkTable
    need_level: {
      threshold_framework_id: string
      position: number
      code: string
      name: string
      meaning: string
      examples: JSONColumnType<string[]>
      response: string
    }
  }
}

/** One step of a partnership's continuum of need; not a training band. */
export type NeedLevel = {
  /** As the framework writes it. */
  code: string
  name: string
  /** Which children it speaks of. */
  meaning: string
  examples: string[]
  /** What practitioners do. */
  response: string
}

export type ThresholdDetails = {
  name: string
  introduction: string
  sourceTitle: string
  sourceAddress: string | null
  referralSteps: { title: string; text: string }[]
  checklist: string[]
  needLevels: NeedLevel[]
  validFrom: string
}

export type ThresholdFramework = ThresholdDetails & { id: string; validTo: string | null }

const Steps = z.array(z.object({ title: z.string(), text: z.string() }))
const Lines = z.array(z.string())

/** Every framework with its need levels, the latest first. */
export async function listFrameworks(database: Database): Promise<ThresholdFramework[]> {
  const frameworks = await database
    .selectFrom('threshold_framework')
    .selectAll()
    .orderBy('valid_from', 'desc')
    .execute()
  const needLevels = await database
    .selectFrom('need_level')
    .selectAll()
    .orderBy('position')
    .execute()
  return frameworks.map((row) => ({
    id: row.id,
    name: row.name,
    introduction: row.introduction,
    sourceTitle: row.source_title,
    sourceAddress: row.source_address,
    referralSteps: Steps.parse(row.referral_steps),
    checklist: Lines.parse(row.checklist),
    validFrom: row.valid_from,
    validTo: row.valid_to,
    needLevels: needLevels
      .filter(({ threshold_framework_id }) => threshold_framework_id === row.id)
      .map(({ code, name, meaning, examples, response }) => ({
        code,
        name,
        meaning,
        examples: Lines.parse(examples),
        response,
      })),
  }))
}

/** Adds a threshold guide with its levels, without an end. Gives its id. */
export async function insertFramework(
  database: Database,
  details: ThresholdDetails,
  by: string | null,
): Promise<string> {
  const { id } = await database
    .insertInto('threshold_framework')
    .values({ ...columnsOf(details), valid_to: null, changed_by: by })
    .returning('id')
    .executeTakeFirstOrThrow()
  await insertNeedLevels(database, id, details.needLevels)
  return id
}

/** Puts right what a threshold guide says; its levels are written anew. */
export async function updateFramework(
  database: Database,
  id: string,
  details: ThresholdDetails,
  by: string | null,
  now: Date,
): Promise<void> {
  await database
    .updateTable('threshold_framework')
    .set({ ...columnsOf(details), changed_by: by, changed_at: now })
    .where('id', '=', id)
    .execute()
  await database.deleteFrom('need_level').where('threshold_framework_id', '=', id).execute()
  await insertNeedLevels(database, id, details.needLevels)
}

/** A threshold guide no longer holds from this day on. */
export async function setFrameworkEnd(
  database: Database,
  id: string,
  validTo: string,
): Promise<void> {
  await database
    .updateTable('threshold_framework')
    .set({ valid_to: validTo })
    .where('id', '=', id)
    .execute()
}

async function insertNeedLevels(
  database: Database,
  frameworkId: string,
  needLevels: NeedLevel[],
): Promise<void> {
  if (needLevels.length === 0) return
  await database
    .insertInto('need_level')
    .values(
      needLevels.map(({ examples, ...needLevel }, position) => ({
        threshold_framework_id: frameworkId,
        position,
        ...needLevel,
        examples: JSON.stringify(examples),
      })),
    )
    .execute()
}

function columnsOf(details: ThresholdDetails) {
  return {
    name: details.name,
    introduction: details.introduction,
    source_title: details.sourceTitle,
    source_address: details.sourceAddress,
    referral_steps: JSON.stringify(details.referralSteps),
    checklist: JSON.stringify(details.checklist),
    valid_from: details.validFrom,
  }
}
