import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'

/** Why a password cannot be taken. */
export type PasswordWeakness =
  | 'too-short'
  | 'too-long'
  | 'common'
  | 'personal'
  | 'keyboard'
  | 'repeated'

/** What an attacker knows of the person and the place. */
export type PasswordOwner = { name: string; email: string; partnershipNames: string[] }

export const shortestPassword = 12
export const longestPassword = 128

/** The words shown beside the field. */
export const weaknessSentences: Record<PasswordWeakness, string> = {
  'too-short': `Password must be ${shortestPassword} characters or more. Four words that do not belong together are easy to remember`,
  'too-long': `Password must be ${longestPassword} characters or fewer`,
  common: 'Choose a password that is harder to guess: this one is on lists of common passwords',
  personal:
    'Choose a password that is harder to guess: this one is mostly a name, an email address or a word that belongs to this service',
  keyboard: 'Choose a password that is harder to guess: this one follows the keys or counts up',
  repeated: 'Choose a password that is harder to guess: this one repeats itself',
}

/** One form of a text, however it was typed: NIST SP 800-63B asks for NFKC or NFKD before hashing. */
export function normalisePassword(password: string): string {
  return password.normalize('NFKC')
}

/** What is wrong with a password, or null where it may be taken. Any characters may be used; none has to be. */
export function weaknessOfPassword(given: string, owner: PasswordOwner): PasswordWeakness | null {
  const password = normalisePassword(given)
  const length = [...password].length
  if (length < shortestPassword) return 'too-short'
  if (length > longestPassword) return 'too-long'
  if (isRepeated(password)) return 'repeated'
  if (isKeyboardRun(password)) return 'keyboard'
  if (isPersonal(password, owner)) return 'personal'
  if (isCommon(password)) return 'common'
  return null
}

let commonPasswords: Set<string> | undefined

function isCommonWord(word: string): boolean {
  commonPasswords ??= new Set(dictionary['passwords-common'])
  return commonPasswords.has(word)
}

// On the list itself, behind a few digits and marks ("Manchester2020!"), with letters as digits, or two of the list in a row.
function isCommon(password: string): boolean {
  const lower = plain(password)
  const core = lower.replace(/^[^a-z]+|[^a-z]+$/g, '')
  return [lower, core, lettersFromDigits(lower), lettersFromDigits(core)].some(
    (form) => form.length > 0 && (isCommonWord(form) || isTwoCommonWords(form)),
  )
}

function isTwoCommonWords(form: string): boolean {
  const letters = form.replace(/[^a-z0-9]/g, '')
  for (let at = 3; at <= letters.length - 3; at += 1)
    if (isCommonWord(letters.slice(0, at)) && isCommonWord(letters.slice(at))) return true
  return false
}

// What is left without the names must still be most of a password.
function isPersonal(password: string, owner: PasswordOwner): boolean {
  const known = [owner.name, owner.email, ...owner.partnershipNames, 'cairn safeguarding']
    .flatMap((text) => plain(text).split(/[^a-z0-9]+/))
    .filter((word) => word.length >= 3)
    .toSorted((one, other) => other.length - one.length)
  const whole = plain(password).replace(/[^\p{L}\p{N}]/gu, '')
  return [whole, lettersFromDigits(whole)].some((form) => {
    const rest = known.reduce((left, word) => left.replaceAll(word, ''), form)
    return rest.length < form.length && rest.length < 8
  })
}

// Short of a few characters it is one walk over the keyboard, or counts up or down.
function isKeyboardRun(password: string): boolean {
  const keys = [...password.toLowerCase()]
  let loose = 0
  for (let start = 0; start < keys.length;) {
    let end = start + 1
    while (end < keys.length && follows(keys[end - 1]!, keys[end]!)) end += 1
    if (end - start < 4) loose += end - start
    start = end
  }
  return loose < 6
}

function follows(one: string, other: string): boolean {
  const step = other.codePointAt(0)! - one.codePointAt(0)!
  if (Math.abs(step) <= 1) return true
  const neighbours: (string | null)[] = neighboursOnKeyboard[one] ?? []
  return neighbours.some((keys) => keys?.includes(other))
}

const neighboursOnKeyboard: Record<string, (string | null)[]> = adjacencyGraphs.qwerty

function isRepeated(password: string): boolean {
  const lower = password.toLowerCase()
  if (new Set(lower).size < 5) return true
  // A text that repeats itself is found inside its own double before the end.
  for (let period = 1; period <= 6; period += 1)
    if (lower.slice(period) === lower.slice(0, -period)) return true
  const unit = (lower + lower).indexOf(lower, 1)
  return unit < lower.length && isCommonWord(lower.slice(0, unit))
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

const digitLetters: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
  '!': 'i',
}

function lettersFromDigits(text: string): string {
  return text.replace(/[0134578@$!]/g, (mark) => digitLetters[mark] ?? mark)
}
