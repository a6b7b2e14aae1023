import { parseArgs } from 'node:util'
import type { Command } from '../platform/command.ts'
import { Refusal } from '../platform/errors.ts'
import type { Services } from '../platform/web.ts'
import { closeDemonstrationSignIns } from './demonstration.ts'
import { importOrganisationsCommand } from './organisations/import/import-command.ts'
import { importPeopleCommand } from './person-import/person-import-command.ts'
import { createOfficer } from './sign-in/first-officer.ts'
import { askPassword } from './sign-in/password-prompt.ts'
import { weaknessSentences } from './sign-in/password-rules.ts'
import { emailAddress } from './sign-in/sign-in-forms.ts'

const createOfficerCommand: Command = {
  name: 'create-officer',
  usage: '--name "FULL NAME" --email ADDRESS [--link]',
  help: 'Makes an officer who can sign in. Asks for the password, or reads it from standard input; with --link prints a link to choose one.',
  run: async (args, services) => {
    const { name, email, link } = readArguments(args)
    const password = link
      ? null
      : await askPassword(`Password for ${email} (at least 12 characters): `)
    const result = await createOfficer(services, { name, email, password })
    if (!result.ok) {
      throw new Refusal(
        result.reason === 'weak'
          ? `${weaknessSentences[result.weakness]}. Nothing was changed.`
          : `${email} has left the partnership. Another officer can bring them back under /manage/people. Nothing was changed.`,
      )
    }
    console.log(describe(result, email, services))
  },
}

const closeDemonstrationCommand: Command = {
  name: 'close-demonstration',
  help: 'Takes their passwords from the demonstration’s people, so that nobody can sign in with what is printed.',
  run: async (_args, services) => {
    const closed = await closeDemonstrationSignIns(services.database)
    console.log(
      closed === 0
        ? 'There was no demonstration sign-in.'
        : `${closed} demonstration ${closed === 1 ? 'sign-in is' : 'sign-ins are'} closed.`,
    )
  },
}

export const peopleCommands: Command[] = [
  createOfficerCommand,
  closeDemonstrationCommand,
  importOrganisationsCommand,
  importPeopleCommand,
]

function readArguments(args: string[]): { name: string; email: string; link: boolean } {
  const usage = `Use: npm run cairn -- create-officer ${createOfficerCommand.usage}`
  const parsed = (() => {
    try {
      const options = {
        name: { type: 'string' },
        email: { type: 'string' },
        link: { type: 'boolean' },
      } as const
      return parseArgs({ args, options }).values
    } catch {
      throw new Refusal(usage)
    }
  })()
  const name = parsed.name?.trim() ?? ''
  if (name.length === 0 || name.length > 200 || !parsed.email) throw new Refusal(usage)
  const email = emailAddress.safeParse(parsed.email)
  if (!email.success) throw new Refusal(`${parsed.email} is not an email address. ${usage}`)
  return { name, email: email.data, link: parsed.link ?? false }
}

type Created = Extract<Awaited<ReturnType<typeof createOfficer>>, { ok: true }>

function describe(result: Created, email: string, { config }: Services): string {
  const who = result.isNew
    ? `${email} is an officer now.`
    : `${email} was here already, and is an officer now.`
  return result.setUpLink
    ? `${who}\nTo choose a password, open this link within 24 hours. It works once:\n${result.setUpLink}`
    : `${who}\nNext: sign in at ${config.publicUrl}/sign-in and set up the second factor, which officers need. Then name the partnership at /manage/partnership and check how to report at /manage/reporting-routes.`
}
