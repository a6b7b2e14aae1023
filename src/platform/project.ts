import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The folder of the checkout: where package.json, migrations and demo content lie. */
export const projectFolder = folderOfProject(import.meta.dirname)

function folderOfProject(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from
  const parent = dirname(from)
  if (parent === from) throw new Error('package.json was not found above the program')
  return folderOfProject(parent)
}
