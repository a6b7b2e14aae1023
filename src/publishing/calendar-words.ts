/** Months, weekdays and counting words as people write them in the UK, in English and Welsh. */
export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

export const weekdayNames = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const

const welshMonths = [
  'Ionawr',
  'Chwefror',
  'Mawrth',
  'Ebrill',
  'Mai',
  'Mehefin',
  'Gorffennaf',
  'Awst',
  'Medi',
  'Hydref',
  'Tachwedd',
  'Rhagfyr',
]

/** Matches a month's name, short forms and Welsh included; read it with `monthOf`. */
export const monthPattern = String.raw`(?:Jan(?:uary)?|Feb(?:r?uary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|${welshMonths.join('|')})(?![\p{L}])`

export const weekdayPattern = String.raw`(?:Mon(?:day)?|Tues?(?:day)?|Wed(?:nesday|s)?|Thu(?:rsday|rs|r)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?)(?![\p{L}])`

/** 1 to 12, or undefined. */
export function monthOf(name: string): number | undefined {
  const wanted = name.toLowerCase()
  const welsh = welshMonths.findIndex((month) => month.toLowerCase() === wanted)
  if (welsh >= 0) return welsh + 1
  const english = monthNames.findIndex((month) =>
    month.toLowerCase().startsWith(wanted.slice(0, 3)),
  )
  return english >= 0 ? english + 1 : undefined
}

/** 1 (Monday) to 7, or undefined. */
export function weekdayOf(name: string): number | undefined {
  const wanted = name.toLowerCase().slice(0, 3)
  const at = weekdayNames.findIndex((day) => day.toLowerCase().startsWith(wanted))
  return at >= 0 ? at + 1 : undefined
}

const countingWords =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  )

/** Matches a small whole number in figures or words; read it with `countOf`. */
export const countPattern = String.raw`(?:\d{1,3}|${countingWords.slice(1).join('|')}|a|an|a couple of|a few|several)`

/** The number, or undefined for "a few" and "several". */
export function countOf(words: string): number | undefined {
  const wanted = words.toLowerCase()
  if (/^\d+$/.test(wanted)) return Number(wanted)
  if (wanted === 'a' || wanted === 'an') return 1
  if (wanted === 'a couple of') return 2
  const at = countingWords.indexOf(wanted)
  return at > 0 ? at : undefined
}
