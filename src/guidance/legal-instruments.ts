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

/** One line of the law in a nation: what the page names, where it stands on the day, and what holds instead. */
export type LawLine = {
  instrument: LegalInstrument
  state: InstrumentState
  instead: LegalInstrument | null
}

/** The instruments a page names for a nation, as they stood on a day. What no longer exists is left out. */
export function lawOn(
  instrumentIds: string[],
  nation: Nation,
  all: LegalInstrument[],
  day: string,
): LawLine[] {
  return instrumentIds.flatMap((id) => {
    const instrument = all.find((candidate) => candidate.id === id)
    if (!instrument || !instrument.nations.includes(nation)) return []
    const state = instrumentStateOn(instrument, day)
    const instead = state === 'ended' ? inForceInstead(instrument, all, day) : null
    return [{ instrument, state, instead }]
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
