import { audit } from '../../platform/audit.ts'
import type { AccessRule, SignedInPerson } from '../../platform/access.ts'
import type { Database } from '../../platform/database.ts'
import { NotFound } from '../../platform/errors.ts'
import { campaignKind } from '../../campaigns/campaigns.ts'
import { guidanceKind } from '../../guidance/guidance.ts'
import { courseKind } from '../../learning/learning.ts'
import { createDraft, type Act, type PublicationKindName } from '../../publishing/publishing.ts'
import { emptyDocument } from '../../publishing/rich-text.ts'
import { bulletinLimits, type BulletinItemKind } from '../bulletin-content.ts'
import { bulletinKind } from '../bulletin-kind.tsx'
import {
  bulletinItemOf,
  campaignContentOf,
  campaignTitleOf,
  courseContentOf,
  guidanceContentOf,
  summaryOf,
  type ConfirmedItem,
} from './draft-contents.ts'
import { closeImport, findImport, insertImport } from './import-queries.ts'
import type { ImportedBulletin } from './imported-bulletin.ts'

export { findEarlierImport, findImport, type BulletinImport } from './import-queries.ts'

/** What a person decided on what was found. */
export type ImportDecision = {
  title: string
  /** "2020-10" */
  month: string
  /** In the order of what was found; null leaves an item out. */
  items: ({ kind: BulletinItemKind; title: string } | null)[]
}

/** Taking everything over as it was found, where the month is known. */
export function decisionOf(bulletin: ImportedBulletin, month: string): ImportDecision {
  return {
    title: bulletin.title,
    month,
    items: bulletin.items.map(({ kind, title }) => ({ kind, title })),
  }
}

/** Keeps what was found in a file for the second step. Makes nothing of it yet. */
export async function keepReading(
  database: Database,
  file: { fileName: string; sha256: string; reading: ImportedBulletin },
  act: Act,
): Promise<string> {
  return insertImport(database, { ...file, fileName: file.fileName.slice(-255) || 'file' }, act)
}

/** The draft page that an item became. */
export type MadeDraft = { kind: PublicationKindName; id: string; title: string }
export type MadeBulletin = { bulletinId: string; drafts: MadeDraft[]; isNew: boolean }

/**
 * Makes a draft bulletin of a reading, and for each campaign, guidance item and course a draft page
 * that the item leads to. Nothing is published or sent. A second press gives the first one's
 * bulletin. `may` says whether the person could write such a page; the item stands without it then.
 */
export async function importBulletin(
  database: Database,
  importId: string,
  decision: ImportDecision,
  act: Act & { may: (rule: AccessRule) => boolean },
): Promise<MadeBulletin> {
  return database.transaction().execute(async (transaction) => {
    const kept = await findImport(transaction, importId, { lock: true })
    if (!kept) throw new NotFound('import')
    if (kept.importedAt || !kept.reading) {
      if (!kept.publicationId) throw new NotFound('bulletin')
      return { bulletinId: kept.publicationId, drafts: [], isNew: false }
    }
    const { reading } = kept
    const confirmed = reading.items.flatMap((found, at): ConfirmedItem[] => {
      const wanted = decision.items[at]
      return wanted ? [{ found, ...wanted }] : []
    })
    const drafts: MadeDraft[] = []
    const items = []
    for (const item of confirmed.slice(0, bulletinLimits.items)) {
      const draft = await makePage(transaction, item, act)
      if (draft) drafts.push(draft)
      items.push(bulletinItemOf(item, draft?.id ?? null))
    }
    const content = {
      month: decision.month,
      introduction: reading.introduction,
      items,
      senderNote: emptyDocument,
    }
    const { title } = decision
    const { id } = await createDraft(
      transaction,
      bulletinKind,
      { title, summary: '', content, imported: true, note: `From ${kept.fileName}` },
      act,
    )
    await closeImport(transaction, importId, { publicationId: id, now: act.now })
    await audit(transaction, {
      action: 'bulletin.file-imported',
      by: act.by,
      subject: { kind: 'bulletin', id },
      details: { file: kept.fileName, sha256: kept.sha256, drafts: drafts.length },
    })
    return { bulletinId: id, drafts, isNew: true }
  })
}

/** For the command line, which may do everything. */
export const mayAll = (): boolean => true

/** For a person of the workspace. */
export const mayAs =
  (person: SignedInPerson | null) =>
  (rule: AccessRule): boolean =>
    rule.allows(person)

/** Whether an item of this kind becomes a page of its own, and whose right that is. */
export function pageRuleOf(kind: BulletinItemKind): AccessRule | null {
  if (kind === 'campaign') return campaignKind.access
  if (kind === 'guidance') return guidanceKind.access
  return kind === 'training' ? courseKind.access : null
}

async function makePage(
  database: Database,
  item: ConfirmedItem,
  act: Act & { may: (rule: AccessRule) => boolean },
): Promise<MadeDraft | null> {
  const rule = pageRuleOf(item.kind)
  if (!rule || !act.may(rule)) return null
  const shared = { summary: summaryOf(item), imported: true, note: 'From an imported bulletin' }
  if (item.kind === 'campaign') {
    const title = campaignTitleOf(item)
    const draft = { ...shared, title, content: campaignContentOf(item) }
    const { id } = await createDraft(database, campaignKind, draft, act)
    return { kind: 'campaign', id, title }
  }
  const { title } = item
  if (item.kind === 'guidance') {
    const draft = { ...shared, title, content: guidanceContentOf(item) }
    const { id } = await createDraft(database, guidanceKind, draft, act)
    return { kind: 'guidance', id, title }
  }
  const draft = { ...shared, title, content: courseContentOf(item) }
  const { id } = await createDraft(database, courseKind, draft, act)
  return { kind: 'course', id, title }
}
