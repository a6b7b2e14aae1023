import { z } from 'zod'
import type { FormState } from '../platform/forms.ts'
import { richTextInput, richTextValue } from '../publishing/rich-text-field.tsx'
import { safeAddress } from '../publishing/rich-text-addresses.ts'
import { line, requiredLine } from '../ui/form-words.ts'
import { formWith } from '../ui/form.tsx'
import {
  bulletinItemKinds,
  bulletinLimits,
  type BulletinContent,
  type BulletinItem,
  type BulletinLink,
} from './bulletin-content.ts'

const title = line('The title', bulletinLimits.title)
const requiredTitle = requiredLine('The title', bulletinLimits.title, 'Enter a title')

/** The two fields of a month become YYYY-MM; `''` when it is none. */
export function withMonth<T extends z.ZodType>(schema: T) {
  return z.preprocess((values: FormState['values']) => {
    const part = (name: string): string => [values[`month-${name}`]].flat()[0]?.trim() ?? ''
    const [month, year] = [Number(part('month')), Number(part('year'))]
    const isReal = month >= 1 && month <= 12 && year >= 2000 && year <= 2100
    return {
      ...values,
      month:
        isReal && Number.isInteger(month + year) ? `${year}-${String(month).padStart(2, '0')}` : '',
    } as unknown
  }, schema)
}

export const missingMonth = 'Enter the month and year, like 10 2020'
const month = z.string().min(1, missingMonth)
const basedOn = z.coerce.number().int().min(1)

export const NewBulletinForm = withMonth(z.object({ title, month }))

export const DetailsForm = withMonth(
  z.object({
    basedOn,
    title: requiredTitle,
    month,
    summary: z.string().trim().max(300, 'The summary must be 300 characters or fewer').default(''),
    introduction: richTextInput({ max: 5000, what: 'The introduction' }),
    senderNote: richTextInput({ max: 2000, what: 'The closing note' }),
  }),
)

/** How many empty rows for links the form offers beside those that are there. */
const spareLinks = 2

export const ItemForm = z
  .looseObject({
    basedOn,
    kind: z.enum(bulletinItemKinds, { error: 'Choose what kind of item this is' }),
    title: requiredTitle,
    text: richTextInput({ max: 10_000, required: 'Write the item’s text', what: 'The text' }),
    linkedPublicationId: z.union([z.uuid(), z.literal('')]).default(''),
  })
  .transform((values, context) => {
    const { basedOn, kind, title, text, linkedPublicationId } = values
    const say = (path: string, message: string): void => {
      context.addIssue({ code: 'custom', path: [path], message })
    }
    const links = readLinks(values as FormState['values'], say)
    return { basedOn, kind, title, text, linkedPublicationId: linkedPublicationId || null, links }
  })

function readLinks(
  values: FormState['values'],
  say: (path: string, message: string) => void,
): BulletinLink[] {
  const typed = (name: string): string => [values[name]].flat()[0]?.trim() ?? ''
  return linkRows(values).flatMap((at) => {
    const [textName, hrefName] = [`link-${at}-text`, `link-${at}-href`]
    const [text, address] = [typed(textName), typed(hrefName)]
    if (text === '' && address === '') return []
    const href = safeAddress(/^www\./i.test(address) ? `https://${address}` : address) ?? null
    if (text === '') say(textName, 'Enter the words of the link')
    if (text.length > bulletinLimits.linkText)
      say(textName, `The words must be ${bulletinLimits.linkText} characters or fewer`)
    if (address !== '' && href === null)
      say(hrefName, 'Enter a whole address, like https://www.example.org/page')
    return [{ text, href }]
  })
}

/** Which rows of links the form has: those that are there, and spare ones. */
export function linkRows(values: FormState['values']): number[] {
  const known = Object.keys(values).flatMap((name) => {
    const number = /^link-(\d{1,2})-(?:text|href)$/.exec(name)?.[1]
    return number && [values[name]].flat()[0] !== '' ? Number(number) : []
  })
  const count = Math.min(Math.max(-1, ...known) + 1 + spareLinks, bulletinLimits.links)
  return Array.from({ length: count }, (_, at) => at)
}

/** The form as it opens on a stored item. */
export function itemForm(item: BulletinItem, version: number): FormState {
  return formWith({
    basedOn: version,
    kind: item.kind,
    title: item.title,
    text: richTextValue(item.text),
    linkedPublicationId: item.linkedPublicationId,
    ...Object.fromEntries(
      item.links.flatMap(({ text, href }, at) => [
        [`link-${at}-text`, text],
        [`link-${at}-href`, href],
      ]),
    ),
  })
}

/** The form of a bulletin's details, open on what the edition says. */
export function detailsForm(edition: {
  version: number
  title: string
  summary: string
  content: BulletinContent
}): FormState {
  const { month, introduction, senderNote } = edition.content
  return formWith({
    basedOn: edition.version,
    title: edition.title,
    summary: edition.summary,
    'month-month': Number(month.slice(5)),
    'month-year': month.slice(0, 4),
    introduction: richTextValue(introduction),
    senderNote: richTextValue(senderNote),
  })
}

export const PlaceForm = z.object({ direction: z.enum(['up', 'down']) })

export const SenderForm = z.object({
  postalAddress: z
    .string()
    .trim()
    .min(1, 'Enter the postal address')
    .max(500, 'The postal address must be 500 characters or fewer'),
  contactEmail: z
    .string()
    .trim()
    .min(1, 'Enter the contact e-mail address')
    .pipe(z.email('Enter an e-mail address, like name@example.org')),
})
