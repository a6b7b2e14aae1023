import { Worker } from 'node:worker_threads'
import { largestFile } from './file-formats.ts'
import type { BulletinFile, BulletinReading } from './imported-bulletin.ts'

export type {
  BulletinFile,
  BulletinReading,
  ImportedBulletin,
  ImportedItem,
} from './imported-bulletin.ts'

/** What reading one file may cost; a real bulletin takes a tenth of a second and 60 MB. */
export const readingLimits = { timeMs: 20_000, memoryMb: 256 }

const tooMuch =
  'This file could not be read within the time and memory that a bulletin needs. Save the bulletin as plain text and try again.'

let queue: Promise<unknown> = Promise.resolve()

/**
 * Reads a bulletin from a file of any kind. Runs in a thread with bounded time and memory, one file
 * after the other, so that a hostile file costs the site nothing but its refusal.
 */
export function readBulletin(file: BulletinFile, limits = readingLimits): Promise<BulletinReading> {
  if (file.bytes.length > largestFile) {
    const reason =
      'This file is larger than 10 MB. A bulletin is text: save it without pictures and try again.'
    return Promise.resolve({ ok: false, reason })
  }
  const reading = queue.then(() => readInThread(file, limits))
  queue = reading.catch(() => undefined)
  return reading
}

function readInThread(file: BulletinFile, limits: typeof readingLimits): Promise<BulletinReading> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  const bytes = Uint8Array.from(file.bytes)
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(`./reading-thread.${extension}`, import.meta.url), {
      workerData: { ...file, bytes },
      transferList: [bytes.buffer],
      resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb, maxYoungGenerationSizeMb: 32 },
      stdout: true,
      stderr: true,
    })
    const timer = setTimeout(() => settle({ ok: false, reason: tooMuch }), limits.timeMs)
    const settle = (reading: BulletinReading): void => {
      clearTimeout(timer)
      resolve(reading)
      void worker.terminate()
    }
    worker.once('message', settle)
    worker.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY' || error instanceof RangeError) {
        return settle({ ok: false, reason: tooMuch })
      }
      clearTimeout(timer)
      reject(error)
    })
  })
}
