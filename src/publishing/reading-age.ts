/**
 * How old a reader must be to read a text with ease: the Flesch–Kincaid grade (Kincaid, Fishburne,
 * Rogers and Chissom, 1975) plus five, as grade 1 of the United States begins at six. It counts only
 * the length of sentences and words, so it points at hard sentences; it does not judge a text.
 * Undefined for fewer than 30 words, where the figure says nothing.
 */
export function readingAgeOf(sentences: string[]): number | undefined {
  const words = sentences.map(wordsOf).filter((list) => list.length > 0)
  const count = words.flat().length
  if (count < 30) return undefined
  const syllables = words.flat().reduce((sum, word) => sum + syllablesOf(word), 0)
  return 0.39 * (count / words.length) + 11.8 * (syllables / count) - 15.59 + 5
}

/** The sentences of a text; a line of its own (a list item) is one too. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/\n+|(?<=[.!?…]["'’”)]?)\s+(?=["'‘“(]?[\p{Lu}\d])/u)
    .map((sentence) => sentence.trim())
    .filter(Boolean)
}

/** The words of a text; numbers and addresses are none. */
export function wordsOf(text: string): string[] {
  return text
    .replace(/https?:\/\/\S+|\S+@\S+/g, ' ')
    .split(/[^\p{L}\p{N}'’]+/u)
    .filter((word) => /\p{L}/u.test(word))
}

/** A count by vowel groups, with the silent endings of English; right for most words, near for all. */
export function syllablesOf(word: string): number {
  const letters = word
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z]/g, '')
  if (letters === '') return 1
  // Spelled out letter by letter: NSPCC, ICB.
  if (/^[A-Z]{2,6}s?$/.test(word) && !/[AEIOU]/.test(word.slice(1, -1))) return letters.length
  const stem = letters
    .replace(/(?:[^laeiouy]es|ed|[^laeiouy]e)$/, (end) =>
      /[td]ed$|^[sxz]es$/.test(letters.slice(-3)) ? end : '',
    )
    .replace(/^y/, '')
  const groups = stem.match(/[aeiouy]{1,2}/g)?.length ?? 0
  const hiatus =
    letters.match(/ia(?!l|n)|io(?!n|us)|ie(?=n|t)|iu|ua(?!r)|uo(?!u)|[aeou]ing/g)?.length ?? 0
  return Math.max(1, groups + hiatus)
}
