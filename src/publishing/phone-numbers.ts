/** A UK telephone number in running text. `number` is national and without spaces: "01632960001". */
export type PhoneNumber = { at: number; text: string; number: string }

/**
 * Finds numbers in every way they are written in the UK: with +44, (0), brackets, spaces, dots and
 * hyphens; short helplines (0800 1111); 999, 101, 111 and 116 numbers where the words say to call.
 * Shapes follow Ofcom's National Telephone Numbering Plan. Years, dates, prices, reference numbers
 * and ISBNs are not telephone numbers.
 */
export function findPhoneNumbers(text: string): PhoneNumber[] {
  return [...longNumbers(text), ...shortNumbers(text)].toSorted((one, other) => one.at - other.at)
}

const prefix = String.raw`(?:(?:\+|00)\s?44[\s.-]?(?:\(0\)[\s.-]?)?|\(0(?=\d)|0)`
const candidate = new RegExp(
  String.raw`(?<![\p{L}\d£$€.,/:#+-])${prefix}\d(?:[\s.\u2010-\u2013()-]{0,2}\d){5,12}(?![\d/£%]|[.,]\d|[\s-]?\p{L}\d)`,
  'gu',
)
const notCalled =
  /(?:isbn|issn|ref(?:erence)?|no\.|number|id|urn|ukprn|account|invoice|order|charity|company|code)\W{0,3}$/i

function longNumbers(text: string): PhoneNumber[] {
  return [...text.matchAll(candidate)].flatMap((match) => {
    const national = nationalNumber(match[0])
    const before = text.slice(Math.max(0, match.index - 30), match.index)
    // "telephone number:" and "contact number" do introduce one.
    const isOther =
      notCalled.test(before) &&
      !/(?:phone|contact|helpline|call|ring|tel|fax|our|the)\W+\w*\W*$/i.test(before)
    return national === undefined || isOther
      ? []
      : [{ at: match.index, text: match[0].trim(), number: national }]
  })
}

function nationalNumber(written: string): string | undefined {
  const digits = written
    .replace(/^(\+|00)\s?44[\s.-]?/, '0')
    .replace(/^0\(0\)/, '0')
    .replace(/\D/g, '')
  if (/^0800(?:1111|\d{6,7})$/.test(digits) || /^0500\d{6}$/.test(digits)) return digits
  // Ten digits in all only where there are few lines (016977 in Cumbria); eleven everywhere else.
  return /^0(?:1\d{8,9}|2[03489]\d{8}|[35789]\d{9})$/.test(digits) ? digits : undefined
}

const callWords = String.raw`(?:call|calling|ring|ringing|dial|dialling|phone|phoning|telephone|text|texting|tel:?|free(?:phone)? on|police on|police|nhs)`
const called = new RegExp(
  String.raw`(?<![\p{L}])${callWords}\s+(?:(?:the|your|local|samaritans|police|emergency services|nhs|us|them|childline)\s+){0,4}(?:on\s+|at\s+|free\s+|for free\s+)*(999|101|111|112|116\s?\d{3})(?![\d%]|[.,:/-]\d|\s+(?:pages|people|children|places|times|young))`,
  'giu',
)

function shortNumbers(text: string): PhoneNumber[] {
  return [...text.matchAll(called)].map((match) => {
    const at = match.index + match[0].length - match[1]!.length
    return { at, text: match[1]!, number: match[1]!.replace(/\s/g, '') }
  })
}
