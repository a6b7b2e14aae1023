import { crc32 } from 'node:zlib'
import type { CleanPicture } from './picture-content.ts'

const signature = Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1')
// What draws the picture and its colours; text, time, place and animation are not among them.
const kept = new Set(['IHDR', 'PLTE', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'pHYs'])

/** PNG, chunk by chunk, with its check sums. */
export function cleanPng(uploaded: Buffer): CleanPicture | 'damaged' | 'moving' {
  const content = Buffer.from(uploaded)
  const parts: Buffer[] = [signature]
  let header: Buffer | undefined
  let hasData = false
  for (let at = signature.length; at + 12 <= content.length;) {
    const length = content.readUInt32BE(at)
    const end = at + 12 + length
    if (end > content.length) return 'damaged'
    const type = content.toString('latin1', at + 4, at + 8)
    if (crc32(content.subarray(at + 4, end - 4)) !== content.readUInt32BE(end - 4)) return 'damaged'
    if (!header && (type !== 'IHDR' || length !== 13)) return 'damaged'
    if (type === 'acTL') return 'moving'
    if (type === 'IHDR') {
      if (header) return 'damaged'
      header = content.subarray(at + 8, at + 21)
    }
    if (type === 'IDAT') hasData = true
    if (kept.has(type) || type === 'IDAT' || type === 'IEND') parts.push(content.subarray(at, end))
    if (type === 'IEND') {
      if (!header || !hasData || length !== 0) return 'damaged'
      const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
      return width > 0 && height > 0 ? { content: Buffer.concat(parts), width, height } : 'damaged'
    }
    at = end
  }
  return 'damaged'
}
