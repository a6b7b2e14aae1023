import type { Database } from '../src/platform/database.ts'
import { addTerm, type TermDetails } from '../src/publishing/publishing.ts'

/**
 * Words of the field that have changed, and those that differ by nation. For the demonstration: a partnership checks
 * each against its own documents.
 */
export async function seedTerms(
  database: Database,
  act: { by: string | null; now: Date },
): Promise<void> {
  for (const { old, ...term } of current) {
    const successor = await add(database, term, act)
    for (const replaced of old ?? [])
      await add(database, { nation: term.nation, ...replaced, replacedBy: successor }, act)
  }
}

type Seed = Partial<TermDetails> & Pick<TermDetails, 'label' | 'nation'>

async function add(
  database: Database,
  term: Seed,
  act: { by: string | null; now: Date },
): Promise<string> {
  const details: TermDetails = {
    sector: null,
    validFrom: null,
    validTo: null,
    replacedBy: null,
    note: null,
    ...term,
  }
  const added = await addTerm(database, details, act)
  if (!added.ok) throw new Error(`the term ${term.label} was refused: ${added.reason}`)
  return added.id
}

const current: (Seed & { old?: (Omit<Seed, 'nation'> & { label: string })[] })[] = [
  {
    label: 'child-on-child',
    nation: 'england',
    validFrom: '2022-09-01',
    note: 'Keeping children safe in education, September 2022',
    old: [{ label: 'peer-on-peer', validTo: '2022-09-01' }],
  },
  {
    label: 'LSCP',
    nation: 'england',
    validFrom: '2018-06-29',
    note: 'Local safeguarding children partnership; every area had changed by 29 September 2019',
    old: [
      { label: 'LSCB', validTo: '2019-09-29', note: 'Local safeguarding children board' },
      { label: 'local safeguarding children board', validTo: '2019-09-29' },
    ],
  },
  {
    label: 'ICB',
    nation: 'england',
    sector: 'health',
    validFrom: '2022-07-01',
    note: 'Integrated care board',
    old: [
      {
        label: 'CCG',
        sector: 'health',
        validTo: '2022-07-01',
        note: 'Clinical commissioning group',
      },
      { label: 'clinical commissioning group', sector: 'health', validTo: '2022-07-01' },
    ],
  },
  {
    label: 'CCASS',
    nation: 'england',
    sector: 'council',
    validFrom: '2025-04-01',
    note: 'In Cumberland only; Westmorland and Furness has a door of its own',
    old: [{ label: 'Cumbria Safeguarding Hub', sector: 'council', validTo: '2025-04-01' }],
  },
  {
    label: 'peer sexual abuse',
    nation: 'wales',
    note: 'Used beside “harmful sexual behaviour”',
  },
  { label: 'harmful sexual behaviour', nation: 'scotland' },
  { label: 'harmful sexual behaviour', nation: 'northern-ireland' },
]
