import { audit } from '../platform/audit.ts'
import type { Database } from '../platform/database.ts'
import { notify } from '../platform/notices.ts'
import { saveInstrument, type LegalInstrument } from './guidance-queries.ts'
import type { Nation } from './nations.ts'

/** Where an instrument stands on a day. */
export type InstrumentState = 'in-force' | 'not-yet' | 'ended'

/** `day` is YYYY-MM-DD. `validTo` is the first day on which it is no longer in force. */
export function instrumentStateOn(instrument: LegalInstrument, day: string): InstrumentState {
  if (instrument.validFrom !== null && day < instrument.validFrom) return 'not-yet'
  return instrument.validTo !== null && day >= instrument.validTo ? 'ended' : 'in-force'
}

/** The one that is in force on a day in place of an instrument: itself, or what came after it. Null when nothing did. */
export function inForceInstead(
  instrument: LegalInstrument,
  all: LegalInstrument[],
  day: string,
): LegalInstrument | null {
  const seen = new Set<string>()
  for (
    let candidate: LegalInstrument | undefined = instrument;
    candidate && !seen.has(candidate.id);
    candidate = all.find(({ id }) => id === candidate!.replacedBy)
  ) {
    if (instrumentStateOn(candidate, day) === 'in-force') return candidate
    seen.add(candidate.id)
  }
  return null
}

/** One line of the law in a nation: what the page names, where it stood on the page's day, and what has come since. */
export type LawLine = {
  instrument: LegalInstrument
  /** On the page's day. */
  state: InstrumentState
  /** It has ended by today; `instead` is what holds now, where that is known. */
  hasEnded: boolean
  instead: LegalInstrument | null
}

/** The instruments that a page names for a nation. What was removed from the list is left out. */
export function lawOf(
  named: { instrumentIds: string[]; nation: Nation },
  all: LegalInstrument[],
  days: { page: string; today: string },
): LawLine[] {
  return named.instrumentIds.flatMap((id) => {
    const instrument = all.find((candidate) => candidate.id === id)
    if (!instrument || !instrument.nations.includes(named.nation)) return []
    const hasEnded = instrumentStateOn(instrument, days.today) === 'ended'
    return [
      {
        instrument,
        state: instrumentStateOn(instrument, days.page),
        hasEnded,
        instead: hasEnded ? inForceInstead(instrument, all, days.today) : null,
      },
    ]
  })
}

/** Keeps an instrument. Every page that names it shows it anew. Null where another has its title and first day. */
export async function keepInstrument(
  database: Database,
  instrument: Omit<LegalInstrument, 'id'> & { id?: string },
  by: string | null,
): Promise<string | null> {
  return database.transaction().execute(async (transaction) => {
    const id = await saveInstrument(transaction, instrument)
    if (id === null) return null
    await audit(transaction, {
      action: instrument.id === undefined ? 'legal-instrument.added' : 'legal-instrument.changed',
      by,
      subject: { kind: 'legal-instrument', id },
      details: { title: instrument.title },
    })
    await notify(transaction, 'published')
    return id
  })
}
