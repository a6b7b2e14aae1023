/**
 * The address as it may stand in a page, or undefined when it may not: http and https without a
 * user name in it, mailto, tel, and addresses within this site ("/report"). Written so that it
 * holds no space, bracket or quotation mark, whatever the text around it uses.
 */
export function safeAddress(input: unknown): string | undefined {
  if (typeof input !== 'string' || input.length > 2000) return undefined
  const address = input.trim()
  // A browser ignores these inside a scheme ("java\tscript:"), so nothing that has one passes.
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/.test(address)) {
    return undefined
  }
  if (/^\/(?![/\\])/.test(address)) return relativeAddress(address)
  if (/^https?:\/\//i.test(address)) return webAddress(address)
  if (/^mailto:/i.test(address)) return mailAddress(address)
  return /^tel:/i.test(address) ? phoneAddress(address) : undefined
}

function relativeAddress(address: string): string | undefined {
  const base = 'https://cairn.invalid'
  if (!URL.canParse(address, base)) return undefined
  const url = new URL(address, base)
  const path = plain(url.pathname + url.search + url.hash)
  // "/.//elsewhere" resolves to "//elsewhere", which a browser reads as another site.
  return url.origin === base && !path.startsWith('//') ? path : undefined
}

function webAddress(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined
  const url = new URL(address)
  if (url.username !== '' || url.password !== '' || !/^[^[\]]+$/.test(url.hostname))
    return undefined
  // An address that has nothing to change stays as it was typed (no slash added at its end).
  return /^[\w:/?#@!$&*+,;=%.~-]+$/.test(address) ? address : plain(url.href)
}

function mailAddress(address: string): string | undefined {
  const rest = address.slice('mailto:'.length)
  if (
    !/^[^\s@<>()[\]\\"']+@[^\s@<>()[\]\\"'?]+\.[^\s@<>()[\]\\"'?]+(?:\?[^\s<>"']*)?$/.test(rest)
  ) {
    return undefined
  }
  return `mailto:${plain(rest)}`
}

function phoneAddress(address: string): string | undefined {
  const number = address.slice('tel:'.length).replace(/[\s().-]/g, '')
  return /^\+?[0-9]{3,15}$/.test(number) ? `tel:${number}` : undefined
}

const plain = (address: string): string =>
  address.replace(
    /[\s()[\]<>"'`\\{}|^]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )
