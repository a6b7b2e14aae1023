/** Endings of web addresses of more than two letters that nobody is called. Countries have two. */
const endings = new Set(
  `com net org info biz edu gov mil int xyz online site store shop club app dev link click website web
  tech icu top vip mobi email blog cloud space world life today news live fun win bid loan host agency
  group company services digital media support school academy education london wales cymru scot example`.split(
    /\s+/,
  ),
)

/** Titles of three letters or more that some write before a name without the space. */
const titles = new Set('mrs miss prof rev revd sir dame lady lord hon sgt insp cllr'.split(' '))

const countries = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })

/**
 * Would a mail program make a link of it? Names go into mails that greet by them, and somebody could have ours send
 * theirs. "St.John", "J.R. Smith" and "A.Ng" are names; "example.com" and "anna.li" are addresses, whoever Anna is.
 */
export function holdsWebAddress(name: string): boolean {
  const plain = name.normalize('NFKC').toLowerCase()
  if (/:\/\/|www\./.test(plain)) return true
  // Begun only where a word begins: a name of a million letters without a dot is then read once, not once a letter.
  const dottedWords = /(?<![\p{L}\p{N}-])[\p{L}\p{N}-]+(?:[.。][\p{L}\p{N}-]+)+(\/\S)?/gu
  return [...plain.matchAll(dottedWords)].some(([dotted, path]) =>
    isAddress(dotted.replace(/\/\S$/u, '').split(/[.。]/), path !== undefined),
  )
}

/**
 * Is it written as a link, rather than as what some organisations call themselves? "Kooth.com" and "Change.org" are
 * names; nobody is called "https://kooth.com", "www.kooth.com" or "kooth.com/sign-in".
 */
export function isWrittenAsLink(name: string): boolean {
  const plain = name.normalize('NFKC').toLowerCase()
  if (/:\/\/|\bwww\./.test(plain)) return true
  // What may follow is optional, so that a long name is read once and not once from each of its dots.
  const dotted = /(?<![\p{L}\p{N}-])([\p{L}\p{N}-]+(?:[.。][\p{L}\p{N}-]+)+)([/?#]\S|:\d)?/gu
  return [...plain.matchAll(dotted)].some(
    ([, address = '', path]) => path !== undefined && isAddress(address.split(/[.。]/), true),
  )
}

function isAddress(labels: string[], hasPath: boolean): boolean {
  const ending = labels.at(-1)!
  if (endings.has(ending) || ending.startsWith('xn--')) return true
  if (!/^[a-z]{2}$/.test(ending) || !countries.of(ending.toUpperCase())) return false
  // Initials and titles stand before short family names; an address has more.
  const hasWord = labels.slice(0, -1).some((label) => [...label].length >= 3 && !titles.has(label))
  return hasWord || hasPath || labels.at(-2) === 'co'
}
