import { keepInstrument, type Nation } from '../src/guidance/guidance.ts'
import type { Database } from '../src/platform/database.ts'

type Entry = Omit<Parameters<typeof keepInstrument>[1], 'id' | 'replacedBy' | 'checkedOn'> & {
  /** The key of the entry that came after it. */
  replacedBy?: InstrumentKey
}

const england: Nation[] = ['england']
const wales: Nation[] = ['wales']
const scotland: Nation[] = ['scotland']
const northernIreland: Nation[] = ['northern-ireland']
const everywhere: Nation[] = ['england', 'wales', 'scotland', 'northern-ireland']

const workingTogether =
  'https://www.gov.uk/government/publications/working-together-to-safeguard-children--2'
const keepingChildrenSafe =
  'https://www.gov.uk/government/publications/keeping-children-safe-in-education--2'

function act(title: string, nations: Nation[], citation: string, path: string, from: string) {
  const address = `https://www.legislation.gov.uk/${path}`
  return { title, kind: 'act' as const, nations, citation, address, validFrom: from, validTo: null }
}

function guidance(
  title: string,
  nations: Nation[],
  citation: string,
  dates: { from: string | null; to?: string },
  address: string | null = null,
) {
  return {
    title,
    kind: 'statutory-guidance' as const,
    nations,
    citation,
    address,
    validFrom: dates.from,
    validTo: dates.to ?? null,
  }
}

/**
 * The law and guidance of October 2020 that the demonstration names, with what came after. Nobody of
 * the demonstration has held a date against its original, so `checkedOn` stays empty and the pages
 * say so. An entry stands after the one that replaced it.
 */
