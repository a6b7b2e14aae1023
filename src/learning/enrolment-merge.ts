import { namePublications } from '../publishing/publishing.ts'
import type { MergePreparation } from '../people/people.ts'
import { countCertificates, listTwiceActive } from './enrolment-merge-queries.ts'

/**
 * Nobody is on a course twice. Where both records are, the enrolment with more modules done goes on, of two alike the
 * kept record's, and the other one ends.
 */
export const prepareEnrolmentsForMerge: MergePreparation = async (
  transaction,
  { keptId, mergedId, now },
) => {
  const pairs = await listTwiceActive(transaction, { keptId, mergedId })
  const titles = new Map(
    (await namePublications(transaction, { ids: pairs.map(({ courseId }) => courseId) })).map(
      ({ id, title }) => [id, title],
    ),
  )
  const sentences = pairs.map(({ courseId, kept, merged }) => {
    const [more, less] = merged.done > kept.done ? [merged, kept] : [kept, merged]
    return `Both are on the course “${titles.get(courseId) ?? 'of which the title is gone'}”. The enrolment with ${modulesDone(more.done)} goes on; the one with ${modulesDone(less.done)} ends.`
  })
  const certificates = await countCertificates(transaction, mergedId)
  if (certificates > 0)
    sentences.push(
      certificates === 1
        ? '1 certificate goes along with its course. Its address stays the same.'
        : `${certificates} certificates go along with their courses. Their addresses stay the same.`,
    )
  return {
    changes: pairs.map(({ kept, merged }) => ({
      table: 'enrolment',
      key: { id: merged.done > kept.done ? kept.id : merged.id },
      after: { state: 'left', left_at: now },
    })),
    sentences,
  }
}

function modulesDone(count: number): string {
  return count === 1 ? '1 module done' : `${count} modules done`
}
