import type { z } from 'zod'
import type { AccessRule } from '../platform/access.ts'
import type { Database, DatabaseTransaction } from '../platform/database.ts'
import type { AppContext } from '../platform/web.ts'
import type { NamedReference } from './compared-words.ts'
import type { LinkBeside } from './missing-links.ts'
import type { Edition } from './publication-queries.ts'
import type { RichTextDocument } from './rich-text.ts'

export type PublicationKindName = 'campaign' | 'guidance' | 'course' | 'bulletin'

export type KindText = {
  where: string
  document: RichTextDocument
  readingAge?: number
  title?: string
  /** Read in this nation only: its words are checked, not those of the others. */
  nation?: string
  /** Links that the page shows with the text: a promise of a link ("here") is kept by one of these too. */
  linksBeside?: readonly LinkBeside[]
  /** Not on the public page: checked, but never found by a search. */
  isForMembers?: boolean
}

// Methods, not function properties: so a kind of any content fits where all kinds are treated alike.
/** What a slice tells about its kind of publication, so that review, versions, search and feeds are the same for all. */
export type PublicationKind<Content extends object = object> = {
  kind: PublicationKindName
  /** As it is said to people: "guidance page". */
  noun: string
  /** Checks and completes what is stored in a version. */
  schema: z.ZodType<Content>
  /** Who may write and publish it. */
  access: AccessRule
  /** The public address. */
  path(slug: string): string
  /** Where it is edited in the workspace. */
  editPath(publicationId: string): string
  /**
   * Its texts with the place each stands at in the form: what the editor checks, the search and the
   * feeds read. `title` is a heading that stands outside its document, such as a bulletin item's.
   */
  textsOf(content: Content): KindText[]
  /**
   * What else the public page says: names, places, titles. The search finds the page by it. What it
   * names by a key is a `reference`, as in `fieldsOf`.
   */
  alsoFoundBy?(content: Content): string[]
  /**
   * How two versions are compared: labelled plain texts, in order, as people read them. What the
   * content names by a key is a `reference` (compared-words.ts).
   */
  fieldsOf(content: Content): { label: string; text: string }[]
  /** What those references are called. */
  namesOf?(database: Database): Promise<NamedReference[]>
  /** What must be put right before another person is asked to review it: sentences, none when it is ready. */
  obstaclesOf?(edition: Edition<Content>): string[]
  /**
   * The page of any edition, drawn exactly as the public would read it. The slice calls the same page
   * as its public route does, and tells the shell that it is not published.
   */
  preview?(c: AppContext, edition: Edition<Content>): Response | Promise<Response>
  /** The day or month its texts speak of, where it is not the day of publication: a bulletin's month ("2020-10"). */
  datedOn?(content: Content): string | undefined
  /** After how many months a published page is to be read again; null: never, as it is of its day. Default 12. */
  reviewEveryMonths?: number | null
  /** Runs in the transaction of the publication: the slice brings its own tables in line. */
  onPublish?(transaction: DatabaseTransaction, edition: Edition<Content>): Promise<void>
  onWithdraw?(transaction: DatabaseTransaction, publicationId: string): Promise<void>
}
