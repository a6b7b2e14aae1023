import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { leftOver, killAll, processesOf, startProduct } from './product.ts'

export type Demonstration = {
  address: string
  /** The process that serves. */
  pid: number
  /** One of each page type that the public reads most. */
  paths: Record<'home' | 'campaign' | 'guidance' | 'bulletin' | 'report', string>
  stop: () => Promise<void>
}

/** The real product with its demonstration, as a process of its own on an empty data folder. */
export async function startDemonstration(
  variables: Record<string, string> = {},
): Promise<Demonstration> {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-bench-'))
  const product = startProduct({
    folder: join(folder, 'data'),
    direct: true,
    variables: { LOG_LEVEL: 'error', ...variables },
  })
  const address = await product.served
  const stop = async (): Promise<void> => {
    process.kill(product.pid, 'SIGTERM')
    if ((await leftOver(product)).length > 0) killAll(product)
    rmSync(folder, { recursive: true, force: true })
  }
  if (!address) {
    await stop().catch(() => {})
    throw new Error(`the product did not start:\n${product.printed()}`)
  }
  return {
    address,
    pid:
      processesOf(product).find(({ command }) => command.includes('main.js'))?.pid ?? product.pid,
    paths: {
      home: '/',
      campaign: '/campaigns/its-not-ok',
      guidance: '/guidance/peer-on-peer-sexual-abuse',
      bulletin: await firstLink(
        address,
        '/bulletins',
        /href="(\/bulletins\/[a-z0-9-]*\d{4}[a-z0-9-]*)"/,
      ),
      report: '/report',
    },
    stop,
  }
}

async function firstLink(address: string, path: string, pattern: RegExp): Promise<string> {
  const found = pattern.exec(await (await fetch(`${address}${path}`)).text())?.[1]
  if (!found) throw new Error(`${path} links to nothing that was looked for`)
  return found
}
