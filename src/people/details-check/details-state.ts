/** `due` at the next visit; `overdue` when that has been so for 30 days. */
export type DetailsState = 'confirmed' | 'due' | 'overdue'

const dayMs = 24 * 3600_000
/** Details are confirmed twice a year. */
export const confirmedForDays = 180
export const overdueAfterDays = 30

type Asked = { detailsConfirmedAt: Date | null; detailsAskedAt: Date | null; createdAt: Date }

/** Do a person's details still hold? The function `details_state_at` of the database says the same. */
export function detailsStateOf(person: Asked, now: Date): DetailsState {
  const dueAt = detailsDueAt(person)
  if (dueAt > now) return 'confirmed'
  return now.getTime() - dueAt.getTime() >= overdueAfterDays * dayMs ? 'overdue' : 'due'
}

/**
 * From when on they have to be confirmed: 180 days after they were, at once where they never were, and earlier where
 * the person was asked. Asking once more does not put off what is due.
 */
export function detailsDueAt({ detailsConfirmedAt, detailsAskedAt, createdAt }: Asked): Date {
  const byTime = detailsConfirmedAt
    ? new Date(detailsConfirmedAt.getTime() + confirmedForDays * dayMs)
    : createdAt
  return detailsAskedAt && detailsAskedAt < byTime ? detailsAskedAt : byTime
}
