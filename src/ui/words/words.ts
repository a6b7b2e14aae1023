import { cy } from './cy.ts'
import { en } from './en.ts'

export type Language = 'en' | 'cy'

/** A missing word of a language is a type error. */
export type Words = typeof en

const catalogues: Record<Language, Words> = { en, cy }

/** The fixed words of public pages in a language. */
export function wordsIn(language: Language): Words {
  return catalogues[language]
}
