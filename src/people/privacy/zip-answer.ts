import type { AppContext } from '../../platform/web.ts'

/** Somebody's data as a file to save, which no cache keeps. */
export function zipAnswer(c: AppContext, content: Buffer): Response {
  c.header('Content-Type', 'application/zip')
  c.header('Content-Disposition', 'attachment; filename="your-data.zip"')
  c.header('Cache-Control', 'no-store')
  return c.body(new Uint8Array(content))
}
