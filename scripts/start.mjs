// npm start: install and build if needed, then run Cairn on its own Node.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { node, prepare, project } from './prepare.mjs'

await prepare()

const watch = process.argv.includes('--watch')
const child = spawn(
  node(),
  ['--enable-source-maps', ...(watch ? ['--watch'] : []), join(project, 'dist/src/main.js')],
  // The channel lets the product stop by itself if this process is killed.
  { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] },
)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.once('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
if (watch) await watchSources()

async function watchSources() {
  const tsc = join(project, 'node_modules/typescript/bin/tsc')
  spawn(node(), [tsc, '-p', project, '--noCheck', '--watch', '--preserveWatchOutput'], {
    stdio: 'inherit',
  })
}
