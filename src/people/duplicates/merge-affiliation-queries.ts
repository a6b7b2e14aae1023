import type { DatabaseTransaction } from '../../platform/database.ts'

export type AffiliationToMerge = {
  id: string
  personId: string
  organisationId: string
  isMain: boolean
  validFrom: string
  /** The first day after; null while it goes on. */
  validTo: string | null
}

/** Where two people work and worked, in the order of time. They cannot be changed until the transaction ends. */
export async function listAffiliationsToMerge(
  transaction: DatabaseTransaction,
  personIds: readonly string[],
): Promise<AffiliationToMerge[]> {
  return transaction
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
    .orderBy('valid_from')
    .orderBy('id')
    .forUpdate()
    .execute()
}

export async function lockPeople(
  transaction: DatabaseTransaction,
  ids: readonly string[],
): Promise<void> {
  await transaction
    .selectFrom('person')
    .select('id')
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute()
}
