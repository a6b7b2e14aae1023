import { sql } from 'kysely'
import type { DatabaseTransaction } from '../platform/database.ts'
import type { PublicationKind } from './publication-kind.ts'
import type { Edition } from './publication-queries.ts'
import { plainTextOf } from './rich-text.ts'

/** Makes a published edition findable. */
export async function indexForSearch<Content extends object>(
  transaction: DatabaseTransaction,
  kind: PublicationKind<Content>,
  edition: Edition<Content>,
): Promise<void> {
  const body = kind
    .textsOf(edition.content)
    .filter(({ isForMembers }) => !isForMembers)
    .flatMap(({ title, document }) => [title, plainTextOf(document)])
    .filter(Boolean)
    .join('\n')
  const entry = {
    kind: kind.kind,
    path: kind.path(edition.publication.slug),
    title: edition.title,
    summary: edition.summary,
    body,
    language: edition.publication.language,
    published_at: edition.publication.published_at!,
  }
  await transaction
    .insertInto('search_entry')
    .values({ publication_id: edition.publication.id, ...entry })
    .onConflict((on) => on.column('publication_id').doUpdateSet(entry))
    .execute()
  await sql`
    insert into search_word (word)
    select distinct lower(word) from regexp_split_to_table(${`${edition.title} ${edition.summary} ${body}`}, '[^[:alpha:]]+') word
    where length(word) between 3 and 40
    on conflict do nothing`.execute(transaction)
}

export async function removeFromSearch(
  transaction: DatabaseTransaction,
  publicationId: string,
): Promise<void> {
  await transaction.deleteFrom('search_entry').where('publication_id', '=', publicationId).execute()
}
