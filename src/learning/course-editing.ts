import { routesToCheck } from '../concerns/concerns.ts'
import type { Database } from '../platform/database.ts'
import { NotFound } from '../platform/errors.ts'
import {
  findEditConflict,
  findLatest,
  saveDraft,
  type Act,
  type Draft,
  type EditConflict,
} from '../publishing/publishing.ts'
import type { CourseContent, CourseModule } from './course-content.ts'
import { courseKind } from './course-kind.ts'

/** Somebody saved meanwhile: theirs, beside what one wrote. */
export type Collision = { ok: false; conflict: EditConflict }
type Saved = { ok: true; version: number } | Collision

type CourseDraft = Draft<CourseContent>

/**
 * Changes the newest version of a course and keeps the result as a newer one. `basedOn` is the
 * version the writer began with. Nothing is written over somebody else's save.
 */
export async function changeCourse(
  database: Database,
  courseId: string,
  change: (draft: CourseDraft) => CourseDraft,
  basedOn: number,
  act: Act,
): Promise<Saved> {
  const latest = await findLatest(database, courseKind, courseId)
  if (!latest) throw new NotFound('course')
  const { title, summary, content } = latest
  const draft = change({ title, summary, content })
  const saved = await saveDraft(database, courseKind, courseId, { ...draft, basedOn }, act)
  if (saved.ok) return saved
  const routes = await routesToCheck(database)
  const conflict = await findEditConflict(database, courseKind, courseId, draft, routes)
  return { ok: false, conflict }
}

/** Puts a module in the place of the one with its key, or at the end. */
export function withModule(modules: CourseModule[], module: CourseModule): CourseModule[] {
  return modules.some(({ key }) => key === module.key)
    ? modules.map((other) => (other.key === module.key ? module : other))
    : [...modules, module]
}

export type ModuleMove = 'up' | 'down' | 'remove'

/** Moves a module by one place, or takes it away. A key that is not there changes nothing. */
export function withMove(modules: CourseModule[], key: string, move: ModuleMove): CourseModule[] {
  const at = modules.findIndex((module) => module.key === key)
  if (at === -1) return modules
  const others = modules.filter((module) => module.key !== key)
  if (move === 'remove') return others
  return others.toSpliced(Math.max(0, move === 'up' ? at - 1 : at + 1), 0, modules[at]!)
}
