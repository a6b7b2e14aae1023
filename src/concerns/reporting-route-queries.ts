import { sql, type Generated, type JSONColumnType, type Selectable } from 'kysely'
import type { Database } from '../platform/database.ts'
import type { Nation } from './bank-holidays.ts'
import { RouteHours } from './route-hours.ts'

export const routeAudiences = ['public', 'young-people', 'practitioners'] as const
export type RouteAudience = (typeof routeAudiences)[number]
export const urgencies = ['emergency', 'urgent', 'advice'] as const
export type Urgency = (typeof urgencies)[number]

interface ReportingRouteTable {
  id: Generated<string>
  key: string
  name: string
  purpose: string
  what_happens: string
  audiences: RouteAudience[]
  nation: Nation | null
  area: string | null
  urgency: Urgency
  phone: string | null
  phone_is_free: boolean
  text_number: string | null
  textphone: string | null
  relay_number: string | null
  web_address: string | null
  sign_language_address: string | null
  hours: JSONColumnType<object>
  out_of_hours_key: string | null
  position: number
  anonymous_possible: boolean | null
  record_made: boolean | null
  feedback_given: boolean | null
  run_by: string
  owner: string
  valid_from: string
  valid_to: string | null
  last_verified_on: string | null
  last_verified_by: string | null
  verification_note: string | null
  created_by: string | null
  created_at: Generated<Date>
}

declare module '../platform/database.ts' {
  interface Tables {
    reporting_route: ReportingRouteTable
  }
}

/** What is written down of a way to report. Calendar dates are YYYY-MM-DD; null for a flag means "not known". */
export type RouteDetails = {
  key: string
  name: string
  /** When to use it, in one sentence. */
  purpose: string
  /** What happens when one calls. */
  whatHappens: string
  audiences: RouteAudience[]
  /** Null: the whole United Kingdom. */
  nation: Nation | null
  /** Null: wherever the partnership works. */
  area: string | null
  urgency: Urgency
  phone: string | null
  phoneIsFree: boolean
  textNumber: string | null
  textphone: string | null
  /** Through the Relay UK app, with its prefix. */
  relayNumber: string | null
  webAddress: string | null
  signLanguageAddress: string | null
  hours: RouteHours
  /** The route that answers while this one is closed. */
  outOfHoursKey: string | null
  position: number
  anonymousPossible: boolean | null
  recordMade: boolean | null
  feedbackGiven: boolean | null
  runBy: string
  /** The team that keeps this entry right. */
  owner: string
  validFrom: string
}

export type ReportingRoute = RouteDetails & {
  id: string
  /** The first day on which it no longer holds; null while no end is known. */
  validTo: string | null
  lastVerifiedOn: string | null
  lastVerifiedBy: string | null
  verificationNote: string | null
}

/** All entries, past, present and to come: in the order of the public page, newest period first. */
export async function listAllRoutes(database: Database): Promise<ReportingRoute[]> {
  const rows = await database
    .selectFrom('reporting_route')
    .selectAll()
    .orderBy('position')
    .orderBy('key')
    .orderBy('valid_from', 'desc')
    .execute()
  return rows.map(routeOf)
}

/** The entries that hold on a date, in the order of the public page. */
export async function listRoutes(database: Database, date: string): Promise<ReportingRoute[]> {
  return holdingOn(await listAllRoutes(database), date)
}

/** Those that hold on a date: from their first day, until the day before `validTo`. */
export function holdingOn<Dated extends { validFrom: string; validTo: string | null }>(
  entries: Dated[],
  date: string,
): Dated[] {
  return entries.filter(
    ({ validFrom, validTo }) => validFrom <= date && (validTo === null || date < validTo),
  )
}

/** What answers to a key on a date, or null. */
export async function findRoute(
  database: Database,
  routeKey: string,
  date: string,
): Promise<ReportingRoute | null> {
  const row = await database
    .selectFrom('reporting_route')
    .selectAll()
    .where('key', '=', routeKey)
    .where('valid_from', '<=', date)
    .where((is) => is.or([is('valid_to', 'is', null), is('valid_to', '>', date)]))
    .executeTakeFirst()
  return row ? routeOf(row) : null
}

