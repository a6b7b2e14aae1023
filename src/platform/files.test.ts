import assert from 'node:assert/strict'
import { createHash, createHmac, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { testDatabase } from '../../test/database.ts'
import { findFile, keepFile, openFiles, type FileStore } from './files.ts'

const sum = (content: string | Buffer) => createHash('sha256').update(content).digest('hex')

async function holdsAndForgets(store: FileStore): Promise<void> {
  const content = randomBytes(300_000)
  const sha256 = sum(content)
  assert.equal(await store.get(sha256), null)
  await store.put(sha256, content, 'image/png')
  await store.put(sha256, content, 'image/png')
  assert.ok((await store.get(sha256))?.equals(content))
  await store.remove(sha256)
  await store.remove(sha256)
  assert.equal(await store.get(sha256), null)
}

test('files on disk', async (t) => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'cairn-files-'))
  t.after(() => rmSync(dataFolder, { recursive: true }))
  const store = openFiles({ filesUrl: null, dataFolder })
  await holdsAndForgets(store)

  await t.test(
    'many that keep the same bytes at once leave one whole file for this user only',
    async () => {
      const content = randomBytes(100_000)
      await Promise.all(Array.from({ length: 8 }, () => store.put(sum(content), content, 'x/y')))
      const left = readdirSync(join(dataFolder, 'files'), { recursive: true, encoding: 'utf8' })
        .map((name) => join(dataFolder, 'files', name))
        .filter((path) => statSync(path).isFile())
      assert.equal(left.length, 1)
      assert.equal(statSync(left[0]!).mode & 0o077, 0)
      assert.ok((await store.get(sum(content)))?.equals(content))
    },
  )

  await t.test('a file is recorded, and found with its bytes', async () => {
    const database = await testDatabase()
    const content = Buffer.from('a poster')
    const kept = await keepFile(database, store, {
      name: 'Póster.png',
      mediaType: 'image/png',
      content,
    })
    assert.deepEqual(await findFile(database, store, kept.id), { ...kept, content })
    assert.equal(await findFile(database, store, '00000000-0000-4000-8000-000000000000'), null)
    await store.remove(kept.sha256)
    assert.equal(await findFile(database, store, kept.id), null)
  })
})

test('files in S3-compatible storage are asked for with a signature that verifies', async (t) => {
  const s3 = await bucketServer(t)
  await holdsAndForgets(openFiles({ filesUrl: s3.url('hush/secret+key'), dataFolder: '' }))
  assert.ok(s3.verified() >= 7)

  await t.test('with another key every request is refused', async () => {
    const store = openFiles({ filesUrl: s3.url('another key'), dataFolder: '' })
    await assert.rejects(store.put(sum('x'), Buffer.from('x'), 'x/y'), /answered 403/)
    await assert.rejects(store.get(sum('x')), /answered 403/)
  })
})

/** A small S3: objects of one bucket, each request verified by AWS Signature Version 4. */
async function bucketServer(t: TestContext) {
  const objects = new Map<string, Buffer>()
  let verified = 0
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks)
      if (!isSigned(request, body, 'hush/secret+key')) return response.writeHead(403).end()
      verified += 1
      const name = request.url ?? ''
      if (request.method === 'PUT') objects.set(name, body)
      if (request.method === 'DELETE') objects.delete(name)
      const object = objects.get(name)
      if (request.method === 'GET' && !object) return response.writeHead(404).end()
      return response.writeHead(request.method === 'DELETE' ? 204 : 200).end(object)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => server.close())
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: (secret: string) =>
      `s3+http://AKCAIRN:${encodeURIComponent(secret)}@127.0.0.1:${port}/fells?region=eu-west-2`,
    verified: () => verified,
  }
}

/** As "Authenticating Requests (AWS Signature Version 4)" of the S3 API reference computes it. */
function isSigned(request: IncomingMessage, body: Buffer, secret: string): boolean {
  const { headers, method, url } = request
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    )
  if (!match) return false
  const [, , date = '', region = '', signedHeaders = '', signature] = match
  if (!signedHeaders.split(';').includes('host')) return false
  const declared = String(headers['x-amz-content-sha256'])
  if (declared !== 'UNSIGNED-PAYLOAD' && declared !== sum(body)) return false
  const canonical = [
    method,
    url?.split('?')[0],
    url?.split('?')[1] ?? '',
    ...signedHeaders.split(';').map((name) => `${name}:${String(headers[name]).trim()}`),
    '',
    signedHeaders,
    declared,
  ].join('\n')
  const scope = `${date}/${region}/s3/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sum(canonical)].join('\n')
  const key = [date, region, 's3', 'aws4_request'].reduce<Buffer>(
    (under, part) => createHmac('sha256', under).update(part).digest(),
    Buffer.from(`AWS4${secret}`),
  )
  return createHmac('sha256', key).update(toSign).digest('hex') === signature
}
