/** Ranks of what only looks like a heading. */
export const looksRank = { big: 2.5, capitals: 3.5, numbered: 4.5, bold: 5, short: 6 }

/** At least two words, or one long one, without a small letter. */
export const isCapitals = (text: string): boolean =>
  /^[^\p{Ll}]*$/u.test(text) && /\p{Lu}{4}|\p{Lu}{2}[^\p{L}]+\p{Lu}{2}/u.test(text)

/** A line that only separates: "|", "---", "* * *", "═════". */
export function isTypedRule(line: string): boolean {
  const bare = line.replace(/\s/g, '')
  if (bare === '' || /[\p{L}\p{N}]/u.test(bare)) return false
  if (/^[|¦]+$/.test(bare)) return true
  return bare.length >= 3 && new Set(bare).size <= 2 && !/^[.…,!?'"“”()]+$/.test(bare)
}

/** Names and figures without a sentence: no verb is likely in so few words with no full stop. */
export const isDataLine = (text: string): boolean =>
  !/[.!?](?:\s|$)/.test(text) && text.split(/\s+/).length <= 25
