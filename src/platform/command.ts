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
