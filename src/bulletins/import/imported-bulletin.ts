import type { EditorCheck, Term } from '../../publishing/editor-checks.ts'
import type { RichTextDocument } from '../../publishing/rich-text.ts'
import type { BulletinItemKind } from '../bulletin-content.ts'
import type { Dropped } from './boilerplate.ts'
import type { BulletinMonth } from './bulletin-month.ts'
import type { CampaignDetails } from './campaign-details.ts'
import type { CourseDetails } from './course-details.ts'
import type { EventDetails } from './event-details.ts'
import type { FileReading } from './file-formats.ts'
import type { FoundDate } from './found-dates.ts'
import type { GuidanceDetails } from './guidance-details.ts'
import type { ItemLink, PromisedLink } from './item-links.ts'
import type { Organisation } from './organisations.ts'

/** What was found in a file: nothing is saved, published or sent by reading. */
export type ImportedBulletin = {
  title: string
  /** Null where nothing tells: somebody has to say it. */
  month: BulletinMonth | null
  format: FileReading['format']
  /** How the items were told apart: "separator lines". */
  separatedBy: string
  /** What had to be assumed or repaired, in sentences. */
  notes: string[]
  introduction: RichTextDocument
  items: ImportedItem[]
  organisations: Organisation[]
  /** What was left out, so that a person can see it. */
  dropped: Dropped[]
}

export type ImportedItem = {
  title: string
  /** Whether the file had the title, or it was made from the text. */
  titleFrom: 'heading' | 'text'
  kind: BulletinItemKind
  /** A sentence: why it was taken for this kind. */
  kindReason: string
  /** Another kind is nearly as likely. */
  kindIsClose: boolean
  text: RichTextDocument
  dates: FoundDate[]
  organisations: Organisation[]
  links: ItemLink[]
  missingLinks: PromisedLink[]
  checks: EditorCheck[]
  campaign?: CampaignDetails
  guidance?: GuidanceDetails
  course?: CourseDetails
  event?: EventDetails
}

/** A file and what is known beside it. */
export type BulletinFile = {
  bytes: Uint8Array
  fileName: string
  /** "2020-10": set by a person, it wins over what the text says. */
  month?: string | undefined
  nation?: string | undefined
  terms?: Term[] | undefined
  routes?: { key: string; name: string; numbers: string[] }[] | undefined
}

export type BulletinReading =
  | { ok: true; bulletin: ImportedBulletin }
  /** `reason` is one sentence for the person who chose the file. */
  | { ok: false; reason: string }
