const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Can a row have this identifier? The database refuses to look for anything else. */
export function isUuid(text: string): boolean {
  return uuid.test(text)
}
