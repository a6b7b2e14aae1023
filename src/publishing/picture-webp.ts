import type { CleanPicture } from './picture-content.ts'

const kept = new Set(['VP8X', 'ICCP', 'ALPH', 'VP8 ', 'VP8L'])
const flags = { animation: 0x02, xmp: 0x04, exif: 0x08 }

/** WebP, chunk by chunk: the picture, its transparency and its colours. */
export function cleanWebp(content: Buffer): CleanPicture | 'damaged' | 'moving' {
  const parts: Buffer[] = []
  let size: { width: number; height: number } | undefined
  let hasImage = false
  const total = Math.min(content.length, 8 + content.readUInt32LE(4))
  for (let at = 12; at + 8 <= total;) {
    const type = content.toString('latin1', at, at + 4)
    const length = content.readUInt32LE(at + 4)
    const end = at + 8 + length + (length % 2)
    if (at + 8 + length > total) return 'damaged'
    if (type === 'ANIM' || type === 'ANMF') return 'moving'
    const chunk = Buffer.from(content.subarray(at, at + 8 + length))
    if (type === 'VP8X') {
      if (length < 10) return 'damaged'
      if (chunk[8]! & flags.animation) return 'moving'
      chunk[8] = chunk[8]! & ~(flags.xmp | flags.exif)
      size = { width: chunk.readUIntLE(12, 3) + 1, height: chunk.readUIntLE(15, 3) + 1 }
    }
    if (type === 'VP8 ' || type === 'VP8L') {
      const own = type === 'VP8 ' ? lossySize(chunk) : losslessSize(chunk)
      if (!own || hasImage) return 'damaged'
      size ??= own
      hasImage = true
    }
    if (kept.has(type)) parts.push(chunk, Buffer.alloc(length % 2))
    at = end
  }
  if (!size || !hasImage || size.width === 0 || size.height === 0) return 'damaged'
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...parts])
  const head = Buffer.alloc(8)
  head.write('RIFF', 'latin1')
  head.writeUInt32LE(body.length, 4)
  return { content: Buffer.concat([head, body]), ...size }
}

function lossySize(chunk: Buffer): { width: number; height: number } | null {
  // Frame tag, then the start code 9d 01 2a, then 14 bits each.
  if (chunk.length < 18 || chunk.toString('hex', 11, 14) !== '9d012a') return null
  return { width: chunk.readUInt16LE(14) & 0x3fff, height: chunk.readUInt16LE(16) & 0x3fff }
}

function losslessSize(chunk: Buffer): { width: number; height: number } | null {
  if (chunk.length < 13 || chunk[8] !== 0x2f) return null
  const bits = chunk.readUInt32LE(9)
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}
