/** An organisation a text names, with its abbreviation where the text or common use gives one. */
export type Organisation = { name: string; abbreviation?: string }

/** Bodies that work across a nation or the UK, by the name they are known under. Data: add to it. */
const national: Organisation[] = [
  { name: 'NSPCC Learning' },
  { name: 'NSPCC' },
  { name: 'Childline' },
  { name: 'Barnardo’s' },
  { name: 'Action for Children' },
  { name: 'The Children’s Society' },
  { name: 'National Children’s Bureau', abbreviation: 'NCB' },
  { name: 'Save the Children' },
  { name: 'UNICEF' },
  { name: 'Coram' },
  { name: 'Department for Education', abbreviation: 'DfE' },
  { name: 'Department of Health and Social Care', abbreviation: 'DHSC' },
  { name: 'Home Office' },
  { name: 'Ministry of Justice', abbreviation: 'MoJ' },
  { name: 'Youth Justice Board', abbreviation: 'YJB' },
  { name: 'Ofsted' },
  { name: 'Estyn' },
  { name: 'Care Quality Commission', abbreviation: 'CQC' },
  { name: 'Care Inspectorate Wales', abbreviation: 'CIW' },
  { name: 'Social Care Wales' },
  { name: 'Public Health Wales' },
  { name: 'Public Health England' },
  { name: 'Welsh Government' },
  { name: 'Scottish Government' },
  { name: 'Safeguarding Board for Northern Ireland', abbreviation: 'SBNI' },
  { name: 'NHS England' },
  { name: 'National Crime Agency', abbreviation: 'NCA' },
  { name: 'National County Lines Coordination Centre', abbreviation: 'NCLCC' },
  { name: 'Child Exploitation and Online Protection', abbreviation: 'CEOP' },
  { name: 'CEOP' },
  { name: 'College of Policing' },
  { name: 'British Transport Police', abbreviation: 'BTP' },
  { name: 'Police Scotland' },
  { name: 'Police Service of Northern Ireland', abbreviation: 'PSNI' },
  { name: 'National Police Chiefs’ Council', abbreviation: 'NPCC' },
  { name: 'Local Government Association', abbreviation: 'LGA' },
  { name: 'Association of Directors of Children’s Services', abbreviation: 'ADCS' },
  { name: 'Cafcass' },
  { name: 'Crown Prosecution Service', abbreviation: 'CPS' },
  { name: 'Disclosure and Barring Service', abbreviation: 'DBS' },
  { name: 'Information Commissioner’s Office', abbreviation: 'ICO' },
  { name: 'Child Safeguarding Practice Review Panel' },
  { name: 'The Association of Safeguarding Partners', abbreviation: 'TASP' },
  { name: 'Children’s Commissioner' },
  { name: 'Ofcom' },
  { name: 'Internet Watch Foundation', abbreviation: 'IWF' },
  { name: 'UK Safer Internet Centre' },
  { name: 'Internet Matters' },
  { name: 'Parent Zone' },
  { name: 'SWGfL' },
  { name: 'Childnet' },
  { name: 'Lucy Faithfull Foundation' },
  { name: 'Stop It Now' },
  { name: 'Marie Collins Foundation' },
  { name: 'NWG Network' },
  { name: 'Parents Against Child Exploitation', abbreviation: 'PACE' },
  { name: 'Crimestoppers' },
  { name: 'Fearless' },
  { name: 'Missing People' },
  { name: 'Catch22' },
  { name: 'St Giles Trust' },
  { name: 'Samaritans' },
  { name: 'Papyrus' },
  { name: 'YoungMinds' },
  { name: 'Kooth' },
  { name: 'Anna Freud' },
  { name: 'Place2Be' },
  { name: 'Women’s Aid' },
  { name: 'SafeLives' },
  { name: 'Rape Crisis' },
  { name: 'Respect' },
  { name: 'Anti-Bullying Alliance' },
  { name: 'Kidscape' },
  { name: 'The Lullaby Trust' },
  { name: 'Institute of Health Visiting' },
  { name: 'Research in Practice' },
  { name: 'What Works for Children’s Social Care' },
  { name: 'Centre of Expertise on Child Sexual Abuse', abbreviation: 'CSA Centre' },
  { name: 'Family Rights Group' },
  { name: 'Royal College of Nursing', abbreviation: 'RCN' },
  { name: 'Royal College of Paediatrics and Child Health', abbreviation: 'RCPCH' },
  { name: 'Virtual College' },
]
// Names that are ordinary words too count only beside a word that makes them a name.
const ambiguous = new Set(['Respect', 'Fearless'])

