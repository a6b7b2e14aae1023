import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { projectFolder } from '../src/platform/project.ts'

export type Import = { target: string; typeOnly: boolean; names: string[] }

/** A source file as the rules see it: addresses from the project's folder, comments taken out. */
export type SourceFile = { path: string; code: string; imports: Import[] }

/** Every TypeScript file of ours. */
export function readSourceFiles(): SourceFile[] {
  return (
    globSync('{src,demo,test,bench}/**/*.{ts,tsx}', { cwd: projectFolder })
      // The rules and what is planted against them speak of what they forbid.
      .filter((path) => !path.startsWith('test/architecture'))
      .toSorted()
      .map((path) => sourceFile(path, readFileSync(join(projectFolder, path), 'utf8')))
  )
}

export function sourceFile(path: string, text: string): SourceFile {
  return { path, code: withoutComments(text), imports: importsOf(path, text) }
}

// Good enough for code that a formatter has written: a string that holds // or /* keeps it only before a quote.
function withoutComments(text: string): string {
  return text
    .replace(/^\s*\/\*[\s\S]*?\*\//gm, '')
    .replace(/\{\/\*[\s\S]*?\*\/\}/g, '')
    .replace(/(^|[\s;,)}])\/\/ .*$/gm, '$1')
}

function importsOf(path: string, text: string): Import[] {
  const statements = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s(type\s)?([^'"`;]*?)from\s+'(\.[^']+)'|(?:^|\n)import\s+'(\.[^']+)'|import\(\s*'(\.[^']+)'\s*\)/g,
  )
  return [...statements].map(([, typeOnly, what = '', from, bare, called]) => {
    const names = [...what.matchAll(/(type\s+)?([\w$]+)(?:\s+as\s+\w+)?\s*(?=[,}]|$)/g)]
    const values = names.filter(([, type]) => !type).map(([, , name = '']) => name)
    return {
      target: normalize(join(dirname(path), from ?? bare ?? called ?? '')),
      typeOnly: typeOnly !== undefined || (names.length > 0 && values.length === 0),
      names: typeOnly === undefined ? values : [],
    }
  })
}
