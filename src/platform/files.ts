import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AwsClient } from 'aws4fetch'
import type { Generated } from 'kysely'
import type { Database } from './database.ts'

interface FileTable {
  id: Generated<string>
  sha256: string
  name: string
  media_type: string
  bytes: number
  created_at: Generated<Date>
}

declare module './database.ts' {
  interface Tables {
    file: FileTable
  }
}

export type StoredFile = {
  id: string
  sha256: string
  name: string
  mediaType: string
  bytes: number
}

/** Bytes by the hex SHA-256 of themselves: on disk, or in S3-compatible storage. */
export type FileStore = {
  put: (sha256: string, content: Buffer, mediaType: string) => Promise<void>
  /** Null where there is none. */
  get: (sha256: string) => Promise<Buffer | null>
  remove: (sha256: string) => Promise<void>
}

/** Where files are kept: in a bucket where one is configured, else in the data folder. */
export function openFiles(config: { filesUrl: string | null; dataFolder: string }): FileStore {
  return config.filesUrl
    ? bucketStore(config.filesUrl)
    : diskStore(join(config.dataFolder, 'files'))
}

/** Keeps the bytes and records the file. The same bytes are kept once. */
export async function keepFile(
  database: Database,
  store: FileStore,
  file: { name: string; mediaType: string; content: Buffer },
): Promise<StoredFile> {
  const sha256 = createHash('sha256').update(file.content).digest('hex')
  await store.put(sha256, file.content, file.mediaType)
  const row = await database
    .insertInto('file')
    .values({ sha256, name: file.name, media_type: file.mediaType, bytes: file.content.length })
    .returning('id')
    .executeTakeFirstOrThrow()
  return {
    id: row.id,
    sha256,
    name: file.name,
    mediaType: file.mediaType,
    bytes: file.content.length,
  }
}

/** The record and the bytes, or null. */
export async function findFile(
  database: Database,
  store: FileStore,
  id: string,
): Promise<(StoredFile & { content: Buffer }) | null> {
  const row = await database.selectFrom('file').selectAll().where('id', '=', id).executeTakeFirst()
  const content = row && (await store.get(row.sha256))
  return row && content
    ? {
        id: row.id,
        sha256: row.sha256,
        name: row.name,
        mediaType: row.media_type,
        bytes: row.bytes,
        content,
      }
    : null
}

/** Forgets the file; its bytes go too unless another file has the same. */
export async function removeFile(database: Database, store: FileStore, id: string): Promise<void> {
  const gone = await database
    .deleteFrom('file')
    .where('id', '=', id)
    .returning('sha256')
    .executeTakeFirst()
  if (!gone) return
  const twin = await database
    .selectFrom('file')
    .select('id')
    .where('sha256', '=', gone.sha256)
    .executeTakeFirst()
  if (!twin) await store.remove(gone.sha256)
}

function diskStore(folder: string): FileStore {
  const pathOf = (sha256: string): string => join(folder, sha256.slice(0, 2), sha256)
  return {
    put: async (sha256, content) => {
      const path = pathOf(sha256)
      await mkdir(dirname(path), { recursive: true })
      // Written beside and renamed: a half-written file never carries its name.
      const unfinished = `${path}.${randomUUID()}`
      await writeFile(unfinished, content, { mode: 0o600, flush: true })
      await rename(unfinished, path)
    },
    get: (sha256) =>
      readFile(pathOf(sha256)).catch((error: NodeJS.ErrnoException) =>
        error.code === 'ENOENT' ? null : Promise.reject(error),
      ),
    remove: (sha256) => rm(pathOf(sha256), { force: true }),
  }
}

/** s3+https://key:secret@host[:port]/bucket?region=eu-west-2 */
function bucketStore(filesUrl: string): FileStore {
  const url = new URL(filesUrl.replace(/^s3\+/, ''))
  const client = new AwsClient({
    accessKeyId: decodeURIComponent(url.username),
    secretAccessKey: decodeURIComponent(url.password),
    region: url.searchParams.get('region') ?? 'eu-west-2',
    service: 's3',
  })
  const address = (sha256: string): string =>
    `${url.origin}${url.pathname.replace(/\/$/, '')}/${sha256}`
  const expect = (response: Response, ...allowed: number[]): Response => {
    if (!response.ok && !allowed.includes(response.status))
      throw new Error(`the file storage answered ${response.status}`)
    return response
  }
  return {
    put: async (sha256, content, mediaType) => {
      expect(
        await client.fetch(address(sha256), {
          method: 'PUT',
          body: new Uint8Array(content),
          headers: { 'content-type': mediaType },
        }),
      )
    },
    get: async (sha256) => {
      const response = expect(await client.fetch(address(sha256)), 404)
      return response.status === 404 ? null : Buffer.from(await response.arrayBuffer())
    },
    remove: async (sha256) => {
      expect(await client.fetch(address(sha256), { method: 'DELETE' }), 404)
    },
  }
}
