/** Why two records may be one person. Kept with the pair as codes, shown as sentences. */
export const duplicateReasons = {
  'former-name': 'One had another name before, which is compared here.',
  'same-name': 'They have the same name.',
  'swapped-name': 'They have the same names in another order.',
  'part-of-name': 'One name has a part that the other leaves out.',
  'short-form': 'One first name is a short form or another spelling of the other.',
  'sounds-alike': 'The names sound alike.',
  'one-letter-name': 'The names differ in one letter.',
  initial: 'One name has an initial for the first name of the other.',
  'name-in-address': 'The email address of one spells the name of the other.',
  'same-first-name': 'The first names agree; the family names do not.',
  'same-address': 'The email addresses differ only in dots, plus tag or domain spelling.',
  'similar-domain': 'The email addresses differ only in the spelling of the domain.',
  'one-letter-address': 'The email addresses differ in one letter.',
  'same-local-part':
    'The email addresses are the same before the @, and not just because of the name.',
  'same-domain': 'The email addresses are of the same domain.',
  'address-before': 'When they were found, their email addresses agreed. One has changed since.',
  'same-organisation': 'They work or worked at the same organisation.',
  'ends-begins': 'One record ends on the day the other begins, or within a month of it.',
  'same-job': 'They have the same job.',
} as const satisfies Record<string, string>

export type DuplicateReason = keyof typeof duplicateReasons

/** What is said of names instead, where that of one record is from before. */
export const formerNameReasons: Partial<Record<DuplicateReason, string>> = {
  'same-name': 'The other has that former name.',
  'swapped-name': 'The other has the names of that former name in another order.',
  'part-of-name':
    'That former name and the name of the other differ in a part that one leaves out.',
  'short-form':
    'The other has that former name, with a short form or another spelling of the first name.',
}

/** Reasons that end when an address changes. */
export const addressReasons: readonly DuplicateReason[] = [
  'same-address',
  'similar-domain',
  'one-letter-address',
  'same-local-part',
  'same-domain',
]

/** How much each reason counts. Two records are shown to a person from `shownFrom` on. */
export const weights: Record<DuplicateReason, number> = {
  // It is the name that counts.
  'former-name': 0,
  'same-name': 40,
  'swapped-name': 36,
  'part-of-name': 36,
  'short-form': 36,
  'sounds-alike': 32,
  'one-letter-name': 32,
  initial: 26,
  'name-in-address': 38,
  'same-first-name': 10,
  'same-address': 50,
  'similar-domain': 40,
  'one-letter-address': 30,
  'same-local-part': 36,
  'same-domain': 24,
  // As little as the least of those it stands for.
  'address-before': 24,
  'same-organisation': 25,
  'ends-begins': 24,
  'same-job': 4,
}

/**
 * A name alone is never enough: two Sarah Smiths at two schools are two people until something else agrees as well.
 */
export const shownFrom = 60

/** Anybody can have an address there, so that sharing one of these domains says nothing. */
export const openMailDomains: readonly string[] = [
  'aol.co.uk',
  'aol.com',
  'btinternet.com',
  'btopenworld.com',
  'gmail.com',
  'gmx.co.uk',
  'gmx.com',
  'hotmail.co.uk',
  'hotmail.com',
  'icloud.com',
  'live.co.uk',
  'live.com',
  'mac.com',
  'mail.com',
  'me.com',
  'msn.com',
  'nhs.net',
  'ntlworld.com',
  'outlook.com',
  'plus.com',
  'pm.me',
  'proton.me',
  'protonmail.com',
  'sky.com',
  'talktalk.net',
  'tiscali.co.uk',
  'virginmedia.com',
  'yahoo.co.uk',
  'yahoo.com',
  'ymail.com',
  'zoho.com',
]
