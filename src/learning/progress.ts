import type { CourseContent } from './course-content.ts'

/** True when every module that is not optional is done. */
export function isComplete(content: CourseContent, done: ReadonlySet<string>): boolean {
  const required = content.modules.filter((module) => !module.isOptional)
  return required.length > 0 && required.every((module) => done.has(module.key))
}

/** The number (from 1) of the module to go on with: the first that is not done, else the first of all. */
export function nextModuleNumber(content: CourseContent, done: ReadonlySet<string>): number {
  return content.modules.findIndex((module) => !done.has(module.key)) + 1 || 1
}
