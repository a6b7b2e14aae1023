import { isEmptyDocument } from '../publishing/rich-text.ts'
import type { ReadinessItem } from '../ui/readiness.tsx'
import type { GuidanceContent } from './guidance-content.ts'
import { nationNames } from './nations.ts'

/** What a guidance page needs, each with whether it is there and, where not, what to do. */
export function guidanceReadiness(draft: {
  summary: string
  content: GuidanceContent
}): ReadinessItem[] {
  const { content } = draft
  const unwritten = content.sections.filter(
    ({ title, text }) => title === '' || isEmptyDocument(text),
  )
  const unaddressed = content.seeAlso.filter(({ address }) => address === null)
  return [
    item('A summary', draft.summary !== '', 'Say in one or two sentences what the page gives.'),
    item('Who it is for', content.audience !== '', 'Say who the page is for.'),
    item('A topic', content.topics.length > 0, 'Choose at least one topic, so that it is found.'),
    item(
      'Every section has a title and a text',
      content.sections.length > 0 && unwritten.length === 0,
      content.sections.length === 0
        ? 'Write at least one section.'
        : `Write ${quoted(unwritten.map(({ title }) => title || 'a section without a title'))}, or remove it.`,
    ),
    item(
      'What each nation does',
      content.nations.every(
        ({ differs, instrumentIds }) => !isEmptyDocument(differs) || instrumentIds.length > 0,
      ),
      `Say what differs, or choose the law, for ${content.nations
        .filter(
          ({ differs, instrumentIds }) => isEmptyDocument(differs) && instrumentIds.length === 0,
        )
        .map(({ nation }) => nationNames[nation])
        .join(', ')}; or take the nation away.`,
    ),
    item(
      'Every “see also” entry has an address',
      unaddressed.length === 0,
      `Give the address of ${quoted(unaddressed.map(({ title }) => title))}, or remove it.`,
    ),
  ]
}

function item(what: string, isReady: boolean, missing: string): ReadinessItem {
  return { what, isReady, missing }
}

function quoted(titles: string[]): string {
  return titles.map((title) => `“${title}”`).join(', ')
}
