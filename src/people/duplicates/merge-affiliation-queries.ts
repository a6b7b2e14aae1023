import type { Database, DatabaseTransaction } from '../../platform/database.ts'

export type AffiliationToMerge = {
  id: string
  personId: string
  organisationId: string
  isMain: boolean
  validFrom: string
  /** The first day after; null while it goes on. */
  validTo: string | null
}

/** Where somebody works and worked, the latest first. */
export async function listPlacesOf(
  database: Database,
  personId: string,
): Promise<AffiliationToMerge[]> {
  return affiliations(database, [personId]).orderBy('valid_from', 'desc').orderBy('id').execute()
}

/** Where two people work and worked, in the order of time. They cannot be changed until the transaction ends. */
export async function listAffiliationsToMerge(
  transaction: DatabaseTransaction,
  personIds: readonly string[],
): Promise<AffiliationToMerge[]> {
  return affiliations(transaction, personIds)
    .orderBy('valid_from')
    .orderBy('id')
    .forUpdate()
    .execute()
}

function affiliations(database: Database, personIds: readonly string[]) {
  return database
    .selectFrom('affiliation')
    .select([
      'id',
      'person_id as personId',
      'organisation_id as organisationId',
      'is_main as isMain',
      'valid_from as validFrom',
      'valid_to as validTo',
    ])
    .where('person_id', 'in', [...personIds])
}
