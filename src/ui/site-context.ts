import type { Language } from './words/words.ts'

/**
 * Colours a partnership can choose for its one accent. Each has been checked against both schemes
 * (`colours.test.ts`), so that no choice can make a page hard to read.
 */
export const accents = ['heather', 'gorse', 'tarn', 'bracken', 'slate'] as const
export type Accent = (typeof accents)[number]

/** A part of the workspace that this person may use. */
export type WorkspacePart = { text: string; href: string }

/** What the page shell must know of the site and of who asks. */
export type SiteContext = {
  /** "Cumbria Safeguarding Children Partnership" */
  partnershipName: string
  /** "Cumbria SCP" */
  shortName: string
  accent: Accent
  /** Address of the partnership's own mark; without one it gets the three stones. */
  markUrl: string | null
  /** Then every page says that it is not a reporting service. */
  isDemonstration: boolean
  /** Path of this request, such as `/campaigns/its-not-ok`. */
  path: string
  language: Language
  person: { name: string } | null
  /** Empty for people who have nothing to do there. */
  workspaceParts: readonly WorkspacePart[]
}
