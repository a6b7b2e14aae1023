import { audit } from '../platform/audit.ts'
import type { Database, DatabaseTransaction } from '../platform/database.ts'
import { NotFound } from '../platform/errors.ts'
import { inTransaction, type Act } from './publication-records.ts'
import { findTerm, type Nation } from './term-queries.ts'

/** A word of the field with the nation and time it holds in; dates are YYYY-MM-DD. */
export type TermDetails = {
  label: string
  nation: Nation
  sector: string | null
  validFrom: string | null
  validTo: string | null
  /** The term's id that took its place. */
  replacedBy: string | null
  note: string | null
}

export type TermRefusal = {
  ok: false
  /** `circle`: the successor is the term itself, or leads back to it. */
  reason: 'exists' | 'ends-before-it-begins' | 'successor-of-another-nation' | 'circle'
}

/** Adds a term; its label is written once in each nation. */
export async function addTerm(
  database: Database,
  term: TermDetails,
  act: Act,
): Promise<{ ok: true; id: string } | TermRefusal> {
  return inTransaction(database, async (transaction) => {
    const refusal = await refusalOf(transaction, null, term)
    if (refusal) return refusal
    const { id } = await transaction
      .insertInto('term')
      .values(rowOf(term))
      .returning('id')
      .executeTakeFirstOrThrow()
    await recordTerm(transaction, 'term.added', id, term, act)
    return { ok: true, id }
  })
}

/** Puts a term right, ends it, or names its successor. Throws NotFound. */
export async function changeTerm(
  database: Database,
  id: string,
  term: TermDetails,
  act: Act,
): Promise<{ ok: true } | TermRefusal> {
  return inTransaction(database, async (transaction) => {
    if (!(await findTerm(transaction, id))) throw new NotFound('term')
    const refusal = await refusalOf(transaction, id, term)
    if (refusal) return refusal
    await transaction.updateTable('term').set(rowOf(term)).where('id', '=', id).execute()
    await recordTerm(transaction, 'term.changed', id, term, act)
    return { ok: true }
  })
}

async function refusalOf(
  transaction: DatabaseTransaction,
  id: string | null,
  term: TermDetails,
): Promise<TermRefusal | null> {
  const { label, nation, validFrom, validTo, replacedBy } = term
  if (validFrom && validTo && validTo <= validFrom)
    return { ok: false, reason: 'ends-before-it-begins' }
  const twin = await transaction
    .selectFrom('term')
    .select('id')
    .where((is) => is(is.fn('lower', ['label']), '=', label.toLowerCase()))
    .where('nation', '=', nation)
    .executeTakeFirst()
  if (twin && twin.id !== id) return { ok: false, reason: 'exists' }
  for (let next = replacedBy; next;) {
    const successor = await findTerm(transaction, next)
    if (!successor) throw new NotFound('term')
    if (successor.id === id) return { ok: false, reason: 'circle' }
    if (successor.nation !== nation) return { ok: false, reason: 'successor-of-another-nation' }
    next = successor.replacedBy
  }
  return null
}

function rowOf(term: TermDetails) {
  return {
    label: term.label,
    nation: term.nation,
    agency_sector_code: term.sector,
    valid_from: term.validFrom,
    valid_to: term.validTo,
    replaced_by: term.replacedBy,
    note: term.note,
  }
}

async function recordTerm(
  transaction: DatabaseTransaction,
  action: string,
  id: string,
  term: TermDetails,
  act: Act,
): Promise<void> {
  const { label, nation } = term
  await audit(transaction, {
    action,
    by: act.by,
    subject: { kind: 'term', id },
    details: { label, nation },
  })
}
