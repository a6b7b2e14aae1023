import { officerOr } from '../platform/access.ts'
import type { Database } from '../platform/database.ts'
import type { PublicationKind } from '../publishing/publishing.ts'
import { comparedText, reference, type NamedReference } from '../publishing/compared-words.ts'
import { missingOf } from '../ui/readiness.tsx'
import {
  guidanceSchema,
  seeAlsoKindNames,
  type GuidanceContent,
  type SeeAlso,
} from './guidance-content.ts'
import { showGuidance } from './guidance-preview.tsx'
import { listInstruments, listTopics } from './guidance-queries.ts'
import { guidanceReadiness } from './guidance-readiness.ts'
import { nationNames } from './nations.ts'
import { guidancePaths } from './guidance-paths.ts'

export const writeGuidance = officerOr('write and publish guidance', 'communications')

/** Guidance for practitioners is read by people with training in the subject: plain, but precise. */
const readingAge = 14

export const guidanceKind: PublicationKind<GuidanceContent> = {
  kind: 'guidance',
  noun: 'guidance page',
  schema: guidanceSchema,
  access: writeGuidance,
  path: guidancePaths.show,
  editPath: guidancePaths.edit,
  textsOf: (content) => [
    ...content.sections.map(({ title, text, nation }, at) => ({
      where: sectionLabel(at, title),
      title,
      document: text,
      readingAge,
      ...(nation === null ? {} : { nation }),
    })),
    ...content.nations.map(({ nation, differs }) => ({
      where: `What differs in ${nationNames[nation]}`,
      document: differs,
      readingAge,
      nation,
    })),
  ],
  alsoFoundBy: (content) => [
    content.publisher,
    content.audience,
    ...content.topics.map(reference),
    ...content.nations.flatMap(({ term, instrumentIds }) => [
      term,
      ...instrumentIds.map(reference),
    ]),
    ...content.seeAlso.flatMap(({ title, publisher }) => [title, publisher]),
  ],
  fieldsOf: (content) => [
    { label: 'Publisher', text: content.publisher },
    { label: 'Who it is for', text: content.audience },
    { label: 'Topics', text: content.topics.map(reference).join(', ') },
    ...content.sections.map(({ title, text, nation }, at) => ({
      label: sectionLabel(at, title),
      text: [nation && `Only in ${nationNames[nation]}`, comparedText(text)]
        .filter(Boolean)
        .join('\n'),
    })),
    ...content.nations.flatMap(({ nation, term, differs, instrumentIds }) => [
      { label: `Term used in ${nationNames[nation]}`, text: term },
      { label: `What differs in ${nationNames[nation]}`, text: comparedText(differs) },
      {
        label: `Law named for ${nationNames[nation]}`,
        text: instrumentIds.map(reference).join('\n'),
      },
    ]),
    { label: 'See also', text: content.seeAlso.map(seeAlsoLine).join('\n') },
  ],
  namesOf: nameReferences,
  preview: (c, edition) => showGuidance(c, edition, { isPreview: true }),
  obstaclesOf: (edition) => missingOf(guidanceReadiness(edition)),
}

async function nameReferences(database: Database): Promise<NamedReference[]> {
  const [topics, laws] = [await listTopics(database), await listInstruments(database)]
  return [
    ...topics.map(({ slug, title }) => ({ key: slug, name: title })),
    ...laws.map(({ id, title }) => ({ key: id, name: title })),
  ]
}

function sectionLabel(at: number, title: string): string {
  return `Section ${at + 1}${title ? `: ${title}` : ''}`
}

function seeAlsoLine(entry: SeeAlso): string {
  return [seeAlsoKindNames[entry.kind], entry.publisher, entry.title, entry.address ?? 'no address']
    .filter(Boolean)
    .join(' · ')
}
