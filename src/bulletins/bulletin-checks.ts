import { isEmptyDocument } from '../publishing/rich-text.ts'
import { placeOf, type BulletinContent, type BulletinItem } from './bulletin-content.ts'
import { longestMailBytes } from './bulletin-emails.tsx'
import type { LinkedPage } from './linked-pages.ts'

/** One thing to be ready for: a sentence, and what it stands in the way of while it is not done. */
export type Readiness = {
  /** The item it is about, to lead there. */
  itemId: string | null
  where: string
  message: string
  /** The page that is to be put right, where it is another than the item. */
  page?: { title: string; path: string }
  /** `review`: nobody can be asked to review; `sending`: it can be public but not sent; `nothing`: advice. */
  blocks: 'review' | 'sending' | 'nothing'
}

/** What can be said from the text alone: these stand in the way of a review. */
export function textReadiness(content: BulletinContent): Readiness[] {
  const found: Readiness[] = []
  if (content.items.length === 0)
    found.push({
      itemId: null,
      where: 'Items',
      message: 'Add at least one item',
      blocks: 'review',
    })
  content.items.forEach((item, at) => {
    for (const message of itemFaults(item))
      found.push({ itemId: item.id, where: placeOf(item, at), message, blocks: 'review' })
  })
  return found
}

/** What also needs the pages that are linked, the sender's details and the finished mail. */
export function sendingReadiness(
  content: BulletinContent,
  known: {
    linked: ReadonlyMap<string, LinkedPage>
    postalAddress: string
    contactEmail: string
    mailBytes: number
  },
): Readiness[] {
  const found: Readiness[] = []
  content.items.forEach((item, at) => {
    const where = placeOf(item, at)
    const say = (
      message: string,
      blocks: Readiness['blocks'],
      more: Pick<Readiness, 'page'> = {},
    ): void => {
      found.push({ itemId: item.id, where, message, blocks, ...more })
    }
    const page = item.linkedPublicationId && known.linked.get(item.linkedPublicationId)
    if (item.linkedPublicationId && !page)
      say('The page this item leads to is gone. Choose another', 'sending')
    else if (page && !page.isPublic)
      say(`“${page.title}” is not published yet, so nobody could open it`, 'sending', {
        page: { title: page.title, path: page.editPath },
      })
    else if (!item.linkedPublicationId && item.links.length === 0 && item.kind !== 'news')
      say('This item leads nowhere. Choose a page or add a link, if there is one', 'nothing')
  })
  if (known.postalAddress === '' || known.contactEmail === '')
    found.push({
      itemId: null,
      where: 'Sender',
      message: 'Say who sends the bulletin: postal address and contact e-mail',
      blocks: 'sending',
    })
  if (known.mailBytes > longestMailBytes)
    found.push({
      itemId: null,
      where: 'Size',
      message: `The mail has ${Math.ceil(known.mailBytes / 1024)} KB. Gmail shows the first 102 KB only: shorten it`,
      blocks: 'nothing',
    })
  return found
}

function itemFaults(item: BulletinItem): string[] {
  return [
    ...(item.title === '' ? ['Give it a title'] : []),
    ...(isEmptyDocument(item.text) ? ['Write its text'] : []),
    ...item.links.flatMap((link) => {
      if (link.href === null) return [`The link “${link.text}” has no address`]
      return sayNothing.test(link.text)
        ? [`The link “${link.text}” does not say where it leads`]
        : []
    }),
  ]
}

const sayNothing =
  /^(click |read |find out |see |learn )?(here|more|this|link|this link|this page|website|more here|more information)[.…]?$|^https?:/i
