import { parentPort, workerData } from 'node:worker_threads'
import type { BulletinFile } from './imported-bulletin.ts'
import { understandBulletin } from './understand-bulletin.ts'

// The thread of read-bulletin.ts: one file in, one reading out.
const reading = await understandBulletin(workerData as BulletinFile)
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort?.postMessage(reading)
