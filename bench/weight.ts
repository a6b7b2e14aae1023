import { launchChromium } from '../test/chromium.ts'
import type { Bench } from './bench.ts'
import { startDemonstration } from './demonstration.ts'

const limitBytes = 60 * 1024

/** What a first visit with an empty cache brings over the wire, headers included, and from where. */
export const weightBench: Bench = {
  help: 'bytes of a first visit to each public page, all requests; the limit for a campaign page is 60 KB',
  run: async (say) => {
    const product = await startDemonstration()
    const browser = await launchChromium()
    const figures: Record<string, number> = {}
    let foreign = 0
    try {
      for (const [name, path] of Object.entries(product.paths)) {
        const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
        const page = await context.newPage()
        const wire = await context.newCDPSession(page)
        await wire.send('Network.enable')
        let bytes = 0
        let requests = 0
        wire.on('Network.loadingFinished', ({ encodedDataLength }) => {
          bytes += encodedDataLength
        })
        wire.on('Network.requestWillBeSent', ({ request }) => {
          requests += /^https?:/.test(request.url) ? 1 : 0
          if (/^https?:/.test(request.url) && !request.url.startsWith(`${product.address}/`))
            foreign += 1
        })
        await page.goto(`${product.address}${path}`, { waitUntil: 'networkidle' })
        figures[`${name}FirstVisitBytes`] = bytes
        figures[`${name}Requests`] = requests
        say(`${name}: ${(bytes / 1024).toFixed(1)} KB in ${requests} requests`)
        await context.close()
      }
    } finally {
      await browser.close()
      await product.stop()
    }
    figures['foreignRequests'] = foreign
    const campaign = figures['campaignFirstVisitBytes'] ?? Infinity
    return {
      ok: foreign === 0 && campaign <= limitBytes,
      against: 'the limit of 60 KB',
      ratio: Math.round((limitBytes / campaign) * 100) / 100,
      figures,
    }
  },
}
