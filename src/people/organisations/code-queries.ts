import { sql } from 'kysely'
import type { Database, DatabaseTransaction } from '../../platform/database.ts'
import type { CodeScheme } from './organisation-queries.ts'

export type Code = { scheme: CodeScheme; code: string }

export const codeSchemes = ['urn', 'ods', 'ukprn', 'charity', 'company', 'local'] as const

/** Registers as people call them. */
export const schemeNames: Record<CodeScheme, string> = {
  urn: 'School (URN)',
  ods: 'NHS (ODS code)',
  ukprn: 'Learning provider (UKPRN)',
  charity: 'Charity number',
  company: 'Company number',
  local: 'Our own code',
}

/** `urn:123456` as a code, or null. */
export function readCode(typed: string): Code | null {
  const [, scheme = '', code = ''] = /^\s*([a-z]+)\s*[: ]\s*(\S+)\s*$/i.exec(typed) ?? []
  const known = codeSchemes.find((each) => each === scheme.toLowerCase())
  const upper = code.toUpperCase()
  const form = known === 'charity' ? charityNumber : /^[A-Z0-9][A-Z0-9-]{0,19}$/
  return known && form.test(upper) ? { scheme: known, code: upper } : null
}

/** Of England and Wales, Scotland and Northern Ireland. */
const charityNumber = /^(\d{6,7}(-\d{1,3})?|SC\d{6}|NIC?\d{6})$/

/** How to write what `readCode` does not understand. */
export function codeHint(typed: string): string {
  return /^\s*charity\b/i.test(typed)
    ? 'Write a charity number with its 6 or 7 digits, like charity:1234567, or with SC or NIC before 6 digits'
    : 'Write a code with its register, like urn:123456 or ods:RNN'
}

/** A code with its register: "urn:123456". */
export const writeCode = ({ scheme, code }: Code): string => `${scheme}:${code}`

/** The codes of an organisation, by register. */
export async function listCodes(database: Database, organisationId: string): Promise<Code[]> {
  return database
    .selectFrom('organisation_code')
    .select(['scheme', 'code'])
    .where('organisation_id', '=', organisationId)
    .orderBy('scheme')
    .orderBy('code')
    .execute()
}

/** Which organisation has a code, or null. */
export async function findCodeOwner(database: Database, code: Code): Promise<string | null> {
  const owner = await database
    .selectFrom('organisation_code')
    .select('organisation_id as id')
    .where('scheme', '=', code.scheme)
    .where('code', '=', code.code)
    .executeTakeFirst()
  return owner?.id ?? null
}

/** It has these codes and no other, unless one is another organisation's. */
export async function setCodes(
  transaction: DatabaseTransaction,
  organisationId: string,
  codes: readonly Code[],
): Promise<{ ok: true; changed: boolean } | { ok: false; taken: { code: Code; id: string } }> {
  const before = (await listCodes(transaction, organisationId)).map(writeCode)
  const wanted = new Map(codes.map((code) => [writeCode(code), code]))
  for (const code of wanted.values()) {
    const owner = await findCodeOwner(transaction, code)
    if (owner && owner !== organisationId) return { ok: false, taken: { code, id: owner } }
  }
  const added = [...wanted].filter(([written]) => !before.includes(written))
  const removed = before.filter((written) => !wanted.has(written))
  if (removed.length > 0)
    await transaction
      .deleteFrom('organisation_code')
      .where('organisation_id', '=', organisationId)
      .where(sql<string>`scheme || ':' || code`, 'in', removed)
      .execute()
  if (added.length > 0)
    await transaction
      .insertInto('organisation_code')
      .values(added.map(([, code]) => ({ ...code, organisation_id: organisationId })))
      .execute()
  return { ok: true, changed: added.length + removed.length > 0 }
}

/** The domains of an organisation's addresses. */
export async function listDomains(database: Database, organisationId: string): Promise<string[]> {
  const rows = await database
    .selectFrom('organisation_domain')
    .select('domain')
    .where('organisation_id', '=', organisationId)
    .orderBy('domain')
    .execute()
  return rows.map(({ domain }) => domain)
}

/** Others that have the same e-mail domains, as a trust and its schools may. */
export async function listDomainSharers(
  database: Database,
  organisationId: string,
  today: string,
): Promise<{ domain: string; id: string; name: string }[]> {
  return database
    .selectFrom('organisation_domain as own')
    .innerJoin('organisation_domain as other', 'other.domain', 'own.domain')
    .select(['own.domain', 'other.organisation_id as id'])
    .select(sql<string>`organisation_name_on(other.organisation_id, ${today})`.as('name'))
    .where('own.organisation_id', '=', organisationId)
    .where('other.organisation_id', '<>', organisationId)
    .limit(200)
    .execute()
}

/** False when it has it already. */
export async function insertDomain(
  transaction: DatabaseTransaction,
  organisationId: string,
  domain: string,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('organisation_domain')
    .values({ domain, organisation_id: organisationId })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** False when it did not have it. */
export async function deleteDomain(
  transaction: DatabaseTransaction,
  organisationId: string,
  domain: string,
): Promise<boolean> {
  const { numDeletedRows } = await transaction
    .deleteFrom('organisation_domain')
    .where('organisation_id', '=', organisationId)
    .where('domain', '=', domain)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
