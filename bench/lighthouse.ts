import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectFolder } from '../src/platform/project.ts'
import { findChromium, type Chromium } from '../test/chromium.ts'
import type { Bench } from './bench.ts'
import { startDemonstration } from './demonstration.ts'

const aim = 98
const categories = ['performance', 'accessibility', 'best-practices'] as const
const rounds = 3

/** Lighthouse with its phone profile (slow 4G, slowed processor) on each public page; the median of three runs. */
export const lighthouseBench: Bench = {
  help: 'Lighthouse scores on the phone profile for each public page; the aim is 98',
  run: async (say) => {
    const product = await startDemonstration()
    const chromium = await findChromium()
    const figures: Record<string, number> = {}
    try {
      for (const [name, path] of Object.entries(product.paths)) {
        const runs = Array.from({ length: rounds }, () =>
          scores(chromium, `${product.address}${path}`),
        )
        for (const category of categories) {
          const sorted = runs.map((run) => run[category]).toSorted((one, other) => one - other)
          figures[
            `${name}${category.replace(/(^|-)([a-z])/g, (_all, _dash, letter: string) => letter.toUpperCase())}Score`
          ] = sorted[1] ?? 0
        }
        say(
          `${name}: ${categories.map((category) => `${category} ${runs.map((run) => run[category]).join('/')}`).join(', ')}`,
        )
      }
    } finally {
      await product.stop()
    }
    const lowest = Math.min(...Object.values(figures))
    return {
      ok: lowest >= aim,
      against: 'the aim of 98',
      ratio: Math.round((lowest / aim) * 100) / 100,
      figures,
    }
  },
}

function scores(chromium: Chromium, address: string): Record<(typeof categories)[number], number> {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-lighthouse-'))
  const report = join(folder, 'report.json')
  const flags =
    '--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'
  spawnSync(
    process.execPath,
    [
      join(projectFolder, 'node_modules/lighthouse/cli/index.js'),
      address,
      '--quiet',
      '--output=json',
      `--output-path=${report}`,
      `--only-categories=${categories.join(',')}`,
      `--chrome-flags=${flags}`,
    ],
    {
      encoding: 'utf8',
      env: { ...process.env, ...chromium.environment, CHROME_PATH: chromium.program },
      timeout: 180_000,
    },
  )
  const parsed = JSON.parse(readFileSync(report, 'utf8')) as {
    categories: Record<string, { score: number }>
  }
  rmSync(folder, { recursive: true, force: true })
  const scoreOf = (category: string): number =>
    Math.round((parsed.categories[category]?.score ?? 0) * 100)
  return {
    performance: scoreOf('performance'),
    accessibility: scoreOf('accessibility'),
    'best-practices': scoreOf('best-practices'),
  }
}
