import { parseArgs, type ParseArgsConfig } from 'node:util'
import { Refusal } from './errors.ts'
import type { Services } from './web.ts'

/** One command of the operator's command line: `npm run cairn -- NAME …`. */
export type Command = {
  name: string
  /** What follows the name: `FILE [--month 2020-10] [--json]`. */
  usage?: string
  /** One sentence that says what it does. */
  help: string
  /**
   * `args` is what follows the name. Answers go to standard output; with `--json` its last line is one JSON object.
   * Throws a Refusal for a mistake of the operator; anything but zero is the exit code.
   */
  run: (args: string[], services: Services) => Promise<number | void>
}

/** Options and what else was typed; throws `wrong` for options that the command has not. */
export function readOptions<const Options extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  options: Options,
  wrong: Refusal,
) {
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch {
    throw wrong
  }
}

/** Prints what the work came to: in words, or with `--json` as one line, a Refusal too. Gives the exit code. */
export async function tellOutcome<Outcome>(
  args: readonly string[],
  work: () => Promise<Outcome>,
  told: { json: (outcome: Outcome) => object; words: (outcome: Outcome) => string },
): Promise<number | void> {
  const isJson = args.includes('--json')
  try {
    const outcome = await work()
    console.log(isJson ? JSON.stringify(told.json(outcome)) : told.words(outcome))
  } catch (error) {
    if (!(isJson && error instanceof Refusal)) throw error
    console.error(error.message)
    console.log(JSON.stringify({ ok: false, reason: error.message }))
    return 1
  }
}
