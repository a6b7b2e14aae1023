import { sql } from 'kysely'
import type { Database, DatabaseTransaction } from '../platform/database.ts'
import { inWords } from './compared-words.ts'
import type { PublicationKind } from './publication-kind.ts'
import {
  findPublished,
  listPublished,
  type Edition,
  type Publication,
} from './publication-queries.ts'
import { lockPublication } from './publication-records.ts'
import { plainTextOf } from './rich-text.ts'

/** Raise it when an entry is made in another way: all are made anew after the upgrade. */
const making = 1

/** Makes a published edition findable. */
export async function indexForSearch<Content extends object>(
  transaction: DatabaseTransaction,
  kind: PublicationKind<Content>,
  edition: Edition<Content>,
): Promise<void> {
  const entry = {
    kind: kind.kind,
    path: kind.path(edition.publication.slug),
    title: edition.title,
    summary: edition.summary,
    body: await bodyOf(transaction, kind, edition.content),
    language: edition.publication.language,
    published_at: edition.publication.published_at!,
    making,
  }
  await transaction
    .insertInto('search_entry')
    .values({ publication_id: edition.publication.id, ...entry })
    .onConflict((on) => on.column('publication_id').doUpdateSet(entry))
    .execute()
  await sql`
    insert into search_word (word)
    select distinct lower(word) from regexp_split_to_table(${`${edition.title} ${edition.summary} ${entry.body}`}, '[^[:alpha:]]+') word
    where length(word) between 3 and 40
    on conflict do nothing`.execute(transaction)
}

/** Every text of the public page, and what else it says. */
async function bodyOf<Content extends object>(
  database: Database,
  kind: PublicationKind<Content>,
  content: Content,
): Promise<string> {
  const texts = kind
    .textsOf(content)
    .filter(({ isForMembers }) => !isForMembers)
    .flatMap(({ title, document }) => [title ?? '', plainTextOf(document)])
  const more = (kind.alsoFoundBy?.(content) ?? []).map((text) => ({ text }))
  const others = more.length > 0 ? ((await kind.namesOf?.(database)) ?? []) : []
  // A way to report has an entry of its own.
  const said = inWords(more, { routes: [], others }, { route: '' })
  return [...texts, ...said.map(({ text }) => text)].filter(Boolean).join('\n')
}

/** Makes anew what is there from an earlier making of the index, or everything: names that pages only refer to change too. */
export async function renewSearch(
  database: Database,
  kinds: readonly PublicationKind[],
  which: 'older' | 'all',
): Promise<void> {
  const older = await database
    .selectFrom('search_entry')
    .select('publication_id as id')
    .where('making', '<', making)
    .execute()
  for (const kind of kinds) {
    const editions =
      which === 'older' && older.length === 0 ? [] : await listPublished(database, kind)
    for (const { publication } of editions)
      if (which === 'all' || older.some(({ id }) => id === publication.id))
        await renewEntry(database, kind, publication)
  }
}

/** Read again under its lock: it may have been changed or withdrawn since. */
async function renewEntry(
  database: Database,
  kind: PublicationKind,
  { id, slug }: Publication,
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await lockPublication(transaction, id)
    const edition = await findPublished(transaction, kind, slug)
    if (edition) await indexForSearch(transaction, kind, edition)
  })
}

/** Takes a publication out of the search. */
export async function removeFromSearch(
  transaction: DatabaseTransaction,
  publicationId: string,
): Promise<void> {
  await transaction.deleteFrom('search_entry').where('publication_id', '=', publicationId).execute()
}
