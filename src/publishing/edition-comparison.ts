import type { Database } from '../platform/database.ts'
import { inWords, type NamedReference } from './compared-words.ts'
import type { PublicationKind } from './publication-kind.ts'
import { compareTexts, type ComparedField, type LabelledText } from './version-comparison.ts'

type Texts<Content> = { title: string; summary: string; content: Content }

/** What became of every text between two editions or drafts, in words as people read them. */
export async function compareEditions<Content extends object>(
  database: Database,
  kind: PublicationKind<Content>,
  [before, after]: [Texts<Content>, Texts<Content>],
  routes: readonly NamedReference[],
): Promise<ComparedField[]> {
  const names = { routes, others: (await kind.namesOf?.(database)) ?? [] }
  const said = (edition: Texts<Content>): LabelledText[] => inWords(textsOf(kind, edition), names)
  return compareTexts(said(before), said(after))
}

/** All texts of an edition or a draft, with its title and summary. */
function textsOf<Content extends object>(
  kind: PublicationKind<Content>,
  edition: Texts<Content>,
): LabelledText[] {
  return [
    { label: 'Title', text: edition.title },
    { label: 'Summary', text: edition.summary },
    ...kind.fieldsOf(edition.content),
  ]
}
