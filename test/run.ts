import { spawn } from 'node:child_process'
import { chmodSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres.ts'
import { projectFolder } from '../src/platform/project.ts'
import { makeTemplateDatabase } from './database.ts'

// Starts one PostgreSQL for the whole run, migrates a template database, and gives the files to node:test.
const words = process.argv.slice(2)
const files = globSync('dist/{src,test,demo,bench}/**/*.test.js', { cwd: projectFolder })
  .filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
  .toSorted()
if (files.length === 0) {
  console.error(`No test file has ${words.map((word) => `"${word}"`).join(' or ')} in its path.`)
  process.exit(1)
}

const folder = mkdtempSync(join(tmpdir(), 'cairn-test-'))
// As root PostgreSQL runs as another user, who has to reach it.
chmodSync(folder, 0o711)
const postgres = await startEmbeddedPostgres(join(folder, 'postgres'), { durable: false })
let code = 1
try {
  await makeTemplateDatabase(postgres.url)
  const runner = spawn(
    process.execPath,
    ['--enable-source-maps', '--test', '--test-concurrency=2', '--test-timeout=300000', ...files],
    {
      cwd: projectFolder,
      stdio: 'inherit',
      env: {
        ...process.env,
        CAIRN_TEST_DATABASE_URL: postgres.url,
        LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'error',
      },
    },
  )
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => runner.kill(signal))
  code = await new Promise((resolve) => runner.once('exit', (exitCode) => resolve(exitCode ?? 1)))
} finally {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}
process.exit(code)
