import type { Database, DatabaseTransaction } from '../platform/database.ts'
import type { CampaignContent, PartnerRole } from './campaign-content.ts'

declare module '../platform/database.ts' {
  interface Tables {
    campaign: { publication_id: string; starts_on: string; ends_on: string }
    campaign_phase: {
      publication_id: string
      position: number
      theme: string
      starts_on: string
      ends_on: string
    }
    campaign_partner: {
      publication_id: string
      position: number
      name: string
      role: PartnerRole
      web_address: string | null
    }
  }
}

/** Brings the rows in line with what was published. */
export async function replaceCampaignRows(
  transaction: DatabaseTransaction,
  publicationId: string,
  content: CampaignContent,
): Promise<void> {
  await removeCampaignRows(transaction, publicationId)
  if (content.startsOn === '' || content.endsOn === '') return
  await transaction
    .insertInto('campaign')
    .values({ publication_id: publicationId, starts_on: content.startsOn, ends_on: content.endsOn })
    .execute()
  const phases = content.phases.filter(({ startsOn, endsOn }) => startsOn !== '' && endsOn !== '')
  if (phases.length > 0)
    await transaction
      .insertInto('campaign_phase')
      .values(
        phases.map(({ theme, startsOn, endsOn }, position) => ({
          publication_id: publicationId,
          position,
          theme,
          starts_on: startsOn,
          ends_on: endsOn,
        })),
      )
      .execute()
  if (content.partners.length > 0)
    await transaction
      .insertInto('campaign_partner')
      .values(
        content.partners.map(({ name, role, webAddress }, position) => ({
          publication_id: publicationId,
          position,
          name,
          role,
          web_address: webAddress,
        })),
      )
      .execute()
}

/** Removes a campaign from the index; the publication itself stays. */
export async function removeCampaignRows(
  transaction: DatabaseTransaction,
  publicationId: string,
): Promise<void> {
  await transaction.deleteFrom('campaign').where('publication_id', '=', publicationId).execute()
}

/** What runs on a day: the campaigns with their phase of that day, the newest first. */
export async function listRunning(
  database: Database,
  today: string,
): Promise<{ publicationId: string; phase: { theme: string; endsOn: string } | null }[]> {
  const rows = await database
    .selectFrom('campaign')
    .leftJoin('campaign_phase as phase', (join) =>
      join
        .onRef('phase.publication_id', '=', 'campaign.publication_id')
        .on('phase.starts_on', '<=', today)
        .on('phase.ends_on', '>=', today),
    )
    .where('campaign.starts_on', '<=', today)
    .where('campaign.ends_on', '>=', today)
    .orderBy('campaign.starts_on', 'desc')
    .select([
      'campaign.publication_id as publicationId',
      'phase.theme as theme',
      'phase.ends_on as endsOn',
    ])
    .execute()
  return rows.map(({ publicationId, theme, endsOn }) => ({
    publicationId,
    phase: theme !== null && endsOn !== null ? { theme, endsOn } : null,
  }))
}
