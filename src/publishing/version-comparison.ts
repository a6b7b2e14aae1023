import { diffLines, diffWordsWithSpace } from 'diff'

export type LabelledText = { label: string; text: string }
export type Change = { what: 'same' | 'added' | 'removed'; text: string }
export type ComparedField = { label: string; isChanged: boolean; changes: Change[] }

/**
 * Line by line and in each line word by word, what became of each labelled text. A text that only
 * one side has, and a line that was written anew, is wholly removed and added: words picked from two
 * texts read as neither. Bounded in time.
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
  const lines = diffLines(before, after, bounds)
  if (!lines) return rewritten(before, after)
  const changes: Change[] = []
  for (let at = 0; at < lines.length; at += 1) {
    const [one, next] = [lines[at]!, lines[at + 1]]
    if (one.removed && next?.added) {
      changes.push(...changesOfLines(linesOf(one.value), linesOf(next.value)))
      at += 1
    } else changes.push({ what: whatOf(one), text: one.value })
  }
  return joined(changes)
}

const linesOf = (text: string): string[] => text.split(/(?<=\n)/)

const whatOf = ({ added, removed }: { added?: boolean; removed?: boolean }): Change['what'] =>
  added ? 'added' : removed ? 'removed' : 'same'

/** Lines that say much the same are compared word by word; a line written anew is removed and added whole. */
function changesOfLines(old: string[], fresh: string[]): Change[] {
  // Nobody reads so many changed lines word by word, and finding partners takes old × fresh steps.
  if (old.length * fresh.length > 2500) return rewritten(old.join(''), fresh.join(''))
  const changes: Change[] = []
  let [fromOld, fromFresh] = [0, 0]
  for (const [at, line] of old.entries()) {
    const partner = fresh.findIndex((other, place) => place >= fromFresh && isAlike(line, other))
    if (partner === -1) continue
    changes.push(
      ...rewritten(old.slice(fromOld, at).join(''), fresh.slice(fromFresh, partner).join('')),
      ...changesOfWords(line, fresh[partner]!),
    )
    ;[fromOld, fromFresh] = [at + 1, partner + 1]
  }
  return [...changes, ...rewritten(old.slice(fromOld).join(''), fresh.slice(fromFresh).join(''))]
}

function changesOfWords(before: string, after: string): Change[] {
  const words = diffWordsWithSpace(before, after, bounds)
  if (!words) return rewritten(before, after)
  return words.map((word) => ({ what: whatOf(word), text: word.value }))
}

/** At least half of both lines, by letters, is the same words: little words alone make no likeness. */
function isAlike(one: string, other: string): boolean {
  const [words, others] = [wordsOf(one), wordsOf(other)]
  const count = new Map<string, number>()
  for (const word of others) count.set(word, (count.get(word) ?? 0) + 1)
  let shared = 0
  for (const word of words) {
    const left = count.get(word) ?? 0
    if (left > 0) shared += word.length
    count.set(word, left - 1)
  }
  const letters = (list: string[]): number => list.reduce((sum, { length }) => sum + length, 0)
  return shared > 0 && shared * 4 >= letters(words) + letters(others)
}

const wordsOf = (line: string): string[] => line.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

const rewritten = (before: string, after: string): Change[] => [
  ...(before === '' ? [] : [{ what: 'removed' as const, text: before }]),
  ...(after === '' ? [] : [{ what: 'added' as const, text: after }]),
]

function joined(changes: Change[]): Change[] {
  return changes.reduce<Change[]>((all, { what, text }) => {
    const last = all.at(-1)
    if (last?.what === what) last.text += text
    else all.push({ what, text })
    return all
  }, [])
}
