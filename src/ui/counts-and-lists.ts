/** "1 organisation", "1,200 organisations". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`
}

/** "1 person", "1,200 people". */
export function peopleText(count: number): string {
  return counted(count, 'person', 'people')
}

/** "A", "A and B", "A, B and C"; nothing for none. */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? ''
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

/** "A and B", "A, B and 7 others". */
export function namesText(names: readonly string[], most = 5): string {
  return listed(
    names.length > most ? [...names.slice(0, most), `${names.length - most} others`] : names,
  )
}
