import { z } from 'zod'
import type { FormState } from '../platform/forms.ts'
import { safeAddress } from '../publishing/rich-text-addresses.ts'
import { richTextInput, richTextValue } from '../publishing/rich-text-field.tsx'
import { isEmptyDocument } from '../publishing/rich-text.ts'
import { optionalDate, withDates } from '../ui/form-dates.ts'
import { withRows, withRowValues, type Row } from '../ui/form-rows.ts'
import { choices, line, requiredLine, words } from '../ui/form-words.ts'
import { campaignArtNames } from '../ui/illustrations.tsx'
import {
  audiences,
  audienceTextOf,
  materialKinds,
  newAudienceText,
  partnerRoles,
  type CampaignContent,
} from './campaign-content.ts'

const title = requiredLine('The title', 200, 'Enter a title')
const summary = words('The summary', 500)

/** A campaign begins with its title and summary. */
export const NewCampaignForm = z.object({ title, summary })

/** An address within this site or a full one, as it is kept; '' for an empty field. */
const address = words('The address', 2000).transform((typed, context): string => {
  const safe = typed === '' ? '' : safeAddress(typed)
  if (safe !== undefined && /^(|\/.*|https?:.*)$/i.test(safe)) return safe
  context.addIssue({
    code: 'custom',
    message:
      'Enter an address of this site, such as /report, or a full one, such as https://example.org',
  })
  return z.NEVER
})

/** One thing on each line. */
const lines = (what: string, most: number) =>
  words(what, 5000).transform((typed, context): string[] => {
    const found = typed
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
    if (found.length > most || found.some((line) => line.length > 300))
      context.addIssue({
        code: 'custom',
        message: `${what} may have ${most} lines, each of 300 characters or fewer`,
      })
    return found
  })

const phase = withDates(
  ['startsOn', 'endsOn'],
  z.object({
    theme: line('The theme', 100),
    startsOn: optionalDate('first day'),
    endsOn: optionalDate('last day'),
    text: richTextInput({ max: 5000, what: 'The text of a phase' }),
  }),
)

const audienceText = z.object({
  audience: z.enum(audiences),
  heading: line('The heading', 150),
  introduction: words('The introduction', 500),
  text: richTextInput({ max: 20_000, what: 'The text' }),
  signs: richTextInput({ max: 10_000, what: 'The signs' }),
  whatToDo: richTextInput({ max: 10_000, what: 'What to do' }),
  routeKeys: choices,
})

const partner = z
  .object({
    name: line('The name', 200),
    role: z.enum(partnerRoles).catch('supporter'),
    webAddress: address.transform((typed) => typed || null),
  })
  .superRefine((entry, context) => {
    if (entry.name === '' && entry.webAddress !== null)
      context.addIssue({ code: 'custom', path: ['name'], message: 'Enter the name' })
  })

const activity = withDates(
  ['on'],
  z.object({
    title: line('The title', 150),
    on: optionalDate('day'),
    time: words('The time', 100),
    place: line('The place', 200),
    text: words('The text', 1000),
  }),
)

const material = z.object({
  title: line('The title', 150),
  kind: z.enum(materialKinds).catch('social-post'),
  audience: z
    .enum(['', ...audiences])
    .catch('')
    .transform((one) => one || null),
  text: words('The text', 10_000),
})

