import { randomBytes } from 'node:crypto'

// Without 0, 1, l and o, which are misread on paper: 32 characters, five bits each.
const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789'

/** A new certificate's number: 26 characters, 130 random bits. It is the only key to the certificate's page. */
export function newCertificateId(): string {
  return Array.from(randomBytes(26), (byte) => alphabet[byte % alphabet.length]).join('')
}

/** The number as it was typed from paper: without spaces and hyphens, in small letters. */
export function certificateIdFrom(typed: string): string {
  return typed.replace(/[\s-]/g, '').toLowerCase()
}

/** The number as it is printed, in groups that one can copy by hand. */
export function certificateIdInGroups(id: string): string {
  return id.match(/.{5}(?=.{5})|.+/g)?.join(' ') ?? id
}

/** "Asha Patel-Jones" gives "A. P.": enough to compare with a paper, too little to learn a name. */
export function initialsOf(name: string): string {
  return name
    .trim()
    .split(/\s+/)
    .map((word) => `${[...word][0]?.toLocaleUpperCase('en-GB') ?? ''}.`)
    .join(' ')
}
