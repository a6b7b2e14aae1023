import { systemClock } from './clock.ts'
import type { Config } from './config.ts'

/** Only identifiers, counts, durations and codes: never names, addresses, texts. */
export type LogDetails = Record<string, string | number | boolean | null>

export type Log = {
  /** `event` is past tense with its noun: `bulletin.sent`. */
  info: (event: string, details?: LogDetails) => void
  error: (event: string, details?: LogDetails) => void
  debug: (event: string, details?: LogDetails) => void
}

const ranks = { silent: 0, error: 1, info: 2, debug: 3 }

/** One JSON line an event. */
export function openLog(
  level: Config['logLevel'],
  write: (line: string) => void = (line) => process.stdout.write(line),
): Log {
  const at =
    (name: 'error' | 'info' | 'debug') =>
    (event: string, details: LogDetails = {}) => {
      if (ranks[name] <= ranks[level])
        write(
          `${JSON.stringify({ at: systemClock.now().toISOString(), level: name, event, ...details })}\n`,
        )
    }
  return { info: at('info'), error: at('error'), debug: at('debug') }
}
