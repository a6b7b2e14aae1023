import { crc32 } from 'node:zlib'
import { fromBuffer } from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'

/** Bounds of a Word file, counted while it is unpacked, not as its table of contents claims. */
export const wordLimits = { entries: 2000, bytes: 50 * 1024 * 1024, ratio: 100 }

export type WordReading = { ok: true; html: string } | { ok: false; reason: string }

const bomb =
  'This Word file unpacks to far more than a bulletin can hold, so it was not opened. Save it again from Word, without pictures, and try again.'
const damaged = 'This Word file is damaged. Open it in Word, save it again and try again.'

/** A .docx as HTML, without its pictures. Run it where time and memory are limited. */
export async function readWordDocument(bytes: Uint8Array): Promise<WordReading> {
  const unpacked = await unpack(Buffer.from(bytes))
  if (!unpacked.ok) return unpacked
  if (!unpacked.parts.has('word/document.xml'))
    return { ok: false, reason: notWord(unpacked.parts) }
  try {
    // Loaded when a Word file comes, as most processes never read one.
    const { convertToHtml } = await import('mammoth')
    // Packed anew from what was counted: mammoth sees no byte that the guard has not seen.
    const result = await convertToHtml({ buffer: packPlainly(unpacked.parts) }, { styleMap })
    return { ok: true, html: result.value }
  } catch {
    return { ok: false, reason: damaged }
  }
}

const styleMap = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Subtitle'] => p:fresh",
  "p[style-name='Intense Quote'] => blockquote > p:fresh",
  "p[style-name='Quote'] => blockquote > p:fresh",
]

function notWord(parts: Map<string, Buffer>): string {
  const names = [...parts.keys()]
  if (names.some((name) => name.startsWith('xl/') || name.startsWith('ppt/'))) {
    return 'This is an Excel or PowerPoint file, not a Word document. Save the bulletin as Word (.docx) and try again.'
  }
  if (names.includes('content.xml')) {
    return 'This is an OpenDocument file. Save the bulletin as Word (.docx) and try again.'
  }
  return 'This is a ZIP file, not a Word document. Unpack it, and choose the bulletin itself.'
}

type Unpacked = { ok: true; parts: Map<string, Buffer> } | { ok: false; reason: string }

/** Every part that text can be in; pictures and other files inside are counted, and left out. */
async function unpack(file: Buffer): Promise<Unpacked> {
  let zip: ZipFile
  try {
    zip = await openZip(file)
  } catch {
    return { ok: false, reason: damaged }
  }
  const parts = new Map<string, Buffer>()
  let [entries, bytes] = [0, 0]
  try {
    for await (const entry of entriesOf(zip)) {
      entries += 1
      if (entries > wordLimits.entries) return { ok: false, reason: bomb }
      if (entry.fileName.endsWith('/')) continue
      // Small parts may be packed as tightly as they like; the bytes are counted as they come.
      const room = Math.max(entry.compressedSize * wordLimits.ratio, 1024 * 1024)
      const content = await readEntry(zip, entry, Math.min(room, wordLimits.bytes - bytes))
      if (content === undefined) return { ok: false, reason: bomb }
      bytes += content.length
      if (/\.(?:xml|rels)$/i.test(entry.fileName)) parts.set(entry.fileName, content)
    }
    return bytes > Math.max(file.length * wordLimits.ratio, 1024 * 1024)
      ? { ok: false, reason: bomb }
      : { ok: true, parts }
  } catch {
    return { ok: false, reason: damaged }
  } finally {
    zip.close()
  }
}

const openZip = (file: Buffer): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    const options = { lazyEntries: true, strictFileNames: true, validateEntrySizes: true }
    fromBuffer(file, options, (error, zip) => (zip ? resolve(zip) : reject(error)))
  })

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | undefined>((resolve, reject) => {
      const settle = (value: Entry | undefined, error?: unknown): void => {
        zip.off('entry', onEntry).off('end', onEnd).off('error', onError)
        if (error === undefined) resolve(value)
        else reject(error)
      }
      const onEntry = (found: Entry): void => settle(found)
      const onEnd = (): void => settle(undefined)
      const onError = (error: unknown): void => settle(undefined, error ?? new Error('zip'))
      zip.on('entry', onEntry).on('end', onEnd).on('error', onError)
      zip.readEntry()
    })
    if (!entry) return
    yield entry
  }
}

/** The unpacked bytes, or undefined when there are more than `room`. */
function readEntry(zip: ZipFile, entry: Entry, room: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (!stream) return reject(error)
      const chunks: Buffer[] = []
      let size = 0
      stream.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > room) {
          resolve(undefined)
          stream.destroy()
        } else chunks.push(chunk)
      })
      stream.on('error', reject)
      stream.on('end', () => resolve(Buffer.concat(chunks)))
    })
  })
}

/** A ZIP whose files are stored as they are (APPNOTE.TXT 4.3). */
function packPlainly(parts: Map<string, Buffer>): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of parts) {
    const path = Buffer.from(name)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(20, 4)
    local.writeUInt32LE(crc32(content), 14)
    local.writeUInt32LE(content.length, 18)
    local.writeUInt32LE(content.length, 22)
    local.writeUInt16LE(path.length, 26)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(20, 4)
    local.copy(central, 6, 4, 30)
    central.writeUInt32LE(offset, 42)
    files.push(local, path, content)
    directory.push(central, path)
    offset += local.length + path.length + content.length
  }
  const entries = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.size, 8)
  end.writeUInt16LE(parts.size, 10)
  end.writeUInt32LE(entries.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...files, entries, end])
}
