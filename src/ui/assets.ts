import { readFileSync } from 'node:fs'
import path from 'node:path'
import { projectFolder } from '../platform/project.ts'

/** The folder that `scripts/build-assets.mjs` writes. */
export const assetsFolder = path.join(projectFolder, 'dist', 'assets')

let manifest: Record<string, string> | undefined

/**
 * The address of a style sheet, script, font or picture by its plain name: `public.css` gives
 * `/assets/public.ZZaEmRP60Y.css`. The name holds a hash of the content, so browsers keep it for good.
 */
export function assetPath(name: string): string {
  manifest ??= JSON.parse(readFileSync(path.join(assetsFolder, 'manifest.json'), 'utf8')) as Record<
    string,
    string
  >
  const address = manifest[name]
  if (!address) throw new Error(`There is no asset called ${name}.`)
  return address
}
