import { fileInMemory } from '../src/platform/csv-file.ts'
import { carryOutImport, readImport } from '../src/people/people.ts'
import type { Services } from '../src/platform/web.ts'

/**
 * A register of some 300 organisations for the demonstration, of every sector. All are invented, in villages that are
 * on no map; codes and postcodes lie outside what the real registers give out, and domains end in `.example`.
 */

const villages =
  `Ravenbeck Thornghyll Skelmire Birkrigg Hollowfell Eskerdale Wythwaite Greymoss Larkrigg Nethertarn Owlbarrow Pikeside
  Rannerholme Silverhow Tarnbeck Ullsgarth Whinfold Yewbarrow Ashgill Braithmire Cawdale Dunnerfold Fallowthwaite
  Gatebeck Harterside Kirkfold Mardlemere Oxenrigg Stickleby Wainthwaite`
    .split(/\s+/)
    .map((name, at) => ({ name, postcode: at % 3 === 2 ? 'LA98' : 'CA98' }))

const saints = ['St Bega’s', 'St Kentigern’s', 'St Oswin’s', 'St Ninian’s', 'All Saints']
const trusts = ['Cairnfell', 'Three Becks', 'Heather and Slate', 'Lakeshore', 'Western Fells']

type Kind = {
  sector: string
  legalForm: string
  count: number
  /** What the one with this number in this village is called. */
  called: (village: string, at: number) => string
  /** The register of its code, with where its numbers begin. */
  codes?: (at: number) => string
  parent?: (at: number) => string
  hasDomain?: boolean
}

const urn = (begin: number) => (at: number) => `urn:${begin + at}`
const ods = (begin: string) => (at: number) => `ods:${begin}${String(at + 1).padStart(3, '0')}`
const inTrust = (every: number) => (at: number) =>
  at % every === 0 ? `local:DEMO-TRUST-${(at % trusts.length) + 1}` : ''