/** A draft may lack anything but a title: what a review needs is said in the check list. */
export const CampaignForm = withDates(
  ['startsOn', 'endsOn'],
  withRows(
    ['phases', 'audiences', 'partners', 'activities', 'materials'],
    z
      .object({
        title,
        summary,
        picture: z.enum(campaignArtNames).catch('lantern'),
        aim: words('The aim', 500),
        startsOn: optionalDate('first day'),
        endsOn: optionalDate('last day'),
        callToActionText: words('The call to action', 100),
        callToActionAddress: address,
        introduction: richTextInput({ max: 20_000, what: 'The text about the campaign' }),
        themes: lines('Themes', 12),
        keyMessages: lines('Key messages', 10),
        phases: z.array(phase),
        audiences: z.array(audienceText),
        channels: lines('Channels', 30),
        partners: z.array(partner),
        hashtags: words('The hashtags', 300),
        activities: z.array(activity),
        support: richTextInput({ max: 20_000, what: 'How to support it' }),
        materials: z.array(material),
        contactEmail: words('The email address', 254).refine(
          (typed) => typed === '' || /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(typed),
          'Enter an email address in the correct format, like name@example.org',
        ),
        note: words('What you changed', 200),
        basedOn: z.coerce.number().int().min(1),
      })
      .transform(
        ({ title, summary, note, basedOn, callToActionText, callToActionAddress, ...rest }) => ({
          title,
          summary,
          note,
          basedOn,
          content: withoutEmptyRows({
            ...rest,
            hashtags: rest.hashtags.split(/[\s,]+/).filter(Boolean),
            callToAction: { text: callToActionText, address: callToActionAddress },
          }),
        }),
      ),
  ),
)

/** The fields of a new row. */
export const campaignRowBlanks: Record<string, Row> = {
  phases: { theme: '', text: '' },
  partners: { name: '', role: 'supporter', webAddress: '' },
  activities: { title: '', time: '', place: '', text: '' },
  materials: { title: '', kind: 'social-post', audience: '', text: '' },
}

function withoutEmptyRows(content: CampaignContent): CampaignContent {
  return {
    ...content,
    phases: content.phases.filter(
      ({ theme, startsOn, endsOn, text }) => theme || startsOn || endsOn || !isEmptyDocument(text),
    ),
    audiences: content.audiences.filter(
      ({ audience: _audience, routeKeys, ...texts }) =>
        routeKeys.length > 0 ||
        Object.values(texts).some((text) =>
          typeof text === 'string' ? text !== '' : !isEmptyDocument(text),
        ),
    ),
    partners: content.partners.filter(({ name }) => name !== ''),
    activities: content.activities.filter(({ title, on, text }) => title || on || text),
    materials: content.materials.filter(({ title, text }) => title || text),
  }
}

/** The form as it opens on a draft. Every audience has its row, filled or not. */
export function campaignFormOf(draft: {
  title: string
  summary: string
  content: CampaignContent
  version: number
}): FormState {
  const { title, summary, content, version } = draft
  const base: FormState['values'] = {
    title,
    summary,
    picture: content.picture,
    aim: content.aim,
    startsOn: content.startsOn,
    endsOn: content.endsOn,
    callToActionText: content.callToAction.text,
    callToActionAddress: content.callToAction.address,
    introduction: richTextValue(content.introduction),
    themes: content.themes.join('\n'),
    keyMessages: content.keyMessages.join('\n'),
    channels: content.channels.join('\n'),
    hashtags: content.hashtags.join(' '),
    support: richTextValue(content.support),
    contactEmail: content.contactEmail,
    note: '',
    basedOn: String(version),
  }
  const rows: [string, Row[]][] = [
    ['phases', content.phases.map((one) => ({ ...one, text: richTextValue(one.text) }))],
    ['audiences', audiences.map((audience) => audienceRow(content, audience))],
    ['partners', content.partners.map((one) => ({ ...one, webAddress: one.webAddress ?? '' }))],
    ['activities', content.activities.map((one) => ({ ...one }))],
    ['materials', content.materials.map((one) => ({ ...one, audience: one.audience ?? '' }))],
  ]
  return {
    values: rows.reduce((all, [name, list]) => withRowValues(all, name, list), base),
    errors: [],
  }
}

function audienceRow(content: CampaignContent, audience: (typeof audiences)[number]): Row {
  const text = audienceTextOf(content, audience) ?? newAudienceText(audience)
  return {
    audience,
    heading: text.heading,
    introduction: text.introduction,
    text: richTextValue(text.text),
    signs: richTextValue(text.signs),
    whatToDo: richTextValue(text.whatToDo),
    routeKeys: text.routeKeys,
  }
}
