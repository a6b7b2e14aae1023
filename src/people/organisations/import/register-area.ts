/** A part of the country: local authorities by code or name, and postcodes by how they begin. */
export type Area = { codes: Set<string>; names: Set<string>; postcodes: string[] }

/** `909, CA, LA9, Cumberland`: what was typed, read; null for the whole country. */
export function readArea(typed: string): Area | null {
  const parts = typed
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter(Boolean)
  if (parts.length === 0) return null
  const isCode = (part: string) => /^\d{3}$/.test(part)
  const isPostcode = (part: string) => /^[A-Z]{1,2}(\d[0-9A-Z]?)?$/i.test(part)
  return {
    codes: new Set(parts.filter(isCode)),
    postcodes: parts.filter(isPostcode).map((part) => part.toUpperCase()),
    names: new Set(
      parts.filter((part) => !isCode(part) && !isPostcode(part)).map((part) => part.toLowerCase()),
    ),
  }
}

/** Does a place lie in it? */
export function liesIn(
  area: Area | null,
  place: { postcode: string; authorityCode?: string; authorityName?: string },
): boolean {
  if (!area) return true
  if (place.authorityCode && area.codes.has(place.authorityCode.trim())) return true
  if (place.authorityName && area.names.has(place.authorityName.trim().toLowerCase())) return true
  const postcode = place.postcode.toUpperCase().trim()
  const outward = postcode.includes(' ') ? postcode.split(' ')[0]! : postcode.slice(0, -3)
  // L is Liverpool and not Lancaster's LA; LA1 is not LA12.
  return area.postcodes.some((begin) =>
    /\d/.test(begin) ? outward === begin : outward.replace(/\d.*$/, '') === begin,
  )
}