const kinds: Kind[] = [
  {
    sector: 'education',
    legalForm: 'Academy trust',
    count: trusts.length,
    called: (_village, at) => `${trusts[at]} Learning Trust`,
    codes: (at) => `local:DEMO-TRUST-${at + 1}`,
    hasDomain: true,
  },
  {
    sector: 'education',
    legalForm: 'Community school',
    count: 60,
    called: (village, at) =>
      `${village} ${at < villages.length ? 'Primary' : 'Infant and Junior'} School`,
    codes: urn(990_100),
    parent: inTrust(4),
    hasDomain: true,
  },
  {
    sector: 'education',
    legalForm: 'Voluntary aided school',
    count: 30,
    called: (village, at) => `${saints[at % saints.length]} Primary School, ${village}`,
    codes: urn(990_300),
  },
  {
    sector: 'education',
    legalForm: 'Academy converter',
    count: 20,
    called: (village) => `${village} Academy`,
    codes: urn(990_400),
    parent: inTrust(1),
    hasDomain: true,
  },
  {
    sector: 'education',
    legalForm: 'Community special school',
    count: 6,
    called: (village) => `${village} Lodge Special School`,
    codes: urn(990_500),
  },
  {
    sector: 'education',
    legalForm: 'Further education',
    count: 4,
    called: (village) => `${village} College`,
    codes: urn(990_600),
    hasDomain: true,
  },
  {
    sector: 'early-years',
    legalForm: 'Day nursery',
    count: 30,
    called: (village, at) => `${['Acorns', 'Little Fells', 'Dippers'][at % 3]} Nursery, ${village}`,
  },
  {
    sector: 'early-years',
    legalForm: 'Childminding network',
    count: 6,
    called: (village) => `${village} Childminding Network`,
  },
  {
    sector: 'health',
    legalForm: 'NHS trust',
    count: 2,
    called: (_village, at) => `${['Fells and Coast', 'Eastern Becks'][at]} NHS Foundation Trust`,
    codes: ods('ZZT'),
    hasDomain: true,
  },
  {
    sector: 'health',
    legalForm: 'GP practice',
    count: 28,
    called: (village, at) => `${village} ${at % 2 === 0 ? 'Surgery' : 'Health Centre'}`,
    codes: ods('ZZG'),
  },
  {
    sector: 'health',
    legalForm: 'Pharmacy',
    count: 10,
    called: (village) => `${village} Pharmacy`,
    codes: ods('ZZP'),
  },
  {
    sector: 'health',
    legalForm: 'NHS trust site',
    count: 8,
    called: (village) => `${village} Community Hospital`,
    codes: ods('ZZS'),
    parent: (at) => `ods:ZZT00${(at % 2) + 1}`,
  },
  {
    sector: 'council',
    legalForm: 'Council team',
    count: 9,
    called: (village, at) =>
      `${village} ${['Early Help Team', 'Family Hub', 'Children’s Team'][at % 3]}`,
  },
  {
    sector: 'police',
    legalForm: 'Police team',
    count: 4,
    called: (village) => `${village} Neighbourhood Policing Team`,
  },
  {
    sector: 'vcfse',
    legalForm: 'Charity',
    count: 30,
    called: (village, at) =>
      `${village} ${['Youth Club', 'Scouts', 'Young Carers', 'Food Bank', 'Community Church'][at % 5]}`,
    codes: (at) => `charity:99000${String(at).padStart(2, '0')}`,
  },
  {
    sector: 'probation',
    legalForm: 'Probation office',
    count: 2,
    called: (village) => `${village} Probation Office`,
  },
  {
    sector: 'youth-justice',
    legalForm: 'Youth justice service',
    count: 2,
    called: (village) => `${village} Youth Justice Service`,
  },
  {
    sector: 'housing',
    legalForm: 'Housing association',
    count: 10,
    called: (village) => `${village} Homes`,
    hasDomain: true,
  },
  {
    sector: 'sport',
    legalForm: 'Sports club',
    count: 24,
    called: (village, at) =>
      `${village} ${['Football Club', 'Swimming Club', 'Rugby Club', 'Leisure Centre'][at % 4]}`,
  },
  {
    sector: 'other',
    legalForm: 'Library or museum',
    count: 10,
    called: (village, at) => `${village} ${at % 2 === 0 ? 'Library' : 'Museum'}`,
  },
]

/** The register as the file that an officer could import: the same lines every time. */
export function demonstrationRegister(): string {
  const header = 'name,sector,postcode,place,parent,codes,opened,closed,domains,legal form'
  return [header, ...kinds.flatMap(linesOf)].join('\n')
}

function linesOf(kind: Kind, position: number): string[] {
  return Array.from({ length: kind.count }, (_, at) => {
    const village = villages[(at * 7 + position) % villages.length]!
    const postcode = `${village.postcode} ${position % 10}${letters(at)}`
    const name = kind.called(village.name, at)
    const opened = `${1950 + ((at * 13 + position * 5) % 65)}-0${(at % 9) + 1}-01`
    return [
      `"${name}"`,
      kind.sector,
      postcode,
      village.name,
      kind.parent?.(at) ?? '',
      kind.codes?.(at) ?? '',
      opened,
      '',
      kind.hasDomain ? `${domainOf(name)}.example` : '',
      kind.legalForm,
    ].join(',')
  })
}

const letters = (at: number): string =>
  String.fromCodePoint(65 + (at % 26)) + String.fromCodePoint(65 + (Math.floor(at / 26) % 26))

const domainOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

/** Takes the register in as an operator does: through the import. */
export async function seedOrganisations(services: Services): Promise<void> {
  const file = fileInMemory('demonstration-register.csv', Buffer.from(demonstrationRegister()))
  const read = await readImport(services, file, { format: 'csv', area: '', by: null })
  if (!read.ok) throw new Error(read.reason)
  await carryOutImport(services, { id: read.id, by: null })
}
