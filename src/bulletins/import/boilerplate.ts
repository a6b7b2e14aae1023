import { isDataLine } from './line-looks.ts'
import { isText } from './source-pieces.ts'
import type { Piece } from './source-pieces.ts'

/** Something of a mailing that is no content of the bulletin, and why it was left out. */
export type Dropped = { text: string; reason: string }

/** What mailing tools and mail programs add. The first that fits gives the reason. */
const rules: { reason: string; pattern: RegExp; longest: number }[] = [
  {
    reason: 'how to unsubscribe',
    longest: 400,
    pattern: /\bunsubscrib|\bopt[- ]out of|stop receiving|dad-?danysgrif/i,
  },
  {
    reason: 'how to change the subscription',
    longest: 300,
    pattern:
      /(?:manage|update|change|edit)\s+(?:your\s+)?(?:subscri|preferences|email settings)|subscriber (?:services|preferences|help)|subscription preferences/i,
  },
  {
    reason: 'link to the web version',
    longest: 200,
    pattern:
      /view (?:this |the )?(?:e-?mail|newsletter|bulletin|message|it)?\s*(?:in|as|on)\s+(?:your|a|the)\s*(?:web\s*)?(?:browser|page)|view (?:this )?(?:e-?mail )?online|(?:trouble|problems?|difficult\w*) (?:viewing|reading|seeing)|web version|gweld .{0,30}porwr/i,
  },
  {
    reason: 'why the mail was received',
    longest: 500,
    pattern:
      /you(?:['’]re| are| have| ['’]ve)? ?(?:receiv(?:ed|ing)|been sent|getting) this (?:e-?mail|message|newsletter|bulletin)?|this (?:e-?mail|message|bulletin|service) (?:was|has been|is) (?:sent|provided|brought) (?:to|by|on behalf)|because you (?:are |have )?(?:subscribed|signed up|opted)/i,
  },
  {
    reason: 'the mailing tool’s name',
    longest: 200,
    pattern:
      /powered by|sent (?:using|with|via|by) (?:govdelivery|mailchimp|granicus|campaign monitor|constant contact|dotdigital)|govdelivery|granicus/i,
  },
  {
    reason: 'share and follow buttons',
    longest: 120,
    pattern:
      /^(?:bookmark and share|share (?:this|bulletin|on)\b.{0,40}|forward (?:this )?(?:to a friend|e-?mail)|follow us\b.{0,60}|find us on\b.{0,60}|connect with us\b.{0,60}|stay connected\b.{0,60}|like us on\b.{0,40}|(?:facebook|twitter|instagram|linkedin|youtube|tweet|share|forward|x)(?:[\s|·•,/]+(?:facebook|twitter|instagram|linkedin|youtube|tweet|share|forward|website|email|x))*)[\s!.]*$/i,
  },
  {
    reason: 'copyright line',
    longest: 250,
    pattern: /^(?:copyright\b|©|\(c\)\s*(?:19|20)\d\d)|all rights reserved/i,
  },
  {
    reason: 'confidentiality notice',
    longest: 3000,
    pattern:
      /(?:e-?mail|message|communication)[^.]{0,120}(?:is|are|may be|contains?)[^.]{0,60}(?:confidential|privileged)|intended (?:solely|only) for the (?:use of the )?(?:addressee|recipient|individual)|if you (?:have received|are not the intended)[^.]{0,60}(?:in error|recipient)/i,
  },
  {
    reason: 'mail program’s note',
    longest: 300,
    pattern:
      /consider the environment before printing|do not reply to this (?:e-?mail|message)|add (?:us|this address) to your address book|^(?:sent from my|get outlook for)\b/i,
  },
  {
    reason: 'privacy notice',
    longest: 140,
    pattern:
      /^(?:privacy (?:policy|notice|statement)|terms (?:of use|and conditions)|cookie policy|accessibility statement|help|contact us|questions\?.{0,60}|legal)(?:[\s|·•,/]+(?:privacy (?:policy|notice)|terms (?:of use|and conditions)|help|contact us|unsubscribe|delete profile))*[\s.]*$/i,
  },
  {
    reason: 'charity or company number',
    longest: 200,
    pattern: /registered (?:charity|company)\s+(?:number|no\.?|in|\()/i,
  },
  {
    reason: 'back to the top',
    longest: 40,
    pattern: /^(?:back to (?:the )?top|top of page|return to (?:top|contents))[\s.^↑]*$/i,
  },
  {
    reason: 'greeting',
    longest: 80,
    pattern: /^(?:dear|hello|hi|good (?:morning|afternoon)|annwyl|helo)\b[^.!?]{0,60}[,!]?$/i,
  },
]

const contentsTitle =
  /^(?:in this (?:issue|edition|bulletin|newsletter|month['’]s issue)|contents|what['’]s (?:inside|in this issue)|this issue|yn y rhifyn hwn)\s*:?$/i
const signOff =
  /^(?:kind(?:est)? regards|best (?:wishes|regards)|regards|many thanks|with (?:best|kind) (?:wishes|regards)|yours (?:sincerely|faithfully)|thank you|thanks|cofion(?: gorau| cynnes)?|diolch(?: yn fawr)?)\b[\s,.!]*$/i

/** Takes out what mailing tools add, greetings, tables of contents and what follows a sign-off. */
export function withoutBoilerplate(pieces: Piece[]): { pieces: Piece[]; dropped: Dropped[] } {
  const dropped: Dropped[] = []
  const kept: Piece[] = []
  let state: 'body' | 'contents' | 'signature' = 'body'
  const drop = (text: string, reason: string): void => {
    dropped.push({ text: text.slice(0, 200), reason })
  }
  for (const [at, piece] of pieces.entries()) {
    if (piece.type === 'rule' || piece.type === 'gap') {
      if (piece.type === 'rule' || state === 'signature') state = 'body'
      kept.push(piece)
      continue
    }
    const reason = reasonToDrop(piece.text)
    if (reason) drop(piece.text, reason)
    else if (contentsTitle.test(piece.text)) {
      state = 'contents'
      drop(piece.text, 'table of contents')
    } else if (state === 'contents' && isContentsEntry(piece)) drop(piece.text, 'table of contents')
    else if (signOff.test(piece.text) && !isBeforeText(pieces, at)) {
      state = 'signature'
      drop(piece.text, 'sign-off')
    } else if (state === 'signature' && piece.type === 'text' && isShortLine(piece.text)) {
      drop(piece.text, 'sign-off')
    } else if (at > 0 && isAddress(piece.text)) drop(piece.text, 'postal address')
    else {
      if (piece.type === 'heading' || state === 'contents') state = 'body'
      kept.push(piece)
    }
  }
  return { pieces: kept, dropped }
}

/** "Thank you" over a paragraph is a title. */
function isBeforeText(pieces: Piece[], at: number): boolean {
  const next = pieces[at + 1]
  return next !== undefined && isText(next) && !isShortLine(next.text)
}

const reasonToDrop = (text: string): string | undefined =>
  rules.find(({ pattern, longest }) => text.length <= longest && pattern.test(text))?.reason

const isContentsEntry = (piece: Piece): boolean =>
  piece.type === 'text' &&
  (piece.block.type === 'bulletList' ||
    piece.block.type === 'orderedList' ||
    (isShortLine(piece.text) && !/[.!?]$/.test(piece.text)))

const isShortLine = (text: string): boolean => text.length <= 120 && text.split(/\s+/).length <= 14

/** A UK postcode in short lines without a sentence. */
const isAddress = (text: string): boolean =>
  text.length <= 220 &&
  /\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b/.test(text) &&
  (isDataLine(text) || (text.match(/[,\n]/g)?.length ?? 0) >= 2) &&
  !/\b(?:is|are|will|was|were|can|please|join|held|takes?|book|visit|at \d)\b/i.test(text)