const knownPatterns = national
  .toSorted((one, other) => other.name.length - one.name.length)
  .map((known) => ({ known, pattern: knownPattern(known.name) }))

function knownPattern(name: string): RegExp {
  const words = name
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/^The /, '(?:[Tt]he )?')
    .replaceAll('’', "['’]")
    .replaceAll(' ', String.raw`\s+`)
  const guard = ambiguous.has(name) ? String.raw`(?:\.org|\s+(?:charity|helpline|phoneline))` : ''
  return new RegExp(String.raw`(?<![\p{L}\p{N}])${words}${guard}(?![\p{L}\p{N}]|\.\p{L})`, 'gu')
}

// The last words of a local body's name.
const keys = String.raw`(?:Safeguarding\s+(?:Children(?:['’]?s)?|Adults?)\s+(?:Partnership|Board|Executive)|Child\s+Protection\s+Committee|Clinical\s+Commissioning\s+Groups?|Integrated\s+Care\s+(?:Board|Partnership|System)|(?:University\s+)?Health\s+Board|Health\s+and\s+Social\s+Care\s+Trust|(?:NHS\s+)?(?:Foundation\s+)?Trust|Fire\s+and\s+Rescue(?:\s+Service)?|Probation\s+Service|Youth\s+(?:Offending|Justice)\s+(?:Team|Service)|Police\s+and\s+Crime\s+Commissioner|Crime\s+Commissioner|(?:County|City|District|Borough|Parish|Town|Metropolitan|Unitary)\s+Council|Council|Constabulary|Police(?:\s+Service|\s+Force)?|Partnership(?:\s+Board)?|Safeguarding\s+Board|Board|Foundation|Federation|Association|Alliance|Society|University|Hospitals?|Diocese|Football\s+Association|Violence\s+Reduction\s+Unit|Rape\s+Crisis|Women['’]s\s+Aid|Youth\s+Zone|L?SCP|LSCB|RSB|CPC|ICB|CCGs?)`
const endsLikeBody = new RegExp(`${keys}$`, 'u')
const nameWord = String.raw`(?:\p{Lu}[\p{L}'’-]*|St\.)`
const link = String.raw`(?:of|and|&|the|for|in|upon|on|with|le|y|a)`
const generic = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:${nameWord}[^\S\n]+(?:${link}[^\S\n]+){0,2}){1,7}${keys}(?![\p{L}\p{N}])(?:(?<=Commissioner|Board|Association|Federation|University)[^\S\n]+(?:of|for)[^\S\n]+(?:the[^\S\n]+)?${nameWord}(?:[^\S\n]+(?:and[^\S\n]+)?${nameWord}){0,3})?`,
  'gu',
)
const ofPlace = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:University|Diocese|College)\s+of\s+${nameWord}(?:[^\S\n]+${nameWord})?`,
  'gu',
)
const health = new RegExp(
  String.raw`(?<![\p{L}\p{N}])NHS[^\S\n]+${nameWord}(?:[^\S\n]+(?:(?:of|and|&)[^\S\n]+)?${nameWord}){0,5}`,
  'gu',
)

const openers = new Set(
  'The On In At From With By Our Your Please Contact Join Visit Dear All Local New As If For To And Following This These Earlier Both When While Each Every Is Are Was Were Has Have Also Read See Welcome Congratulations Thanks Thank Did Do Can Could Would Will Now Here There That Its A An We You I It He She They Staff Colleagues'.split(
    ' ',
  ),
)

