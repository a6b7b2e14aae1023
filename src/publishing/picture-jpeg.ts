import type { CleanPicture } from './picture-content.ts'

const startOfFrame = new Set([0xc0, 0xc1, 0xc2])
// Lossless, hierarchical and arithmetic-coded pictures: browsers do not show them.
const unusualFrame = new Set([0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf])
// Tables and restart intervals.
const kept = new Set([0xc4, 0xdb, 0xdd])

/**
 * JPEG, segment by segment. Of the segments that programs add, the colour profile and Adobe's colour
 * mark stay, and which way up the picture is; camera, place, comments and thumbnails go.
 */
export function cleanJpeg(content: Buffer): CleanPicture | 'damaged' | 'moving' {
  const parts: Buffer[] = []
  let jfif = Buffer.alloc(0)
  let size: { width: number; height: number } | undefined
  let orientation = 1
  let hasScan = false
  for (let at = 2; at + 2 <= content.length;) {
    if (content[at] !== 0xff) return 'damaged'
    const marker = content[at + 1]!
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === 0xd9) {
      if (!size || !hasScan) return 'damaged'
      const picture = [startOfImage, jfif, orientationSegment(orientation), ...parts, endOfImage]
      return { content: Buffer.concat(picture), ...size }
    }
    if (at + 4 > content.length) return 'damaged'
    const length = content.readUInt16BE(at + 2)
    const end = at + 2 + length
    if (length < 2 || end > content.length) return 'damaged'
    const segment = content.subarray(at, end)
    if (unusualFrame.has(marker)) return 'damaged'
    if (startOfFrame.has(marker)) {
      if (size || length < 8 || segment[4] !== 8) return 'damaged'
      size = { height: segment.readUInt16BE(5), width: segment.readUInt16BE(7) }
      if (size.width === 0 || size.height === 0) return 'damaged'
    }
    if (marker === 0xe1) orientation = orientationOf(segment) ?? orientation
    if (marker === 0xe0 && isNamed(segment, 'JFIF\0') && length >= 16) jfif = plainJfif(segment)
    if (isKept(marker, segment)) parts.push(segment)
    at = end
    if (marker === 0xda) {
      if (!size) return 'damaged'
      hasScan = true
      at = endOfScan(content, end)
      parts.push(content.subarray(end, at))
    }
  }
  return 'damaged'
}

const startOfImage = Buffer.from([0xff, 0xd8])
const endOfImage = Buffer.from([0xff, 0xd9])

function isKept(marker: number, segment: Buffer): boolean {
  return (
    kept.has(marker) ||
    startOfFrame.has(marker) ||
    marker === 0xda ||
    (marker === 0xe2 && isNamed(segment, 'ICC_PROFILE\0')) ||
    (marker === 0xee && isNamed(segment, 'Adobe'))
  )
}

function isNamed(segment: Buffer, name: string): boolean {
  return segment.toString('latin1', 4, 4 + name.length) === name
}

/** The JFIF mark without the thumbnail that may follow it. */
function plainJfif(segment: Buffer): Buffer<ArrayBuffer> {
  const plain = Buffer.from(segment.subarray(0, 18))
  plain.writeUInt16BE(16, 2)
  plain.writeUInt16BE(0, 16)
  return plain
}

/** Compressed data ends at the first marker that is neither a stuffed byte nor a restart. */
function endOfScan(content: Buffer, from: number): number {
  for (let at = content.indexOf(0xff, from); at !== -1; at = content.indexOf(0xff, at + 1)) {
    const next = content[at + 1]
    if (next === undefined) return content.length
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return content.length
}

/** Which way up the camera was held: 1 to 8 of the Exif tag 0x0112, where it says so. */
function orientationOf(segment: Buffer): number | null {
  if (!isNamed(segment, 'Exif\0\0')) return null
  const tiff = segment.subarray(10)
  const order = tiff.toString('latin1', 0, 2)
  if ((order !== 'II' && order !== 'MM') || tiff.length < 14) return null
  const u16 = (at: number): number =>
    at + 2 > tiff.length ? 0 : order === 'II' ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at)
  const directory = order === 'II' ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  if (directory + 2 > tiff.length) return null
  for (let entry = 0; entry < Math.min(u16(directory), 200); entry += 1) {
    const at = directory + 2 + entry * 12
    const value = u16(at + 8)
    if (u16(at) === 0x0112) return value >= 1 && value <= 8 ? value : null
  }
  return null
}

/** An Exif segment with the orientation and nothing else; nothing at all for the usual one. */
function orientationSegment(orientation: number): Buffer {
  if (orientation === 1) return Buffer.alloc(0)
  const exif = Buffer.from(
    'ffe1 0022 457869660000 4d4d002a00000008 0001 0112 0003 00000001 0000 0000 00000000'.replaceAll(
      ' ',
      '',
    ),
    'hex',
  )
  exif.writeUInt16BE(orientation, 28)
  return exif
}
