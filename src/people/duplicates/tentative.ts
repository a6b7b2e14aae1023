import type { Database, DatabaseTransaction } from '../../platform/database.ts'

/** What was done is taken back, and its result given all the same. */
class TakenBack<Result> extends Error {
  override name = 'TakenBack'
  readonly result: Result
  constructor(result: Result) {
    super('what was tried is taken back')
    this.result = result
  }
}

/**
 * Does the work in a transaction that stays only if its result is one to keep. A preview keeps none: it is what would
 * happen, found out by letting it happen.
 */
export async function keepIf<Result>(
  database: Database,
  isKept: (result: Result) => boolean,
  work: (transaction: DatabaseTransaction) => Promise<Result>,
): Promise<Result> {
  try {
    return await database.transaction().execute(async (transaction) => {
      const result = await work(transaction)
      if (!isKept(result)) throw new TakenBack(result)
      return result
    })
  } catch (error) {
    if (error instanceof TakenBack) return (error as TakenBack<Result>).result
    throw error
  }
}
