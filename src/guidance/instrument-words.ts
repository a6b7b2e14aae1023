import { formatDate } from '../ui/dates.ts'
import type { LegalInstrument } from './guidance-queries.ts'

/** "since 1 May 2004", "4 July 2018 to 15 December 2023", or '' where no date is recorded. */
export function instrumentPeriod({
  validFrom,
  validTo,
}: Pick<LegalInstrument, 'validFrom' | 'validTo'>): string {
  if (validFrom && validTo) return `${formatDate(validFrom)} to ${formatDate(validTo)}`
  if (validFrom) return `since ${formatDate(validFrom)}`
  return validTo ? `until ${formatDate(validTo)}` : ''
}
