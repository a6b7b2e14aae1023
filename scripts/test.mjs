// npm test [-- PART-OF-A-PATH …]: everything, or the test files whose path contains one of the words.
import { join } from 'node:path'
import { node, prepare, project, run } from './prepare.mjs'

await prepare()
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {})
process.exit(
  await run(node(), [
    '--enable-source-maps',
    join(project, 'dist/test/run.js'),
    ...process.argv.slice(2),
  ]),
)
