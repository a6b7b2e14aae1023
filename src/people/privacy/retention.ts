import type { SignedInPerson } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { ukDate } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import { NotFound } from '../../platform/errors.ts'
import type { Services } from '../../platform/web.ts'
import { addMonths, daysBetween } from '../../platform/calendar-days.ts'
import type { PersonalData } from './personal-data.ts'
import {
  findRule,
  insertRun,
  listRules,
  lockRule,
  updateRule,
  type Candidate,
  type RetentionRule,
} from './retention-queries.ts'

/** What a rule does. Its period, and whether it runs, is data; this is not. */
export type RetentionAct = {
  /** Of the rule in the table. */
  key: string
  /** What it never touches, for whoever looks at a dry run. */
  spares: string
  /** Whether what it did can be undone, in a sentence. */
  undo: string
  /** How many records it would end, and the first of them. */
  find: (
    database: Database,
    before: Date,
    limit: number,
  ) => Promise<{ found: number; first: Candidate[] }>
  /** Ends them; gives how many. Bears being run twice. */
  apply: (services: Services, data: PersonalData, before: Date) => Promise<number>
}

export type DryRun = {
  rule: RetentionRule
  before: Date
  found: number
  first: Candidate[]
  spares: string
  undo: string
}

export const shownInDryRun = 20

/** What a rule would do now. That an officer has seen it is what lets the rule be switched on. */
export async function dryRun(
  services: Services,
  acts: readonly RetentionAct[],
  key: string,
  by: SignedInPerson,
): Promise<DryRun> {
  const { database, clock } = services
  const rule = await ruleOrNotFound(database, key)
  const act = acts.find((known) => known.key === key)
  if (!act || rule.period === null) throw new NotFound('this rule has nothing to run')
  const before = cutOff(rule, clock.now())
  const { found, first } = await act.find(database, before, shownInDryRun)
  await database.transaction().execute(async (transaction) => {
    const run = { key, kind: 'dry-run' as const, at: clock.now(), seenBy: by.id, found }
    await insertRun(transaction, run)
    await record(transaction, 'retention-rule.tried', key, by.id, { found })
  })
  return { rule, before, found, first, spares: act.spares, undo: act.undo }
}

/** Another period, within the rule's bounds. The rule is switched off until its dry run has been seen again. */
export async function changePeriod(
  services: Services,
  key: string,
  period: number,
  by: SignedInPerson,
): Promise<
  { ok: true; isOther: boolean } | { ok: false; reason: 'bounds' | 'fixed'; rule: RetentionRule }
> {
  const { database, clock } = services
  return database.transaction().execute(async (transaction) => {
    await lockRule(transaction, key)
    const rule = await ruleOrNotFound(transaction, key)
    if (rule.applied_by !== 'nightly') return { ok: false as const, reason: 'fixed' as const, rule }
    const { shortest, longest } = rule
    if (period < (shortest ?? 1) || period > (longest ?? 0))
      return { ok: false as const, reason: 'bounds' as const, rule }
    if (period === rule.period) return { ok: true as const, isOther: false }
    const now = clock.now()
    await updateRule(transaction, key, {
      period,
      active: false,
      changed_by: by.id,
      changed_at: now,
    })
    await record(transaction, 'retention-rule.changed', key, by.id, {
      before: rule.period,
      after: period,
    })
    return { ok: true as const, isOther: true }
  })
}

/** Lets the nightly job apply a rule, or no longer. On only after a dry run of the rule as it stands has been seen. */
export async function switchRule(
  services: Services,
  key: string,
  active: boolean,
  by: SignedInPerson,
): Promise<{ ok: true } | { ok: false; reason: 'fixed' | 'unseen' }> {
  return services.database.transaction().execute(async (transaction) => {
    await lockRule(transaction, key)
    const rule = await ruleOrNotFound(transaction, key)
    if (rule.applied_by !== 'nightly') return { ok: false as const, reason: 'fixed' as const }
    if (active && !isSeen(rule)) return { ok: false as const, reason: 'unseen' as const }
    if (rule.active === active) return { ok: true as const }
    await updateRule(transaction, key, { active, changed_by: by.id })
    await record(transaction, `retention-rule.switched-${active ? 'on' : 'off'}`, key, by.id, {})
    return { ok: true as const }
  })
}

/** The nightly work: every rule that is on and was tried since it was changed. Gives what each ended. */
export async function applyRetention(
  services: Services,
  data: PersonalData,
  acts: readonly RetentionAct[],
): Promise<{ key: string; ended: number }[]> {
  const { database, clock } = services
  const results: { key: string; ended: number }[] = []
  for (const rule of await listRules(database)) {
    const act = acts.find(({ key }) => key === rule.key)
    if (!act || rule.applied_by !== 'nightly' || !rule.active || !isSeen(rule)) continue
    const ended = await act.apply(services, data, cutOff(rule, clock.now()))
    await database.transaction().execute(async (transaction) => {
      const run = { key: rule.key, kind: 'applied' as const, at: clock.now(), found: ended }
      await insertRun(transaction, { ...run, seenBy: null })
      if (ended > 0) await record(transaction, 'retention-rule.applied', rule.key, null, { ended })
    })
    results.push({ key: rule.key, ended })
  }
  return results
}

/** Has an officer seen what the rule as it stands would do? */
export function isSeen(rule: Pick<RetentionRule, 'lastDryRun' | 'changed_at'>): boolean {
  const { lastDryRun, changed_at: changedAt } = rule
  return lastDryRun !== null && (changedAt === null || lastDryRun.at > changedAt)
}

/** Records from before this instant are over. Months are calendar months, to the day in the United Kingdom. */
export function cutOff(rule: Pick<RetentionRule, 'period' | 'unit'>, now: Date): Date {
  const period = rule.period ?? 0
  if (rule.unit === 'hours') return new Date(now.getTime() - period * 3600_000)
  if (rule.unit === 'days') return new Date(now.getTime() - period * 24 * 3600_000)
  const today = ukDate(now)
  const days = daysBetween(addMonths(today, -period), today)
  return new Date(now.getTime() - days * 24 * 3600_000)
}

async function ruleOrNotFound(database: Database, key: string): Promise<RetentionRule> {
  const rule = await findRule(database, key)
  if (!rule) throw new NotFound('there is no such rule')
  return rule
}

async function record(
  database: Database,
  action: string,
  key: string,
  by: string | null,
  details: Record<string, unknown>,
): Promise<void> {
  await audit(database, {
    action,
    by,
    subject: { kind: 'retention-rule', id: key },
    details: { ...details, key },
  })
}
