import { seedCommand } from '../demo/seed.ts'
import { allJobs } from './app.ts'
import { importBulletinCommand } from './bulletins/import/import-command.ts'
import { peopleCommands } from './people/people-commands.ts'
import type { Command } from './platform/command.ts'
import { configurationHelp, openDataFolder, readConfig } from './platform/config.ts'
import { joinDatabaseServer } from './platform/database-server.ts'
import { Refusal } from './platform/errors.ts'
import { openLog } from './platform/log.ts'
import { migrate, refuseOtherVersion } from './platform/migrations.ts'
import { step } from './platform/progress.ts'
import { openServices } from './platform/services.ts'

/** The operator's command line, wired by hand: each slice gives its own commands. */
const commands: Command[] = [...peopleCommands, importBulletinCommand, seedCommand]

const [name = 'help', ...args] = process.argv.slice(2)

async function run(): Promise<number> {
  if (name === 'help' || name === '--help' || args.includes('--help')) return help()
  const command = commands.find((known) => known.name === name)
  if (!command) {
    throw new Refusal(
      `There is no command "${name}". There are: ${['help', ...commands.map((known) => known.name)].join(', ')}.`,
    )
  }
  const config = readConfig()
  openDataFolder(config.dataFolder)
  // Standard output is the command's answer, which another program may read.
  const say = (line: string): void => console.error(line)
  const server = await step('Opening the database', () => joinDatabaseServer(config), say)
  try {
    await (server.joined ? refuseOtherVersion(server.url) : migrate(server.url))
    const log = openLog(config.logLevel === 'info' ? 'error' : config.logLevel, (line) =>
      process.stderr.write(line),
    )
    // The running product knows where it is; PORT of this shell may be another.
    const publicUrl = (!config.hostIsFixed && server.publicUrl) || config.publicUrl
    const { services, close } = openServices({ ...config, publicUrl }, server.url, {
      log,
      connections: 4,
    })
    try {
      await services.jobs.start(allJobs(services), { work: false })
      return (await command.run(args, services)) ?? 0
    } finally {
      await close()
    }
  } finally {
    await server.release()
  }
}

function help(): number {
  const listed = [{ name: 'help', help: 'Says what there is.' }, ...commands].map((command) => ({
    call: [command.name, 'usage' in command ? command.usage : ''].join(' ').trim(),
    help: command.help,
  }))
  console.log('npm run cairn -- COMMAND\n')
  for (const { call, help: says } of listed) console.log(`  ${call}\n      ${says}`)
  console.log('\nVariables of the environment:\n')
  for (const { name: variable, says, default: fallback } of configurationHelp)
    console.log(`  ${variable}${fallback ? ` (${fallback})` : ''}\n      ${says}`)
  return 0
}

// A Ctrl-C ends the command's process group; what it has begun is undone by its transaction.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => {})

try {
  process.exitCode = await run()
} catch (error) {
  console.error(error instanceof Refusal ? `\n${error.message}\n` : error)
  process.exitCode = 1
}
process.exit()
