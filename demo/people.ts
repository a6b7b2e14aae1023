import type { Role } from '../src/platform/access.ts'
import type { Database, DatabaseTransaction } from '../src/platform/database.ts'
import type { Services } from '../src/platform/web.ts'
import { hashPassword, insertSuccession, sealSecondFactorKey } from '../src/people/people.ts'
import type { Cast } from './publish-historic.ts'

/** The key of every demonstration sign-in's second factor, for an authenticator app. The sign-in page shows its code too. */
export const demonstrationKey = 'CAIRNDEMONSTRATIONKEYFORTHEFELLS'

type DemonstrationPerson = {
  name: string
  email: string
  password: string
  roles: Role[]
  organisation: keyof typeof organisations
  jobTitle: string
  jobRole: string
  /** How long ago they said that their details are right. Default: a month. */
  confirmedDaysAgo?: number
  /** Where else they work. */
  second?: { organisation: keyof typeof organisations; jobTitle: string; jobRole: string }
  /** Said beside the sign-in when Cairn starts. */
  shows: string
}

/** Nobody of these exists. The addresses end in `.example`, which no mail can reach. */
export const demonstrationPeople: DemonstrationPerson[] = [
  {
    name: 'Ivy Thornthwaite',
    email: 'officer@cumbria2020.example',
    password: 'slate heather beck lantern',
    roles: ['officer'],
    organisation: 'businessUnit',
    jobTitle: 'Partnership manager',
    jobRole: 'manager',
    shows: 'officer: everything',
  },
  {
    name: 'Callum Wray',
    email: 'second.officer@cumbria2020.example',
    password: 'bracken kettle ferry seven',
    roles: ['officer'],
    organisation: 'businessUnit',
    jobTitle: 'Deputy partnership manager',
    jobRole: 'manager',
    shows: 'officer: publishes what the other wrote',
  },
  {
    name: 'Priya Hallam',
    email: 'communications@cumbria2020.example',
    password: 'curlew ribbon granite tea',
    roles: ['communications'],
    organisation: 'businessUnit',
    jobTitle: 'Communications officer',
    jobRole: 'other',
    shows: 'communications: campaigns, guidance, bulletins',
  },
  {
    name: 'Owen Rigg',
    email: 'training@cumbria2020.example',
    password: 'tarn whistle button sedge',
    roles: ['training-coordinator'],
    organisation: 'businessUnit',
    jobTitle: 'Training coordinator',
    jobRole: 'manager',
    confirmedDaysAgo: 240,
    shows: 'training coordinator: courses and enrolments',
  },
  {
    name: 'Hannah Lowick',
    email: 'lead@fellside-school.example',
    password: 'gorse marble sheepdog rain',
    roles: ['agency-lead', 'practitioner'],
    organisation: 'school',
    jobTitle: 'Designated safeguarding lead',
    jobRole: 'safeguarding-lead',
    confirmedDaysAgo: 190,
    shows: 'agency lead: a school and its people',
  },
  {
    name: 'Jo Askham',
    email: 'practitioner@derwent-youth.example',
    password: 'otter pencil harbour moss',
    roles: ['practitioner'],
    organisation: 'charity',
    jobTitle: 'Youth worker',
    jobRole: 'youth-worker',
    second: {
      organisation: 'nursery',
      jobTitle: 'Holiday club assistant',
      jobRole: 'early-years',
    },
    shows: 'practitioner of an outside agency: learns',
  },
]

/** What `npm start` prints: role, address, password. */
export const demonstrationSignIns = demonstrationPeople.map(
  ({ shows, email, password, roles }) => ({
    shows,
    email,
    password,
    hasSecondFactor: roles.some((role) => role !== 'practitioner'),
  }),
)

type DemonstrationOrganisation = {
  sector: string
  isHost?: boolean
  openedOn?: string
  closedOn?: string
  names: [name: string, from: string][]
  successors?: string[]
  /** Only of those that are made up: postcodes that the Royal Mail has not given out. */
  place?: string
  postcode?: string
  codes?: [scheme: 'urn' | 'ods' | 'local', code: string][]
  /** E-mail domains that are its own, which suggest it to whoever registers with one. */
  domains?: string[]
}

