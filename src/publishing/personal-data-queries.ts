import type { Database } from '../platform/database.ts'

/** Versions that somebody wrote, by title; the texts themselves are the partnership's. */
export async function listVersionsBy(database: Database, personId: string) {
  return database
    .selectFrom('publication_version')
    .innerJoin('publication', 'publication.id', 'publication_version.publication_id')
    .select([
      'publication.kind',
      'publication_version.title',
      'publication_version.number as version',
      'publication_version.note',
      'publication_version.created_at as at',
    ])
    .where('publication_version.created_by', '=', personId)
    .orderBy('publication_version.created_at')
    .execute()
}

/** What somebody did to publications: sent for review, published, withdrew. */
export async function listPublicationActsBy(database: Database, personId: string) {
  return database
    .selectFrom('publication_event')
    .innerJoin('publication', 'publication.id', 'publication_event.publication_id')
    .innerJoin('publication_version', (join) =>
      join
        .onRef('publication_version.publication_id', '=', 'publication_event.publication_id')
        .onRef('publication_version.number', '=', 'publication_event.version'),
    )
    .select([
      'publication.kind',
      'publication_version.title',
      'publication_event.action',
      'publication_event.note',
      'publication_event.at',
    ])
    .where('publication_event.person_id', '=', personId)
    .orderBy('publication_event.id')
    .execute()
}

/** Pages that somebody looks after. */
export async function countOwned(database: Database, personId: string): Promise<number> {
  const { owned } = await database
    .selectFrom('publication')
    .select((is) => is.fn.countAll<number>().as('owned'))
    .where('owner_id', '=', personId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirstOrThrow()
  return owned
}
