// npm start: install and build if needed, then run Cairn on its own Node. npm run dev: the same, again after each change.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, watch } from 'node:fs'
import { join } from 'node:path'
import { build, node, nodeOptions, prepare, project } from './prepare.mjs'

const ancestors = ancestorsNow()
const watches = process.argv.includes('--watch')
await prepare()

let stopping = false
let child = start()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal))
if (process.env.npm_lifecycle_event) stopWithParent()
if (watches) restartOnChange()

function start() {
  const product = spawn(
    node(),
    [...nodeOptions, join(project, 'dist/src/main.js')],
    // The channel lets the product stop by itself if this process is killed.
    { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] },
  )
  product.once('exit', (code, signal) => {
    if (stopping || !watches) process.exit(code ?? (signal ? 1 : 0))
  })
  return product
}

function stop(signal) {
  stopping = true
  if (child.exitCode !== null || child.signalCode !== null) process.exit(0)
  child.kill(signal)
}

// npm starts a shell that starts us, and hands a signal to the shell only, which ends without a word to us.
function stopWithParent() {
  setInterval(() => {
    if (ancestorsNow() !== ancestors && !stopping) stop('SIGTERM')
  }, 250).unref()
}

/** Our parent and, where the system tells, its parent. */
function ancestorsNow() {
  try {
    const [, fields] = readFileSync(`/proc/${process.ppid}/stat`, 'utf8').split(/\) (?=[A-Z] )/)
    return `${process.ppid} ${fields.split(' ')[1]}`
  } catch {
    return `${process.ppid}`
  }
}

function restartOnChange() {
  let timer
  let working = false
  let again = false
  const restart = async () => {
    if (working) return (again = true)
    working = true
    if (await build()) {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      if (child.exitCode === null && child.signalCode === null && child.kill()) await ended
      if (!stopping) child = start()
    }
    working = false
    if (again) void restart()
    again = false
  }
  for (const folder of ['src', 'demo', 'migrations'].map((name) => join(project, name))) {
    if (!existsSync(folder)) continue
    watch(folder, { recursive: true }, () => {
      clearTimeout(timer)
      timer = setTimeout(restart, 200)
    })
  }
  console.log('Watching src, demo and migrations: a change builds and starts again.')
}