/** Every organisation in the order of the text, once each. `known` gives abbreviations met elsewhere. */
export function findOrganisations(text: string, known: Organisation[] = []): Organisation[] {
  const found: { at: number; end: number; organisation: Organisation }[] = []
  const add = (at: number, words: string, organisation: Organisation): void => {
    const end = at + words.length
    if (found.some((other) => at < other.end && other.at < end)) return
    const bracket = /^\s*\(\s*(?:the\s+)?["“'‘]?(\p{Lu}[\p{L}&]{1,9})["”'’]?\s*\)/u.exec(
      text.slice(end, end + 30),
    )
    const abbreviation = bracket?.[1] ?? organisation.abbreviation
    found.push({
      at,
      end,
      organisation: abbreviation ? { ...organisation, abbreviation } : { name: organisation.name },
    })
  }
  for (const { known: organisation, pattern } of knownPatterns) {
    for (const match of text.matchAll(pattern)) add(match.index, match[0], organisation)
  }
  for (const pattern of [generic, health, ofPlace]) {
    for (const match of text.matchAll(pattern)) {
      for (const { part, at } of eachBody(match[0])) {
        const name = withoutOpeners(part)
        const from = match.index + at + part.length - (name?.length ?? 0)
        if (name) add(from, name, { name: name.replace(/\s+/g, ' ') })
      }
    }
  }
  for (const organisation of known.filter(({ abbreviation }) => abbreviation)) {
    for (const match of text.matchAll(knownPattern(organisation.abbreviation!)))
      add(match.index, match[0], organisation)
  }
  const ordered = found.toSorted((one, other) => one.at - other.at)
  return onceEach(ordered.map(({ organisation }) => organisation))
}

/** "Ellerdale Council and Ellerdale Constabulary" are two: the words before "and" are a name already. */
function eachBody(words: string): { part: string; at: number }[] {
  for (const match of words.matchAll(/\s+(?:and|&|with)\s+(?:the\s+)?/g)) {
    const left = words.slice(0, match.index)
    const isPolice =
      /^NHS\s/.test(left) &&
      /^(?:Police|Fire)\b|(?:Police|Council|Constabulary)$/.test(
        words.slice(match.index + match[0].length),
      )
    if (!endsLikeBody.test(left) && !isPolice) continue
    const next = match.index + match[0].length
    const rest = eachBody(words.slice(next)).map(({ part, at }) => ({ part, at: at + next }))
    return [{ part: left, at: 0 }, ...rest]
  }
  return [{ part: words, at: 0 }]
}

function withoutOpeners(name: string): string | undefined {
  const words = name.split(/(?<=\s)/)
  while (words.length > 0 && (openers.has(words[0]!.trim()) || /^\p{Ll}|^&/u.test(words[0]!)))
    words.shift()
  const rest = words.join('')
  // One word of a name must be left: "Safeguarding Partnership" alone says which only in its area.
  const isHeading = words.length > 2 && /^[^\p{Ll}]+$/u.test(rest)
  return words.length >= 2 &&
    !isHeading &&
    !/^(?:Multi-Agency|Independent|Executive|Management|Strategic)\s/.test(rest)
    ? rest
    : undefined
}

function onceEach(organisations: Organisation[]): Organisation[] {
  const kept: Organisation[] = []
  for (const organisation of organisations) {
    const same = kept.find((other) => sameName(other, organisation))
    if (!same) kept.push({ ...organisation })
    else if (isShortFor(same.name, organisation.name)) same.name = organisation.name
    else if (!same.abbreviation && organisation.abbreviation)
      same.abbreviation = organisation.abbreviation
  }
  return kept
}

const sameName = (one: Organisation, other: Organisation): boolean =>
  isShortFor(one.name, other.name) ||
  isShortFor(other.name, one.name) ||
  plainName(one.name) === plainName(other.name) ||
  (one.abbreviation !== undefined && one.abbreviation === other.name) ||
  (other.abbreviation !== undefined && other.abbreviation === one.name)

/** "Ellerdale SCP" is Ellerdale Safeguarding Children Partnership. */
function isShortFor(short: string, long: string): boolean {
  const [, place, letters] = /^(.+) (\p{Lu}{2,5})$/u.exec(short) ?? []
  if (!place || !letters || !long.startsWith(`${place} `)) return false
  const initials = long
    .slice(place.length + 1)
    .split(/\s+/)
    .filter((word) => /^\p{Lu}/u.test(word))
    .map((word) => word[0])
  return initials.join('') === letters
}

const plainName = (name: string): string =>
  name.toLowerCase().replace(/^the /, '').replaceAll('&', 'and').replace(/[’']/g, '')
