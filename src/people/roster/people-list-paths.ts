import { personPaths } from '../people-paths.ts'

/** The list narrowed to something. */
export function listWith(fields: Record<string, string | undefined>): string {
  return withFields(personPaths.list, fields)
}

/** An address with what the list is narrowed to; empty fields are left out. */
export function withFields(path: string, fields: Record<string, string | undefined>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) if (value) query.set(name, value)
  const text = query.toString()
  return text ? `${path}?${text}` : path
}
