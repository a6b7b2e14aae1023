import { listAgencySectors } from '../people/people.ts'
import type { Database } from '../platform/database.ts'
import {
  comparedDate,
  comparedText,
  reference,
  type NamedReference,
} from '../publishing/compared-words.ts'
import type { PublicationKind } from '../publishing/publishing.ts'
import { missingOf } from '../ui/readiness.tsx'
import type { RichTextDocument } from '../publishing/rich-text.ts'
import {
  courseSchema,
  deliveryNames,
  moduleKindNames,
  type Band,
  type CourseContent,
  type CourseModule,
} from './course-content.ts'
import { courseReadiness } from './course-readiness.ts'
import { previewCourse } from './course-preview.tsx'
import { insertCourseVersion, listFrameworks } from './course-queries.ts'
import { writeCourses } from './learning-access.ts'
import { learningPaths } from './learning-paths.ts'

/** Practitioners of every agency, many of whom read quickly between two other things. */
const readingAge = 14

export const courseKind: PublicationKind<CourseContent> = {
  kind: 'course',
  noun: 'course',
  schema: courseSchema,
  access: writeCourses,
  path: learningPaths.course,
  editPath: learningPaths.edit,
  textsOf: (content) => [
    ...(content.outcomes.length > 0
      ? [{ where: 'Outcomes', document: listOf(content.outcomes), readingAge }]
      : []),
    { where: 'How to enrol', document: content.howToEnrol, readingAge },
    { where: 'People outside the council', document: content.outsideAgencies, readingAge },
    { where: 'Details check', document: content.detailsCheck, readingAge },
    ...content.modules.map((module, at) => ({
      where: moduleLabel(module, at),
      document: module.text,
      readingAge,
      // Learners read it; a search by somebody else would lead to a page without it.
      isForMembers: true,
    })),
  ],
  alsoFoundBy: (content) => [
    bandText(content),
    content.delivery ? deliveryNames[content.delivery] : '',
    content.audience,
    ...content.sectors.map(reference),
    ...content.modules.map(({ title }) => title),
    content.contact,
  ],
  fieldsOf: (content) => [
    { label: 'Training band', text: bandText(content) },
    { label: 'How it is taught', text: content.delivery ? deliveryNames[content.delivery] : '' },
    { label: 'For whom', text: content.audience },
    { label: 'Sectors', text: content.sectors.map(reference).join(', ') },
    { label: 'Outcomes', text: content.outcomes.join('\n') },
    { label: 'How to enrol', text: comparedText(content.howToEnrol) },
    { label: 'People outside the council', text: comparedText(content.outsideAgencies) },
    { label: 'Details check', text: comparedText(content.detailsCheck) },
    { label: 'Contact', text: content.contact },
    { label: 'Opens', text: comparedDate(content.opensOn) },
    { label: 'Closes', text: comparedDate(content.closesOn) },
    ...content.modules.map((module, at) => ({
      label: moduleLabel(module, at),
      text: moduleText(module),
    })),
  ],
  namesOf: nameReferences,
  preview: previewCourse,
  obstaclesOf: (edition) => missingOf(courseReadiness(edition)),
  onPublish: (transaction, edition) =>
    insertCourseVersion(transaction, {
      courseId: edition.publication.id,
      number: edition.version,
      title: edition.title,
      content: edition.content,
      publishedAt: edition.publication.published_at!,
    }),
}

function moduleLabel(module: CourseModule, at: number): string {
  return `Module ${at + 1}${module.title ? `: ${module.title}` : ''}`
}

function bandText({ band, bandLabel }: CourseContent): string {
  return [bandLabel, band && reference(bandKey(band))].filter(Boolean).join(' · ')
}

const bandKey = ({ framework, code }: Band): string => `${framework}:${code}`

async function nameReferences(database: Database): Promise<NamedReference[]> {
  const [sectors, frameworks] = [await listAgencySectors(database), await listFrameworks(database)]
  return [
    ...sectors.map(({ code, name }) => ({ key: code, name })),
    ...frameworks.flatMap((framework) =>
      framework.bands.map((band) => ({
        key: bandKey({ framework: framework.code, code: band.code }),
        name: `${framework.name}: ${band.label}`,
      })),
    ),
  ]
}

function moduleText(module: CourseModule): string {
  const { kind, minutes, isOptional, passMarkPercent, questions } = module
  const facts = [
    moduleKindNames[kind],
    `${minutes} minutes`,
    isOptional && 'optional',
    kind === 'knowledge-check' && `pass mark ${passMarkPercent} %`,
  ]
  return [
    facts.filter(Boolean).join(', '),
    comparedText(module.text),
    ...questions.flatMap((question) => [
      question.text,
      ...question.answers.map(({ text, isCorrect }) => `${isCorrect ? '✓' : '–'} ${text}`),
      question.explanation,
    ]),
  ]
    .filter(Boolean)
    .join('\n')
}

function listOf(lines: string[]): RichTextDocument {
  return {
    type: 'doc',
    content: [
      {
        type: 'bulletList',
        content: lines.map((text) => ({
          type: 'listItem',
          content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
        })),
      },
    ],
  }
}