/**
 * Public bodies of Cumbria with the names and dates they had, so that a register whose organisations change can be
 * seen; and four that are made up, in which the demonstration's people work.
 */
const organisations = {
  businessUnit: {
    sector: 'council',
    isHost: true,
    openedOn: '2019-09-29',
    names: [['Partnership business unit (demonstration)', '2019-09-29']],
  },
  school: {
    sector: 'education',
    place: 'Kendal',
    postcode: 'LA99 1FS',
    codes: [
      ['urn', '999001'],
      ['urn', '999002'],
    ],
    domains: ['fellside-school.example'],
    names: [
      ['Fellside Primary School (demonstration)', '1974-09-01'],
      ['Fellside Primary Academy (demonstration)', '2019-01-01'],
    ],
  },
  charity: {
    sector: 'vcfse',
    place: 'Keswick',
    postcode: 'CA99 2DY',
    domains: ['derwent-youth.example'],
    names: [['Derwent Youth Project (demonstration)', '2003-05-12']],
  },
  nursery: {
    sector: 'early-years',
    place: 'Penrith',
    postcode: 'CA99 3EV',
    domains: ['eden-nursery.example'],
    names: [['Eden Valley Nursery (demonstration)', '2011-09-05']],
  },
  cumberland: {
    sector: 'council',
    openedOn: '2023-04-01',
    names: [['Cumberland Council', '2023-04-01']],
  },
  westmorlandAndFurness: {
    sector: 'council',
    openedOn: '2023-04-01',
    names: [['Westmorland and Furness Council', '2023-04-01']],
  },
  countyCouncil: {
    sector: 'council',
    openedOn: '1974-04-01',
    closedOn: '2023-04-01',
    names: [['Cumbria County Council', '1974-04-01']],
    successors: ['cumberland', 'westmorlandAndFurness'],
  },
  constabulary: { sector: 'police', names: [['Cumbria Constabulary', '1974-04-01']] },
  commissioner: {
    sector: 'police',
    names: [
      ['Cumbria Office of the Police and Crime Commissioner', '2012-11-22'],
      ['Cumbria Office of the Police, Fire and Crime Commissioner', '2023-04-01'],
    ],
  },
  northEastAndNorthCumbria: {
    sector: 'health',
    openedOn: '2022-07-01',
    names: [['NHS North East and North Cumbria Integrated Care Board', '2022-07-01']],
  },
  lancashireAndSouthCumbria: {
    sector: 'health',
    openedOn: '2022-07-01',
    names: [['NHS Lancashire and South Cumbria Integrated Care Board', '2022-07-01']],
  },
  northCumbriaGroup: {
    sector: 'health',
    openedOn: '2013-04-01',
    closedOn: '2022-07-01',
    names: [
      ['NHS Cumbria Clinical Commissioning Group', '2013-04-01'],
      ['NHS North Cumbria Clinical Commissioning Group', '2017-04-01'],
    ],
    successors: ['northEastAndNorthCumbria'],
  },
  morecambeBayGroup: {
    sector: 'health',
    openedOn: '2013-04-01',
    closedOn: '2022-07-01',
    names: [
      ['NHS Lancashire North Clinical Commissioning Group', '2013-04-01'],
      ['NHS Morecambe Bay Clinical Commissioning Group', '2017-04-01'],
    ],
    successors: ['lancashireAndSouthCumbria'],
  },
  nspcc: { sector: 'vcfse', names: [['NSPCC', '1884-07-08']] },
} satisfies Record<string, DemonstrationOrganisation>

/** The demonstration's partnership, organisations and people. */
export async function seedPeople(services: Services): Promise<void> {
  const hashes = new Map<string, string>()
  for (const { email, password } of demonstrationPeople)
    hashes.set(email, await hashPassword(password))
  await services.database.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('partnership')
      .values({
        name: 'Demonstration: Cumbria 2020',
        short_name: 'Cumbria 2020',
        area: 'Cumbria',
        nation: 'england',
        valid_from: '2019-09-29',
        valid_to: null,
        is_demonstration: true,
      })
      .execute()
    const ids = await addOrganisations(transaction, services.clock.now())
    for (const person of demonstrationPeople)
      await addPerson(services, transaction, person, {
        organisationId: ids.get(person.organisation)!,
        secondId: person.second ? ids.get(person.second.organisation)! : null,
        hash: hashes.get(person.email)!,
      })
  })
}

