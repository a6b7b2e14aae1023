// npm run check: everything that can be said without running the product. All checks run, even after one has failed.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { install, node, project, run } from './prepare.mjs'

const checks = [
  {
    name: 'Format',
    says: 'npx oxfmt puts it right',
    program: () => tool('oxfmt'),
    args: ['--check'],
  },
  {
    name: 'Lint',
    program: () => tool('oxlint'),
    args: ['--type-aware', '--deny-warnings', '--format=unix'],
  },
  { name: 'Types', program: () => tool('typescript', 'tsc'), args: ['--noEmit', '-p', project] },
  { name: 'Dead code', program: () => tool('knip'), args: ['--no-progress', '--no-config-hints'] },
  {
    name: 'Architecture',
    program: () => join(project, 'scripts', 'test.mjs'),
    args: ['test/architecture.test'],
  },
]

await install()
const results = []
for (const { name, says, program, args } of checks) {
  console.log(`\n── ${name}`)
  const begin = performance.now()
  const code = await run(node(), [program(), ...args])
  const seconds = ((performance.now() - begin) / 1000).toFixed(1)
  results.push({ name, passes: code === 0, seconds, says })
}

console.log('')
for (const { name, passes, seconds, says } of results) {
  const verdict = passes ? 'passes' : `FAILS${says ? `: ${says}` : ''}`
  console.log(`${name.padEnd(12)} ${seconds.padStart(6)} s  ${verdict}`)
}
process.exit(results.every(({ passes }) => passes) ? 0 : 1)

/** The file that a tool's command runs. */
function tool(name, command = name) {
  const folder = join(project, 'node_modules', name)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return join(folder, typeof bin === 'string' ? bin : bin[command])
}