const entries = {
  'children-act-1989': act(
    'Children Act 1989',
    ['england', 'wales'],
    '1989 c. 41',
    'ukpga/1989/41',
    '1991-10-14',
  ),
  'children-act-2004': act(
    'Children Act 2004, section 11',
    england,
    '2004 c. 31',
    'ukpga/2004/31',
    '2005-10-01',
  ),
  'sexual-offences-act-2003': act(
    'Sexual Offences Act 2003',
    ['england', 'wales'],
    '2003 c. 42',
    'ukpga/2003/42',
    '2004-05-01',
  ),
  'modern-slavery-act-2015': act(
    'Modern Slavery Act 2015',
    ['england', 'wales'],
    '2015 c. 30',
    'ukpga/2015/30',
    '2015-07-31',
  ),
  'data-protection-act-2018': act(
    'Data Protection Act 2018',
    everywhere,
    '2018 c. 12',
    'ukpga/2018/12',
    '2018-05-25',
  ),
  'working-together-2026': guidance(
    'Working together to safeguard children 2026',
    england,
    'Department for Education, 2026',
    { from: '2026-03-19' },
    workingTogether,
  ),
  'working-together-2023': {
    ...guidance(
      'Working together to safeguard children 2023',
      england,
      'Department for Education, December 2023',
      { from: '2023-12-15', to: '2026-03-19' },
      workingTogether,
    ),
    replacedBy: 'working-together-2026',
  },
  'working-together-2018': {
    ...guidance(
      'Working together to safeguard children 2018',
      england,
      'Department for Education, July 2018',
      { from: '2018-07-04', to: '2023-12-15' },
      workingTogether,
    ),
    replacedBy: 'working-together-2023',
  },
  'keeping-children-safe-later': guidance(
    'Keeping children safe in education, the edition of the school year',
    england,
    'Department for Education, each September',
    { from: '2021-09-01' },
    keepingChildrenSafe,
  ),
  'keeping-children-safe-2020': {
    ...guidance(
      'Keeping children safe in education 2020',
      england,
      'Department for Education, September 2020',
      { from: '2020-09-01', to: '2021-09-01' },
      keepingChildrenSafe,
    ),
    replacedBy: 'keeping-children-safe-later',
  },
  'sexual-violence-in-schools-2018': {
    ...guidance(
      'Sexual violence and sexual harassment between children in schools and colleges',
      england,
      'Department for Education, May 2018',
      { from: '2018-05-01', to: '2022-09-01' },
    ),
    kind: 'guidance' as const,
    replacedBy: 'keeping-children-safe-later',
  },
  'nudes-2020': {
    ...guidance(
      'Sharing nudes and semi-nudes: advice for education settings',
      england,
      'UK Council for Internet Safety, December 2020',
      { from: '2020-12-23' },
      'https://www.gov.uk/government/publications/sharing-nudes-and-semi-nudes-advice-for-education-settings-working-with-children-and-young-people',
    ),
    kind: 'guidance' as const,
  },
  'sexting-2016': {
    ...guidance(
      'Sexting in schools and colleges: responding to incidents and safeguarding young people',
      england,
      'UK Council for Child Internet Safety, August 2016',
      { from: '2016-08-01', to: '2020-12-23' },
    ),
    kind: 'guidance' as const,
    replacedBy: 'nudes-2020',
  },
  'information-sharing-2024': {
    ...guidance(
      'Information sharing: advice for practitioners providing safeguarding services, 2024',
      england,
      'Department for Education, 2024',
      { from: '2024-05-01' },
      'https://www.gov.uk/government/publications/safeguarding-practitioners-information-sharing-advice',
    ),
    kind: 'guidance' as const,
  },
  'information-sharing-2018': {
    ...guidance(
      'Information sharing: advice for practitioners providing safeguarding services, 2018',
      england,
      'HM Government, July 2018',
      { from: '2018-07-04', to: '2024-05-01' },
      'https://www.gov.uk/government/publications/safeguarding-practitioners-information-sharing-advice',
    ),
    kind: 'guidance' as const,
    replacedBy: 'information-sharing-2024',
  },
  'well-being-act-2014': act(
    'Social Services and Well-being (Wales) Act 2014',
    wales,
    '2014 anaw 4',
    'anaw/2014/4',
    '2016-04-06',
  ),
  'wales-safeguarding-procedures': {
    ...guidance(
      'Wales Safeguarding Procedures',
      wales,
      'Wales Safeguarding Procedures Project Board, November 2019',
      { from: '2019-11-11' },
      'https://www.safeguarding.wales/',
    ),
    kind: 'guidance' as const,
  },
  'sexual-offences-scotland-2009': act(
    'Sexual Offences (Scotland) Act 2009',
    scotland,
    '2009 asp 9',
    'asp/2009/9',
    '2010-12-01',
  ),
  'trafficking-scotland-2015': act(
    'Human Trafficking and Exploitation (Scotland) Act 2015',
    scotland,
    '2015 asp 12',
    'asp/2015/12',
    '2016-05-31',
  ),
  'scotland-guidance-2021': {
    ...guidance(
      'National guidance for child protection in Scotland 2021',
      scotland,
      'Scottish Government, September 2021',
      { from: '2021-09-02' },
      'https://www.gov.scot/publications/national-guidance-child-protection-scotland-2021/',
    ),
    kind: 'guidance' as const,
  },
  'scotland-guidance-2014': {
    ...guidance(
      'National guidance for child protection in Scotland 2014',
      scotland,
      'Scottish Government, May 2014',
      { from: '2014-05-01', to: '2021-09-02' },
    ),
    kind: 'guidance' as const,
    replacedBy: 'scotland-guidance-2021',
  },
  'children-order-1995': {
    ...act(
      'Children (Northern Ireland) Order 1995',
      northernIreland,
      'SI 1995/755 (N.I. 2)',
      'nisi/1995/755',
      '1996-11-04',
    ),
  },
  'sexual-offences-order-2008': act(
    'Sexual Offences (Northern Ireland) Order 2008',
    northernIreland,
    'SI 2008/1769 (N.I. 2)',
    'nisi/2008/1769',
    '2009-02-02',
  ),
  'criminal-law-act-1967': act(
    'Criminal Law Act (Northern Ireland) 1967, section 5',
    northernIreland,
    '1967 c. 18 (N.I.)',
    'apni/1967/18',
    '1967-07-21',
  ),
  'trafficking-northern-ireland-2015': act(
    'Human Trafficking and Exploitation (Criminal Justice and Support for Victims) Act (Northern Ireland) 2015',
    northernIreland,
    '2015 c. 2 (N.I.)',
    'nia/2015/2',
    '2015-01-14',
  ),
  'co-operating-to-safeguard': guidance(
    'Co-operating to safeguard children and young people in Northern Ireland',
    northernIreland,
    'Department of Health, August 2017',
    { from: '2017-08-01' },
  ),
} satisfies Record<string, Omit<Entry, 'replacedBy'> & { replacedBy?: string }>

export type InstrumentKey = keyof typeof entries

/** Keeps every entry, and gives the id of each by its key. */
export async function seedLegalInstruments(
  database: Database,
  by: string,
): Promise<Record<InstrumentKey, string>> {
  const ids: Partial<Record<string, string>> = {}
  for (const [key, entry] of Object.entries(entries) as [InstrumentKey, Entry][]) {
    const replacedBy = entry.replacedBy === undefined ? null : (ids[entry.replacedBy] ?? null)
    const id = await keepInstrument(database, { ...entry, replacedBy, checkedOn: null }, by)
    if (id === null) throw new Error(`the legal instrument ${key} is there already`)
    ids[key] = id
  }
  return ids as Record<InstrumentKey, string>
}
