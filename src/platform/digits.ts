const digit = /\p{Nd}/u

/** The text with the digits of any script as 0 to 9: keyboards of other languages write codes with their own. */
export function withAsciiDigits(text: string): string {
  return text.normalize('NFKC').replace(/\p{Nd}/gu, (sign) => {
    // In Unicode the ten digits of a script follow one another, beginning with its zero.
    const code = sign.codePointAt(0)!
    let value = 0
    while (value < 9 && digit.test(String.fromCodePoint(code - value - 1))) value += 1
    return String(value)
  })
}
