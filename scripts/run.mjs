// Runs one built program: node scripts/run.mjs src/cairn.js ARGUMENTS…
import { join } from 'node:path'
import { node, nodeOptions, prepare, project, run } from './prepare.mjs'

await prepare()
const [program, ...args] = process.argv.slice(2)
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {})
process.exit(
  await run(node(), [...nodeOptions, join(project, 'dist', program), ...args], {
    cwd: process.cwd(),
  }),
)
