import { formatDate } from '../ui/dates.ts'
import { plainTextOf, type RichTextDocument } from './rich-text.ts'

/** What a content only refers to, and what people call it. */
export type NamedReference = { key: string; name: string }

/**
 * How `fieldsOf` writes what it refers to by a key: a way to report, a law, a topic. Where versions
 * are compared the name stands in its place; see `inWords`.
 */
export const routeReference = (key: string): string => `{{route:${key}}}`

/** The same for a law or a topic. */
export const reference = (key: string): string => `{{name:${key}}}`

/** A text for `fieldsOf`: inserted ways to report are a part of what it says. */
export function comparedText(document: RichTextDocument): string {
  return plainTextOf(document, routeReference)
}

/** A date for `fieldsOf` as people read it; `''` and null stay nothing. */
export function comparedDate(date: string | null): string {
  return date ? formatDate(date) : ''
}

/** The texts with names in the place of references. What is gone by now says its key, or `unknown`. */
export function inWords<Field extends { text: string }>(
  fields: readonly Field[],
  names: { routes: readonly NamedReference[]; others: readonly NamedReference[] },
  unknown: { route?: string } = {},
): Field[] {
  const [routes, others] = [namesByKey(names.routes), namesByKey(names.others)]
  const say = (text: string): string =>
    text.replace(/\{\{(route|name):([\w:.-]+)\}\}/g, (_, what: string, key: string) =>
      what === 'route' ? (routes.get(key) ?? unknown.route ?? key) : (others.get(key) ?? key),
    )
  return fields.map((field) => ({ ...field, text: say(field.text) }))
}

/** The name for each key; of a key that is there twice (a registry keeps what was) the first. */
export function namesByKey(references: readonly NamedReference[]): Map<string, string> {
  return new Map(references.toReversed().map(({ key, name }) => [key, name]))
}
