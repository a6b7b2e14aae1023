import type { GuidanceContent, Nation } from '../../src/guidance/guidance.ts'
import { documentFromText } from '../../src/publishing/rich-text-as-text.ts'
import type { InstrumentKey } from '../legal-instruments.ts'

export type Law = Record<InstrumentKey, string>

export type GuidancePage = {
  slug: string
  publishedAt: string
  draft: { title: string; summary: string; content: GuidanceContent }
}

/** Sections as plain text, under their titles. */
export function sections(texts: Record<string, string>): GuidanceContent['sections'] {
  return Object.entries(texts).map(([title, text]) => ({
    title,
    text: documentFromText(text),
    nation: null,
  }))
}

/** One nation's part, with the law it names. */
export function nation(
  name: Nation,
  law: Law,
  part: { term?: string; differs: string; names: InstrumentKey[] },
): GuidanceContent['nations'][number] {
  return {
    nation: name,
    term: part.term ?? '',
    differs: documentFromText(part.differs),
    instrumentIds: part.names.map((key) => law[key]),
  }
}
