import type { Database } from '../platform/database.ts'
import { NotFound } from '../platform/errors.ts'
import {
  createDraft,
  findLatest,
  findVersion,
  saveDraft,
  type Act,
  type Draft,
  type Edition,
} from '../publishing/publishing.ts'
import { emptyDocument } from '../publishing/rich-text.ts'
import {
  bulletinLimits,
  monthName,
  type BulletinContent,
  type BulletinItem,
} from './bulletin-content.ts'
import { bulletinKind } from './bulletin-kind.tsx'

type BulletinDraft = Draft<BulletinContent>

/** Makes an empty bulletin for a month (YYYY-MM). */
export async function createBulletin(
  database: Database,
  given: { title: string; month: string },
  act: Act,
): Promise<{ id: string; slug: string }> {
  const content = {
    month: given.month,
    introduction: emptyDocument,
    items: [],
    senderNote: emptyDocument,
  }
  const title = given.title || `${monthName(given.month)} bulletin`
  // The addresses of this slice's own pages are not a bulletin's.
  const slug = /^(un)?subscribe$/i.test(title.trim()) ? `${title} bulletin` : title
  return createDraft(database, bulletinKind, { title, slug, summary: '', content }, act)
}

/** Somebody changed the same part since the writer began; `mine` is what the writer wanted. */
export type Collision = { ok: false; reason: 'changed-meanwhile'; mine: BulletinDraft }
export type Saved = { ok: true; version: number } | Collision

/** Title, month, summary, introduction and closing note. */
export async function saveDetails(
  database: Database,
  id: string,
  details: { title: string; summary: string } & Pick<
    BulletinContent,
    'month' | 'introduction' | 'senderNote'
  >,
  basedOn: number,
  act: Act,
): Promise<Saved> {
  const { title, summary, ...parts } = details
  return change(database, id, act, {
    basedOn,
    part: ({ title, summary, content }) => [
      title,
      summary,
      content.month,
      content.introduction,
      content.senderNote,
    ],
    apply: ({ content }) => ({
      title,
      summary,
      content: { ...content, ...parts },
      note: 'Details',
    }),
  })
}

/** Changes one item; a new one goes to the end. */
export async function saveItem(
  database: Database,
  id: string,
  item: BulletinItem,
  basedOn: number,
  act: Act,
): Promise<Saved> {
  return change(database, id, act, {
    basedOn,
    part: ({ content }) => content.items.find((one) => one.id === item.id),
    apply: (edition) => {
      const { items } = edition.content
      const isNew = !items.some((one) => one.id === item.id)
      return withItems(
        edition,
        isNew ? [...items, item] : items.map((one) => (one.id === item.id ? item : one)),
        `${isNew ? 'Added' : 'Changed'} “${item.title}”`,
      )
    },
  })
}

/** Moves an item one place towards the beginning or the end. */
export async function moveItem(
  database: Database,
  id: string,
  itemId: string,
  direction: 'up' | 'down',
  act: Act,
): Promise<Saved> {
  return change(database, id, act, {
    apply: (edition) => {
      const items = [...edition.content.items]
      const from = items.findIndex((one) => one.id === itemId)
      const to = direction === 'up' ? from - 1 : from + 1
      const [item] = from === -1 ? [] : items.splice(from, 1)
      if (!item) throw new NotFound('item')
      items.splice(Math.max(to, 0), 0, item)
      return withItems(edition, items, `Moved “${item.title}” ${direction}`)
    },
  })
}

/** Takes an item out; it stays in the earlier versions. */
export async function removeItem(
  database: Database,
  id: string,
  itemId: string,
  act: Act,
): Promise<Saved> {
  return change(database, id, act, {
    apply: (edition) => {
      const { items } = edition.content
      const item = items.find((one) => one.id === itemId)
      if (!item) throw new NotFound('item')
      const rest = items.filter((one) => one !== item)
      return withItems(edition, rest, `Removed “${item.title}”`)
    },
  })
}

/** No more items can be added. */
export const isFull = (content: BulletinContent): boolean =>
  content.items.length >= bulletinLimits.items

type Edit = Edition<BulletinContent>

function withItems(edition: Edit, items: BulletinItem[], note: string): BulletinDraft {
  const { title, summary, content } = edition
  return { title, summary, content: { ...content, items }, note }
}

/**
 * Writes a change on top of the newest version. Two people may work on different parts of a bulletin at once: only
 * where the same `part` changed since `basedOn` is the save refused. Without `basedOn` the change says all by itself.
 */
async function change(
  database: Database,
  id: string,
  act: Act,
  wanted: {
    basedOn?: number
    part?: (edition: Edit) => unknown
    apply: (edition: Edit) => BulletinDraft
  },
): Promise<Saved> {
  const latest = await findLatest(database, bulletinKind, id)
  if (!latest) throw new NotFound('bulletin')
  const mine = wanted.apply(latest)
  const { basedOn, part } = wanted
  if (basedOn !== undefined && basedOn !== latest.version && part) {
    const before = await findVersion(database, bulletinKind, id, basedOn)
    const isSame = before && JSON.stringify(part(before)) === JSON.stringify(part(latest))
    if (!isSame) return { ok: false, reason: 'changed-meanwhile', mine }
  }
  const saved = await saveDraft(
    database,
    bulletinKind,
    id,
    { ...mine, basedOn: latest.version },
    act,
  )
  return saved.ok ? saved : change(database, id, act, wanted)
}
