/** Pairs that are one thing, not two. */
const pairs =
  /\b(?:drugs? and alcohol|alcohol and drugs?|health and well-?being|gangs and (?:county lines|violence)|abuse and (?:neglect|exploitation)|sexual abuse and sexual exploitation|signs and (?:symptoms|indicators)|fire and rescue|black and (?:asian|minority ethnic)|children and (?:young people|families)|domestic abuse and sexual violence|recognis\w+ and respond\w+|support and promote|care and support|diversity and inclusion|equality and diversity|supervision and support|appropriately and proportionately|legislation and guidance|policy and practice|policies and procedures|roles and responsibilities|thoughts and feelings|risk and resilience|sexual violence and (?:sexual )?harassment|mental health and well-?being)\b/giu

const marker = '\u0001'

/**
 * The members of a list in a sentence: "a; b; and c", "a, b and c", "a as well as b". Pairs that
 * belong together ("drugs and alcohol") stay whole.
 */
export function splitList(words: string): string[] {
  const guarded = words.replace(pairs, (pair) => pair.replace(/ and /i, ` ${marker} `))
  const parts = /;/.test(guarded) ? guarded.split(/\s*;\s*(?:and\s+)?/) : splitAtCommas(guarded)
  return parts.map(tidyMember).filter((part) => part.length > 1)
}

function splitAtCommas(words: string): string[] {
  const parts = words.split(
    /\s*,\s*(?:and\s+|as well as\s+|plus\s+|then\s+|&\s+)?|\s+as well as(?: via)?\s+|\s+along with\s+/i,
  )
  const last = parts.pop() ?? ''
  const ends = last.split(/\s+(?:and|&|plus)\s+/)
  // "a, b and c d and e": only the last "and" ends the list.
  const tail =
    ends.length > 2 && parts.length > 0 ? [ends.slice(0, -1).join(' and '), ends.at(-1)!] : ends
  return [...parts, ...tail]
}

const tidyMember = (part: string): string =>
  part
    .replaceAll(marker, 'and')
    .replace(/\s+/g, ' ')
    .replace(/^(?:and|or|also|then|plus|including|on|the topic of)\s+/i, '')
    .replace(/^[\s"“‘'•-]+|[\s"”’'.,;:]+$/g, '')
    .trim()

/** The sentences of a text with their place, list lines included. */
export function sentencesIn(text: string): { text: string; at: number }[] {
  const sentences: { text: string; at: number }[] = []
  const boundary = /(?:(?<=[.!?]["'’”)]?)\s+(?=["'‘“(]?[\p{Lu}\d])|\n+)/gu
  let from = 0
  for (const match of [...text.matchAll(boundary), undefined]) {
    const to = match ? match.index : text.length
    const words = text.slice(from, to)
    // "e.g. Ofsted", "No. 5", "Dr. Smith" end no sentence.
    if (
      match &&
      match[0][0] !== '\n' &&
      /\b(?:e\.g|i\.e|etc|approx|No|Dr|Mr|Mrs|Ms|St|vs)\.$/.test(words)
    )
      continue
    if (words.trim()) sentences.push({ text: words.trim(), at: from + words.indexOf(words.trim()) })
    from = match ? match.index + match[0].length : to
  }
  return sentences
}
