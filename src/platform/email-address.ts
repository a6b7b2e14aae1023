/**
 * An e-mail address as it is compared and counted: with small letters, of ASCII alone. The database says the same by
 * `address_form`; `toLowerCase` and `lower` differ from one another, and `lower` from server to server.
 */
export function addressForm(email: string): string {
  return email.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}

/** Are both there, and the same address? */
export function isSameAddress(
  one: string | null | undefined,
  other: string | null | undefined,
): boolean {
  return (
    typeof one === 'string' && typeof other === 'string' && addressForm(one) === addressForm(other)
  )
}
