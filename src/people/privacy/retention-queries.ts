import { sql, type Generated, type Selectable } from 'kysely'
import type { Database, DatabaseTransaction } from '../../platform/database.ts'

interface RetentionRuleTable {
  key: string
  position: number
  title: string
  happens: string
  counted_from: string
  why: string
  owner: string
  period: number | null
  unit: 'hours' | 'days' | 'months'
  shortest: number | null
  longest: number | null
  applied_by: 'program' | 'nightly' | 'never'
  active: boolean
  /** Null: as it came. */
  changed_at: Date | null
  changed_by: string | null
}

declare module '../../platform/database.ts' {
  interface Tables {
    retention_rule: RetentionRuleTable
    retention_run: {
      id: Generated<number>
      rule_key: string
      kind: 'dry-run' | 'applied'
      at: Date
      seen_by: string | null
      found: number
    }
  }
}

export type RetentionRule = Selectable<RetentionRuleTable> & {
  /** The newest of each. */
  lastDryRun: { at: Date; found: number } | null
  lastApplied: { at: Date; found: number } | null
}

/** What is kept for how long, with when each rule last ran. */
export async function listRules(database: Database): Promise<RetentionRule[]> {
  const rules = await database
    .selectFrom('retention_rule')
    .selectAll()
    .orderBy('position')
    .execute()
  const { rows } = await sql<{
    rule_key: string
    kind: 'dry-run' | 'applied'
    at: Date
    found: number
  }>`
    select distinct on (rule_key, kind) rule_key, kind, at, found from retention_run
    order by rule_key, kind, at desc, id desc`.execute(database)
  const last = (key: string, kind: 'dry-run' | 'applied') => {
    const run = rows.find((row) => row.rule_key === key && row.kind === kind)
    return run ? { at: run.at, found: run.found } : null
  }
  return rules.map((rule) => ({
    ...rule,
    lastDryRun: last(rule.key, 'dry-run'),
    lastApplied: last(rule.key, 'applied'),
  }))
}

/** A rule of what is kept for how long, by its key. */
export async function findRule(database: Database, key: string): Promise<RetentionRule | null> {
  return (await listRules(database)).find((rule) => rule.key === key) ?? null
}

/** The rule, held until the transaction ends. */
export async function lockRule(transaction: DatabaseTransaction, key: string): Promise<void> {
  await transaction
    .selectFrom('retention_rule')
    .select('key')
    .where('key', '=', key)
    .forUpdate()
    .execute()
}

/** Changes the period of a rule, in the unit it has, or whether it runs. */
export async function updateRule(
  transaction: DatabaseTransaction,
  key: string,
  change: { period?: number; active: boolean; changed_by: string; changed_at?: Date },
): Promise<void> {
  await transaction.updateTable('retention_rule').set(change).where('key', '=', key).execute()
}

/** Keeps what a run of a rule found. */
export async function insertRun(
  database: Database,
  run: { key: string; kind: 'dry-run' | 'applied'; at: Date; seenBy: string | null; found: number },
): Promise<void> {
  await database
    .insertInto('retention_run')
    .values({
      rule_key: run.key,
      kind: run.kind,
      at: run.at,
      seen_by: run.seenBy,
      found: run.found,
    })
    .execute()
}

export type KeptUntil = Record<string, string>

/** How long what an erasure keeps is kept, in words, by table of the register. */
export async function keptUntil(database: Database): Promise<KeptUntil> {
  const rules = new Map((await listRules(database)).map((rule) => [rule.key, rule]))
  const words = (key: string): string => {
    const rule = rules.get(key)
    return rule?.active && rule.period !== null
      ? `${periodWords(rule.period, rule.unit)}, counted from ${rule.counted_from}`
      : 'For good, without your name'
  }
  return {
    enrolment: words('learning-records'),
    affiliation: words('learning-records'),
    privacy_request: words('privacy-requests'),
  }
}

/** "24 hours", "1 day", "6 years", "18 months" */
export function periodWords(period: number, unit: RetentionRule['unit']): string {
  const inYears = unit === 'months' && period >= 24 && period % 12 === 0
  const [count, noun] = inYears ? [period / 12, 'years'] : [period, unit]
  return `${count} ${count === 1 ? noun.slice(0, -1) : noun}`
}

export type Candidate = { id: string; label: string }

/** Accounts that nobody has used since; only of people who learn and have no other role. */
export async function findIdleAccounts(database: Database, before: Date): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select person.id, person.name as label from person
    where left_at is null and erased_at is null and merged_into_id is null and not is_demonstration
      and created_at < ${before} and coalesce(last_signed_in_at, created_at) < ${before}
      and not exists (select from person_role held where held.person_id = person.id
        and held.valid_to is null and held.role <> 'practitioner')
    order by coalesce(last_signed_in_at, created_at), person.id`.execute(database)
  return rows
}

/** Leavers of before an instant whose records are not erased. */
export async function findOldLeavers(database: Database, before: Date): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select person.id, person.name as label from person
    where left_at < ${before} and erased_at is null and merged_into_id is null
      and not exists (select from privacy_request asked where asked.person_id = person.id
        and asked.state = 'open')
    order by left_at, person.id`.execute(database)
  return rows
}
