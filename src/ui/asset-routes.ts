import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { Hono } from 'hono'
import { anyone, may } from '../platform/access.ts'
import { NotFound } from '../platform/errors.ts'
import { acceptedEncoding } from '../platform/page-cache.ts'
import type { AppContext, AppEnv } from '../platform/web.ts'
import { assetPath, assetsFolder } from './assets.ts'

export const assetRoutes = new Hono<AppEnv>()

assetRoutes.get('/assets/:name', may(anyone), (c) =>
  answer(c, c.req.param('name'), 'public, max-age=31536000, immutable'),
)

// Browsers and feed readers ask for it when a page names no icon.
assetRoutes.get('/favicon.ico', may(anyone), (c) =>
  answer(c, path.basename(assetPath('icon-32.png')), 'public, max-age=86400'),
)

type Asset = { type: string; identity: Buffer; br?: Buffer; gzip?: Buffer }

let assets: Map<string, Asset> | undefined

function answer(c: AppContext, name: string, cacheControl: string): Response {
  assets ??= readAssets()
  const asset = assets.get(name)
  if (!asset) throw new NotFound('asset')
  const encoding = acceptedEncoding(c.req.header('accept-encoding'))
  const body = encoding === 'identity' ? undefined : asset[encoding]
  c.header('Content-Type', asset.type)
  c.header('Cache-Control', cacheControl)
  if (asset.br) c.header('Vary', 'Accept-Encoding')
  if (body) c.header('Content-Encoding', encoding)
  return c.body(new Uint8Array(body ?? asset.identity))
}

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** All of them, a few hundred kilobytes: they are answered from memory. */
function readAssets(): Map<string, Asset> {
  const names = readdirSync(assetsFolder)
  const read = (name: string) => readFileSync(path.join(assetsFolder, name))
  const found = new Map<string, Asset>()
  for (const name of names) {
    const type = types[path.extname(name)]
    if (!type) continue
    const asset: Asset = { type, identity: read(name) }
    if (names.includes(`${name}.br`)) asset.br = read(`${name}.br`)
    if (names.includes(`${name}.gz`)) asset.gzip = read(`${name}.gz`)
    found.set(name, asset)
  }
  return found
}
