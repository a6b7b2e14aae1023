import { leaverDrill } from './leaver.ts'
import { mailingDrill } from './mailing.ts'
import { signInTimingDrill } from './sign-in-timing.ts'
import { startDrill } from './start.ts'

/** A fault drill: what must never happen is counted, and the same is tried with the guard taken away. */
export type Drill = {
  help: string
  run: (say: (line: string) => void, trials: number | null) => Promise<DrillResult>
}

export type DrillResult = {
  trials: number
  /** What happened and must not, as sentences. */
  violations: string[]
  control: 'failed as it must' | 'did not fail'
  figures: Record<string, number>
}

const drills: Record<string, Drill> = {
  start: startDrill,
  mailing: mailingDrill,
  leaver: leaverDrill,
  'sign-in-timing': signInTimingDrill,
}

const args = process.argv.slice(2)
const name = args.find((argument) => !argument.startsWith('-'))
const drill = name ? drills[name] : undefined
if (!drill || !name) {
  console.error('npm run faults -- NAME [--json] [--trials=N]\n')
  for (const [known, { help }] of Object.entries(drills)) console.error(`  ${known}: ${help}`)
  process.exit(1)
}

const trials = /^--trials=(\d+)$/.exec(
  args.find((argument) => argument.startsWith('--trials')) ?? '',
)
const begin = performance.now()
const say = (line: string): void => console.error(line)
const result = await drill.run(say, trials ? Number(trials[1]) : null)
for (const violation of result.violations) say(`VIOLATION: ${violation}`)
const ok = result.violations.length === 0 && result.control === 'failed as it must'
const report = {
  fault: name,
  ok,
  trials: result.trials,
  violations: result.violations.length,
  control: result.control,
  figures: { ...result.figures, tookSeconds: Math.round((performance.now() - begin) / 1000) },
}
console.log(args.includes('--json') ? JSON.stringify(report) : report)
process.exit(ok ? 0 : 1)
