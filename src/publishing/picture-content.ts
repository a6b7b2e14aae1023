import { cleanJpeg } from './picture-jpeg.ts'
import { cleanPng } from './picture-png.ts'
import { cleanWebp } from './picture-webp.ts'

/** A picture as it is kept: nothing in it but the picture, its colours and which way up it is. */
export type CleanPicture = { content: Buffer; width: number; height: number }

export type PictureType = 'image/png' | 'image/jpeg' | 'image/webp'

/** Bounds of one picture. A file of a few bytes can claim to be enormous. */
export const pictureLimits = { bytes: 5 * 1024 * 1024, side: 8000, pixels: 24_000_000 }

export type PictureRefusal = {
  ok: false
  reason:
    | 'empty'
    | 'too-many-bytes'
    | 'too-many-pixels'
    | 'svg'
    | 'gif'
    | 'heic'
    | 'not-a-picture'
    | 'damaged'
    | 'moving'
    | 'wrong-ending'
}

export type PictureResult = ({ ok: true; type: PictureType } & CleanPicture) | PictureRefusal

const endings: Record<PictureType, string[]> = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg', 'jfif'],
  'image/webp': ['webp'],
}

const cleaners: Record<PictureType, (content: Buffer) => CleanPicture | 'damaged' | 'moving'> = {
  'image/png': cleanPng,
  'image/jpeg': cleanJpeg,
  'image/webp': cleanWebp,
}

/**
 * Reads an uploaded picture by what its bytes say, held against the ending of its name. What is kept
 * is written anew part by part: where it was taken, with what, by whom, and anything behind its end
 * are gone.
 */
export function readPicture(content: Buffer, name: string): PictureResult {
  if (content.length === 0) return { ok: false, reason: 'empty' }
  const found = typeOf(content)
  if (!found.includes('/')) return { ok: false, reason: found as PictureRefusal['reason'] }
  if (content.length > pictureLimits.bytes) return { ok: false, reason: 'too-many-bytes' }
  const type = found as PictureType
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  if (!endings[type].includes(ending)) return { ok: false, reason: 'wrong-ending' }
  const cleaned = cleaners[type](content)
  if (typeof cleaned === 'string') return { ok: false, reason: cleaned }
  const { width, height } = cleaned
  const isHuge =
    width > pictureLimits.side ||
    height > pictureLimits.side ||
    width * height > pictureLimits.pixels
  return isHuge ? { ok: false, reason: 'too-many-pixels' } : { ok: true, type, ...cleaned }
}

function typeOf(content: Buffer): PictureType | 'svg' | 'gif' | 'heic' | 'not-a-picture' {
  const start = content.subarray(0, 1024)
  const latin = start.toString('latin1')
  if (latin.startsWith('\u0089PNG\r\n\u001a\n')) return 'image/png'
  if (latin.startsWith('\u00ff\u00d8\u00ff')) return 'image/jpeg'
  if (latin.startsWith('RIFF') && latin.slice(8, 12) === 'WEBP') return 'image/webp'
  if (latin.startsWith('GIF8')) return 'gif'
  if (/^ftyp(?:hei[cfmsx]|hev[cx]|mif1|msf1|avi[fs])/.test(latin.slice(4, 12))) return 'heic'
  if (/<svg[\s/>]/i.test(latin) || /^\s*(?:\u00ef\u00bb\u00bf)?<\?xml/.test(latin)) return 'svg'
  return 'not-a-picture'
}
