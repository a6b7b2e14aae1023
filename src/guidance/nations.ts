/** The four nations of the United Kingdom: law, guidance and words differ between them. */
export const nations = ['england', 'wales', 'scotland', 'northern-ireland'] as const
export type Nation = (typeof nations)[number]

export const nationNames: Record<Nation, string> = {
  england: 'England',
  wales: 'Wales',
  scotland: 'Scotland',
  'northern-ireland': 'Northern Ireland',
}

/** "England and Wales", or "the United Kingdom" for all four. */
export function nationsInWords(covered: readonly Nation[]): string {
  if (covered.length === nations.length) return 'the United Kingdom'
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(
    nations.filter((nation) => covered.includes(nation)).map((nation) => nationNames[nation]),
  )
}