/** One entry, locked when in a transaction. */
export async function findRouteEntry(
  database: Database,
  id: string,
): Promise<ReportingRoute | null> {
  const query = database.selectFrom('reporting_route').selectAll().where('id', '=', id)
  const row = await (database.isTransaction ? query.forUpdate() : query).executeTakeFirst()
  return row ? routeOf(row) : null
}

/** The entries of one key through time, the latest first. */
export async function listRouteHistory(
  database: Database,
  routeKey: string,
): Promise<ReportingRoute[]> {
  const rows = await database
    .selectFrom('reporting_route')
    .selectAll()
    .where('key', '=', routeKey)
    .orderBy('valid_from', 'desc')
    .execute()
  return rows.map(routeOf)
}

/** Adds a way to report, from its first day on and without an end. Gives its id. */
export async function insertRoute(
  database: Database,
  details: RouteDetails,
  by: string | null,
): Promise<string> {
  const { id } = await database
    .insertInto('reporting_route')
    .values({ ...columnsOf(details), valid_to: null, created_by: by })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Puts right what a way to report says, also for the past. */
export async function updateRoute(
  database: Database,
  id: string,
  details: RouteDetails,
): Promise<void> {
  await database
    .updateTable('reporting_route')
    .set(columnsOf(details))
    .where('id', '=', id)
    .execute()
}

/** A way to report no longer holds from this day on. */
export async function setRouteEnd(database: Database, id: string, validTo: string): Promise<void> {
  await database
    .updateTable('reporting_route')
    .set({ valid_to: validTo })
    .where('id', '=', id)
    .execute()
}

/** Notes who looked when whether a way to report is right. */
export async function setRouteVerified(
  database: Database,
  id: string,
  verified: { on: string; by: string | null; note: string | null },
): Promise<void> {
  await database
    .updateTable('reporting_route')
    .set({
      last_verified_on: verified.on,
      last_verified_by: verified.by,
      verification_note: verified.note,
    })
    .where('id', '=', id)
    .execute()
}

/** Two changes of the same key take turns, until the transaction ends. */
export async function lockRouteKey(database: Database, routeKey: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`reporting route ${routeKey}`}))`.execute(
    database,
  )
}

function columnsOf(details: RouteDetails) {
  return {
    key: details.key,
    name: details.name,
    purpose: details.purpose,
    what_happens: details.whatHappens,
    audiences: details.audiences,
    nation: details.nation,
    area: details.area,
    urgency: details.urgency,
    phone: details.phone,
    phone_is_free: details.phoneIsFree,
    text_number: details.textNumber,
    textphone: details.textphone,
    relay_number: details.relayNumber,
    web_address: details.webAddress,
    sign_language_address: details.signLanguageAddress,
    hours: JSON.stringify(details.hours),
    out_of_hours_key: details.outOfHoursKey,
    position: details.position,
    anonymous_possible: details.anonymousPossible,
    record_made: details.recordMade,
    feedback_given: details.feedbackGiven,
    run_by: details.runBy,
    owner: details.owner,
    valid_from: details.validFrom,
  }
}

function routeOf(row: Selectable<ReportingRouteTable>): ReportingRoute {
  return {
    id: row.id,
    key: row.key,
    name: row.name,
    purpose: row.purpose,
    whatHappens: row.what_happens,
    audiences: row.audiences,
    nation: row.nation,
    area: row.area,
    urgency: row.urgency,
    phone: row.phone,
    phoneIsFree: row.phone_is_free,
    textNumber: row.text_number,
    textphone: row.textphone,
    relayNumber: row.relay_number,
    webAddress: row.web_address,
    signLanguageAddress: row.sign_language_address,
    hours: RouteHours.parse(row.hours),
    outOfHoursKey: row.out_of_hours_key,
    position: row.position,
    anonymousPossible: row.anonymous_possible,
    recordMade: row.record_made,
    feedbackGiven: row.feedback_given,
    runBy: row.run_by,
    owner: row.owner,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    lastVerifiedOn: row.last_verified_on,
    lastVerifiedBy: row.last_verified_by,
    verificationNote: row.verification_note,
  }
}