/** Who writes the demonstration's pages, and who lets them out. */
export async function demonstrationCast(database: Database): Promise<Cast> {
  const idOf = async (email: string): Promise<string> => {
    const { id } = await database
      .selectFrom('person')
      .select('id')
      .where('email', '=', email)
      .executeTakeFirstOrThrow()
    return id
  }
  return {
    authorId: await idOf('communications@cumbria2020.example'),
    reviewerId: await idOf('officer@cumbria2020.example'),
  }
}

async function addOrganisations(
  transaction: DatabaseTransaction,
  now: Date,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const [key, organisation] of Object.entries<DemonstrationOrganisation>(organisations)) {
    const { id } = await transaction
      .insertInto('organisation')
      .values({
        agency_sector_code: organisation.sector,
        postcode: organisation.postcode ?? null,
        place: organisation.place ?? null,
        is_host: organisation.isHost ?? false,
        opened_on: organisation.openedOn ?? null,
        closed_on: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    ids.set(key, id)
    await transaction
      .insertInto('organisation_name')
      .values(
        organisation.names.map(([name, from], at) => ({
          organisation_id: id,
          name,
          valid_from: from,
          valid_to: organisation.names[at + 1]?.[1] ?? null,
        })),
      )
      .execute()
    await addMarks(transaction, id, organisation)
    if (organisation.closedOn)
      await insertSuccession(transaction, {
        kind: (organisation.successors?.length ?? 0) > 1 ? 'split' : 'merger',
        on: organisation.closedOn,
        from: [id],
        to: (organisation.successors ?? []).map((successor) => ids.get(successor)!),
        by: null,
        now,
      })
  }
  return ids
}

async function addMarks(
  transaction: DatabaseTransaction,
  id: string,
  { codes = [], domains = [] }: DemonstrationOrganisation,
): Promise<void> {
  for (const [scheme, code] of codes)
    await transaction
      .insertInto('organisation_code')
      .values({ scheme, code, organisation_id: id })
      .execute()
  for (const domain of domains)
    await transaction
      .insertInto('organisation_domain')
      .values({ domain, organisation_id: id })
      .execute()
}

async function addPerson(
  services: Services,
  transaction: DatabaseTransaction,
  person: DemonstrationPerson,
  given: { organisationId: string; secondId: string | null; hash: string },
): Promise<void> {
  const now = services.clock.now()
  const { id } = await transaction
    .insertInto('person')
    .values({
      name: person.name,
      email: person.email,
      email_verified_at: now,
      is_demonstration: true,
      // Confirmed, due and overdue can all be seen.
      details_confirmed_at: new Date(
        now.getTime() - (person.confirmedDaysAgo ?? 30) * 24 * 3600_000,
      ),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await transaction
    .insertInto('affiliation')
    .values({
      person_id: id,
      organisation_id: given.organisationId,
      job_title: person.jobTitle,
      job_role_code: person.jobRole,
      valid_from: '2019-09-29',
      valid_to: null,
    })
    .execute()
  if (person.second)
    await transaction
      .insertInto('affiliation')
      .values({
        person_id: id,
        organisation_id: given.secondId!,
        job_title: person.second.jobTitle,
        job_role_code: person.second.jobRole,
        is_main: false,
        valid_from: '2020-04-01',
        valid_to: null,
      })
      .execute()
  await transaction
    .insertInto('person_role')
    .values(
      person.roles.map((role) => ({
        person_id: id,
        role,
        organisation_id: role === 'agency-lead' ? given.organisationId : null,
      })),
    )
    .execute()
  await transaction
    .insertInto('password')
    .values({ person_id: id, hash: given.hash, changed_at: now })
    .execute()
  if (person.roles.some((role) => role !== 'practitioner')) {
    await transaction
      .insertInto('second_factor')
      .values({
        person_id: id,
        secret_encrypted: sealSecondFactorKey(services, demonstrationKey),
        confirmed_at: now,
        last_step: null,
      })
      .execute()
  }
}
