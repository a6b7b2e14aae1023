import { duplicatesBench } from './duplicates.ts'
import { lighthouseBench } from './lighthouse.ts'
import { pagesBench } from './pages.ts'
import { peopleBench } from './people.ts'
import { weightBench } from './weight.ts'

/** A benchmark: what we do, beside a limit or a peer measured in the same run. */
export type Bench = {
  help: string
  run: (say: (line: string) => void, wish: BenchWish) => Promise<BenchResult>
}

/** What somebody who works on one part asks for. The figures that count are those of the whole. */
export type BenchWish = {
  /** `--only=PART`: one part of a bench that has several. */
  only?: string
  /** `--people=NUMBER`: a register of another size. */
  people?: number
}

export type BenchResult = {
  /** Was what was done also right, and is the aim met? */
  ok: boolean
  /** The peer, or null when it is not installed. */
  against: string | null
  /** Ours divided by the peer's or the limit: more is better. */
  ratio: number | null
  /** Every number with its unit in the name. */
  figures: Record<string, number>
}

const benches: Record<string, Bench> = {
  pages: pagesBench,
  people: peopleBench,
  weight: weightBench,
  lighthouse: lighthouseBench,
  duplicates: duplicatesBench,
}

const args = process.argv.slice(2)
const name = args.find((argument) => !argument.startsWith('-'))
const bench = name ? benches[name] : undefined
if (!bench || !name) {
  console.error('npm run bench -- NAME [--json] [--only=PART] [--people=NUMBER]\n')
  for (const [known, { help }] of Object.entries(benches)) console.error(`  ${known}: ${help}`)
  process.exit(1)
}
const valueOf = (option: string): string | undefined =>
  args.find((argument) => argument.startsWith(`--${option}=`))?.slice(option.length + 3)
const [only, people] = [valueOf('only'), valueOf('people')]
const result = await bench.run((line) => console.error(line), {
  ...(only ? { only } : {}),
  ...(people ? { people: Number(people) } : {}),
})
if (args.includes('--json')) console.log(JSON.stringify({ bench: name, ...result }))
else console.log(result)
process.exit(result.ok ? 0 : 1)
