import { z } from 'zod'
import type { FormState } from '../platform/forms.ts'
import { safeAddress } from '../publishing/rich-text-addresses.ts'
import { richTextInput, richTextValue } from '../publishing/rich-text-field.tsx'
import { isEmptyDocument } from '../publishing/rich-text.ts'
import { withRows, withRowValues, type Row } from '../ui/form-rows.ts'
import { choices, line, requiredLine, words } from '../ui/form-words.ts'
import { partOf, seeAlsoKinds, type GuidanceContent } from './guidance-content.ts'
import { nations } from './nations.ts'

const title = requiredLine('The title', 200, 'Enter a title')
const summary = words('The summary', 500)

/** A page begins with its title and summary. */
export const NewGuidanceForm = z.object({ title, summary })

/** A web address, as it is kept; null for an empty field. */
const webAddress = words('The address', 2000).transform((typed, context): string | null => {
  if (typed === '') return null
  const address = safeAddress(typed)
  if (address !== undefined && /^https?:/i.test(address)) return address
  context.addIssue({
    code: 'custom',
    message: 'Enter a full address, such as https://example.org/page',
  })
  return z.NEVER
})

const section = z.object({
  title: line('The title of a section', 150),
  text: richTextInput({ max: 30_000, what: 'The text of a section' }),
  nation: z
    .enum(['', ...nations])
    .catch('')
    .transform((nation) => nation || null),
})

const nationPart = z.object({
  nation: z.enum(nations),
  term: line('The term', 150),
  differs: richTextInput({ max: 10_000, what: 'What differs' }),
  instrumentIds: choices.pipe(z.array(z.uuid().catch(''))).transform((ids) => ids.filter(Boolean)),
})

const seeAlso = z
  .object({
    title: line('The title', 200),
    publisher: words('The publisher', 150),
    address: webAddress,
    kind: z.enum(seeAlsoKinds).catch('resource'),
  })
  .superRefine((entry, context) => {
    if (entry.title === '' && (entry.publisher !== '' || entry.address !== null))
      context.addIssue({ code: 'custom', path: ['title'], message: 'Enter the title' })
  })

/** A draft may lack anything but a title: what a review needs is said in the check list. */
export const GuidanceForm = withRows(
  ['sections', 'nations', 'seeAlso'],
  z
    .object({
      title,
      summary,
      audience: words('Who it is for', 500),
      publisher: words('The publisher', 150),
      topics: choices,
      sections: z.array(section),
      nations: z.array(nationPart),
      seeAlso: z.array(seeAlso),
      note: words('What you changed', 200),
      basedOn: z.coerce.number().int().min(1),
    })
    .transform(({ title, summary, note, basedOn, ...content }) => ({
      title,
      summary,
      note,
      basedOn,
      content: withoutEmptyRows(content),
    })),
)

/** The fields of a new row. */
export const guidanceRowBlanks: Record<string, Row> = {
  sections: { title: '', text: '', nation: '' },
  seeAlso: { title: '', publisher: '', address: '', kind: 'resource' },
}

function withoutEmptyRows(content: GuidanceContent): GuidanceContent {
  return {
    ...content,
    sections: content.sections.filter(({ title, text }) => title !== '' || !isEmptyDocument(text)),
    nations: content.nations.filter(
      ({ term, differs, instrumentIds }) =>
        term !== '' || !isEmptyDocument(differs) || instrumentIds.length > 0,
    ),
    seeAlso: content.seeAlso.filter((entry) => entry.title !== ''),
  }
}

/** The form as it opens on a draft. Every nation has its row, filled or not. */
export function guidanceFormOf(draft: {
  title: string
  summary: string
  content: GuidanceContent
  version: number
}): FormState {
  const { title, summary, content, version } = draft
  const base: FormState['values'] = {
    title,
    summary,
    audience: content.audience,
    publisher: content.publisher,
    topics: content.topics,
    note: '',
    basedOn: String(version),
  }
  const sections = content.sections.map((section) => ({
    title: section.title,
    text: richTextValue(section.text),
    nation: section.nation ?? '',
  }))
  const nationRows = nations.map((nation) => {
    const part = partOf(content, nation)
    return {
      nation,
      term: part?.term ?? '',
      differs: part ? richTextValue(part.differs) : '',
      instrumentIds: part?.instrumentIds ?? [],
    }
  })
  const seeAlso = content.seeAlso.map((entry) => ({ ...entry, address: entry.address ?? '' }))
  const values = [
    ['sections', sections],
    ['nations', nationRows],
    ['seeAlso', seeAlso],
  ] as const
  return {
    values: values.reduce((all, [name, rows]) => withRowValues(all, name, rows), base),
    errors: [],
  }
}
