import { diffLines, diffWordsWithSpace } from 'diff'

export type LabelledText = { label: string; text: string }
export type Change = { what: 'same' | 'added' | 'removed'; text: string }
export type ComparedField = { label: string; isChanged: boolean; changes: Change[] }

/**
 * Word by word, what became of each labelled text. A text that only one side has is wholly added or
 * removed. Bounded in time: texts too different to match by words are matched by lines, or shown
 * one after the other.
 */
export function compareTexts(
  before: readonly LabelledText[],
  after: readonly LabelledText[],
): ComparedField[] {
  const old = new Map(before.map((field, at) => [keyOf(before, at), field]))
  const fresh = new Map(after.map((field, at) => [keyOf(after, at), field]))
  const keys = inOrder([...old.keys()], [...fresh.keys()])
  return keys.map((key) => {
    const changes = changesOf(old.get(key)?.text ?? '', fresh.get(key)?.text ?? '')
    return {
      label: (fresh.get(key) ?? old.get(key))!.label,
      isChanged: changes.some(({ what }) => what !== 'same'),
      changes,
    }
  })
}

// Forms repeat labels ("Section heading"): the second one is compared with the second one.
function keyOf(fields: readonly LabelledText[], at: number): string {
  const { label } = fields[at]!
  const earlier = fields.slice(0, at).filter((field) => field.label === label).length
  return `${label} ${earlier}`
}

/** The order of the new texts, with each removed one after the text it used to follow. */
function inOrder(old: string[], fresh: string[]): string[] {
  const keys = [...fresh]
  for (const [at, key] of old.entries()) {
    if (!keys.includes(key)) keys.splice(at === 0 ? 0 : keys.indexOf(old[at - 1]!) + 1, 0, key)
  }
  return keys
}

const bounds = { timeout: 200, maxEditLength: 5000 }

function changesOf(before: string, after: string): Change[] {
  if (before === after) return before === '' ? [] : [{ what: 'same', text: before }]
  const found =
    before === '' || after === ''
      ? undefined
      : (diffWordsWithSpace(before, after, bounds) ?? diffLines(before, after, bounds))
  if (found)
    return found.map(({ value, added, removed }) => ({
      what: added ? 'added' : removed ? 'removed' : 'same',
      text: value,
    }))
  return [
    ...(before === '' ? [] : [{ what: 'removed' as const, text: before }]),
    ...(after === '' ? [] : [{ what: 'added' as const, text: after }]),
  ]
}
