import type { Database } from '../platform/database.ts'

/** Pages that are not publications and must be found all the same. */
export type FixedEntry = {
  path: string
  title: string
  summary: string
  /** Further words people would look for it by. */
  words: string
  /** What else is written there; it counts little. */
  text?: string
  /** A part of a page: the page itself comes first. */
  isPart?: boolean
}

/** Tells what is published and is no publication: ways to report, the threshold guide. Given in app.ts. */
export type EntrySource = (database: Database, now: Date) => Promise<FixedEntry[]>

/** The fixed pages with what a source knows of them, and its own entries. */
export function withFixedEntries(more: readonly FixedEntry[]): FixedEntry[] {
  const completed = fixedEntries.map((entry) => {
    const also = more.find(({ path }) => path === entry.path)
    return also ? { ...entry, words: `${entry.words} ${also.words}`, text: also.text ?? '' } : entry
  })
  return [
    ...completed,
    ...more.filter(({ path }) => !fixedEntries.some((entry) => entry.path === path)),
  ]
}

export const fixedEntries: readonly FixedEntry[] = [
  {
    path: '/report',
    title: 'How to report a concern about a child',
    summary:
      'Whom to call when you are worried about a child: in an emergency, today, out of hours, and where you can talk without giving your name.',
    words:
      'report reporting concern worried worry child abuse neglect help phone number telephone call contact emergency 999 101 police hub MASH front door social worker social care out of hours EDT NSPCC Childline anonymous anonymously referral refer safeguarding tell someone',
  },
  {
    path: '/report/threshold',
    title: 'Threshold guide: levels of need and referral',
    summary:
      'For practitioners: the levels of need, what each means, and what to do before and after a referral.',
    words:
      'threshold document thresholds level levels of need continuum referral refer early help assessment consent single contact form section 17 section 47 MASH hub practitioner',
  },
]
