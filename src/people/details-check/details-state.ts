/** `due` at the next visit; `overdue` when that has been so for 30 days. */
export type DetailsState = 'confirmed' | 'due' | 'overdue'

const dayMs = 24 * 3600_000
/** Details are confirmed twice a year. */
export const confirmedForDays = 180
export const overdueAfterDays = 30

/** Do a person's details still hold? Never confirmed counts from the day on which the record was made. */
export function detailsStateOf(
  person: { detailsConfirmedAt: Date | null; detailsAskedAt: Date | null; createdAt: Date },
  now: Date,
): DetailsState {
  const dueAt = detailsDueAt(person)
  if (dueAt > now) return 'confirmed'
  return now.getTime() - dueAt.getTime() >= overdueAfterDays * dayMs ? 'overdue' : 'due'
}

/** From when on they have to be confirmed: at once where they never were or were asked for, else after 180 days. */
export function detailsDueAt(person: {
  detailsConfirmedAt: Date | null
  detailsAskedAt: Date | null
  createdAt: Date
}): Date {
  if (!person.detailsConfirmedAt) return person.detailsAskedAt ?? person.createdAt
  const byTime = new Date(person.detailsConfirmedAt.getTime() + confirmedForDays * dayMs)
  return person.detailsAskedAt && person.detailsAskedAt < byTime ? person.detailsAskedAt : byTime
}
