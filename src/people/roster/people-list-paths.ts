import { withFields } from '../../ui/with-fields.ts'
import { personPaths } from '../people-paths.ts'

/** The list narrowed to something. */
export function listWith(fields: Record<string, string | undefined>): string {
  return withFields(personPaths.list, fields)
}
