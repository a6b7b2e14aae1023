import { addressForm } from '../platform/email-address.ts'
import { sql, type ColumnType, type Generated } from 'kysely'
import type { Database } from '../platform/database.ts'

export type MemberState = 'asked' | 'listed' | 'declined' | 'left'

declare module '../platform/database.ts' {
  interface Tables {
    coalition_member: {
      id: Generated<string>
      campaign_id: string
      organisation_name: string
      web_address: string | null
      contact_name: string | null
      contact_email: string | null
      how_they_support: string
      consent_wording: string
      consented_at: Date
      state: ColumnType<MemberState, MemberState | undefined, MemberState>
      decided_by: string | null
      decided_at: Date | null
      created_at: ColumnType<Date, Date | undefined, never>
    }
  }
}

/** An organisation as the public sees it. */
export type Supporter = { name: string; webAddress: string | null }

/** An organisation as the workspace sees it; the contact is gone once it is not needed. */
export type CoalitionMember = Supporter & {
  id: string
  campaignId: string
  contactName: string | null
  contactEmail: string | null
  howTheySupport: string
  consentedAt: Date
  state: MemberState
}

/** Those that are shown on the campaign's pages, by name. */
export async function listSupporters(database: Database, campaignId: string): Promise<Supporter[]> {
  return database
    .selectFrom('coalition_member')
    .where('campaign_id', '=', campaignId)
    .where('state', '=', 'listed')
    .orderBy('organisation_name')
    .select(['organisation_name as name', 'web_address as webAddress'])
    .execute()
}

/** Everybody who asked or is listed, those who wait first. */
export async function listMembers(
  database: Database,
  campaignId: string,
): Promise<CoalitionMember[]> {
  return members(database)
    .where('campaign_id', '=', campaignId)
    .where('state', 'in', ['asked', 'listed'])
    .orderBy('state')
    .orderBy('organisation_name')
    .execute()
}

/** An organisation in a coalition by its id; in a transaction nobody else can decide on it meanwhile. */
export async function findMember(database: Database, id: string): Promise<CoalitionMember | null> {
  const query = members(database).where('id', '=', id)
  const row = await (database.isTransaction ? query.forUpdate() : query).executeTakeFirst()
  return row ?? null
}

/** How many wait for a decision, by campaign. */
export async function countWaiting(database: Database): Promise<Map<string, number>> {
  const rows = await database
    .selectFrom('coalition_member')
    .where('state', '=', 'asked')
    .groupBy('campaign_id')
    .select(({ fn }) => ['campaign_id as campaignId', fn.countAll<number>().as('count')])
    .execute()
  return new Map(rows.map(({ campaignId, count }) => [campaignId, count]))
}

/** Null when this organisation has asked already, or is listed. */
export async function insertMember(
  database: Database,
  member: {
    campaignId: string
    name: string
    webAddress: string | null
    contactName: string
    contactEmail: string
    howTheySupport: string
    consentWording: string
    consentedAt: Date
  },
): Promise<string | null> {
  const row = await database
    .insertInto('coalition_member')
    .values({
      campaign_id: member.campaignId,
      organisation_name: member.name,
      web_address: member.webAddress,
      contact_name: member.contactName,
      contact_email: member.contactEmail,
      how_they_support: member.howTheySupport,
      consent_wording: member.consentWording,
      consented_at: member.consentedAt,
      decided_by: null,
      decided_at: null,
    })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

/** Whoever is not listed any more keeps nobody's name and address here. */
export async function setMemberState(
  database: Database,
  id: string,
  state: Exclude<MemberState, 'asked'>,
  decided: { by: string | null; at: Date },
): Promise<void> {
  await database
    .updateTable('coalition_member')
    .set({
      state,
      decided_by: decided.by,
      decided_at: decided.at,
      ...(state === 'listed' ? {} : { contact_name: null, contact_email: null }),
    })
    .where('id', '=', id)
    .execute()
}

function members(database: Database) {
  return database
    .selectFrom('coalition_member')
    .select([
      'id',
      'campaign_id as campaignId',
      'organisation_name as name',
      'web_address as webAddress',
      'contact_name as contactName',
      'contact_email as contactEmail',
      'how_they_support as howTheySupport',
      'consented_at as consentedAt',
      'state',
    ])
}

/** Organisations for which this address is the contact. */
export async function listSupportBy(database: Database, email: string) {
  return database
    .selectFrom('coalition_member')
    .select([
      'organisation_name as organisation',
      'contact_name',
      'contact_email',
      'state',
      'created_at as at',
    ])
    .where(sql`address_form(contact_email)`, '=', addressForm(email))
    .orderBy('created_at')
    .execute()
}

/** Forgets a contact wherever the address stands; the organisations stay as they are. */
export async function clearContact(database: Database, email: string): Promise<void> {
  await database
    .updateTable('coalition_member')
    .set({ contact_name: null, contact_email: null })
    .where(sql`address_form(contact_email)`, '=', addressForm(email))
    .execute()
}
