/** Words for a pattern of SQL's `like`, each character standing for itself. */
export function escapeLike(words: string): string {
  return words.replace(/[\\%_]/g, String.raw`\$&`)
}

/** The pattern of texts that contain the words. */
export function likeContaining(words: string): string {
  return `%${escapeLike(words)}%`
}
