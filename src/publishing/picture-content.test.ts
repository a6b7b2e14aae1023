import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crc32, deflateSync } from 'node:zlib'
import * as fc from 'fast-check'
import { pictureLimits, readPicture } from './picture-content.ts'
import { samplePng } from './picture-samples.ts'

const secret = 'GPS 54.5N 3.1W taken by A. Person'

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const ends = Buffer.alloc(4)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  ends.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, ends])
}

function png(width: number, height: number, more: Buffer[] = []): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const data = deflateSync(Buffer.alloc(Math.min(1000, (width + 1) * height)))
  return Buffer.concat([
    Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'),
    chunk('IHDR', header),
    ...more,
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const segment = (marker: number, data: Buffer | string): Buffer => {
  const content = typeof data === 'string' ? Buffer.from(data, 'latin1') : data
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([head, content])
}

function jpeg(more: Buffer[] = []): Buffer {
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, 'JFIF\0\u0001\u0001\0\0\u0001\0\u0001\u0001\u0001' + secret.slice(0, 3)),
    ...more,
    segment(0xdb, Buffer.alloc(65, 1)),
    segment(0xc0, Buffer.from([8, 0, 30, 0, 40, 1, 1, 0x11, 0])),
    segment(0xc4, Buffer.alloc(20)),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([1, 2, 0xff, 0, 3, 0xff, 0xd0, 4]),
    Buffer.from([0xff, 0xd9]),
    Buffer.from(secret),
  ])
}

const exif = (orientation: number): Buffer => {
  const tiff = Buffer.alloc(8 + 2 + 12 + 4)
  tiff.write('II*\0', 'latin1')
  tiff.writeUInt32LE(8, 4)
  tiff.writeUInt16LE(1, 8)
  tiff.writeUInt16LE(0x0112, 10)
  tiff.writeUInt16LE(3, 12)
  tiff.writeUInt32LE(1, 14)
  tiff.writeUInt16LE(orientation, 18)
  return segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), tiff, Buffer.from(secret)]))
}

function webp(chunks: [string, Buffer][]): Buffer {
  const body = Buffer.concat([
    Buffer.from('WEBP'),
    ...chunks.flatMap(([type, data]) => {
      const head = Buffer.from(`${type}0000`, 'latin1')
      head.writeUInt32LE(data.length, 4)
      return [head, data, Buffer.alloc(data.length % 2)]
    }),
  ])
  const head = Buffer.from('RIFF0000', 'latin1')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body])
}
const vp8 = Buffer.from([0, 0, 0, 0x9d, 1, 0x2a, 40, 0, 30, 0, 1, 2, 3])
const vp8x = (bits: number): Buffer => Buffer.from([bits, 0, 0, 0, 39, 0, 0, 29, 0, 0])

test('what a picture carries beside itself is gone, the picture stays', () => {
  const carriers: [string, Buffer][] = [
    [
      'a.png',
      png(40, 30, [chunk('tEXt', Buffer.from(secret)), chunk('eXIf', Buffer.from(secret))]),
    ],
    ['a.PNG', Buffer.concat([png(40, 30), Buffer.from(secret)])],
    ['a.jpg', jpeg([exif(1), segment(0xfe, secret), segment(0xed, secret), segment(0xe1, secret)])],
    [
      'a.webp',
      webp([
        ['VP8X', vp8x(0x0c)],
        ['VP8 ', vp8],
        ['EXIF', Buffer.from(secret)],
        ['XMP ', Buffer.from(secret)],
      ]),
    ],
  ]
  for (const [name, content] of carriers) {
    assert.ok(content.includes('GPS'), 'the sample carries it')
    const read = readPicture(content, name)
    assert.ok(read.ok, name)
    assert.ok(!read.content.includes('GPS') && !read.content.includes('Person'), name)
    assert.deepEqual([read.width, read.height], [40, 30], name)
    const again = readPicture(read.content, name)
    assert.ok(again.ok && again.content.equals(read.content), 'a clean picture stays as it is')
  }
})

test('which way up a photograph is stays, alone', () => {
  const read = readPicture(jpeg([exif(6)]), 'photo.jpeg')
  assert.ok(read.ok)
  assert.ok(read.content.includes(Buffer.from('Exif\0\0')))
  const again = readPicture(read.content, 'photo.jpeg')
  assert.ok(again.ok && again.content.equals(read.content))
  const plain = readPicture(jpeg([exif(1)]), 'photo.jpeg')
  assert.ok(plain.ok && !plain.content.includes('Exif'))
})

test('anything that is no still picture of a kind browsers show is refused, with why', () => {
  const refused: [string, Buffer, string][] = [
    ['a.png', Buffer.alloc(0), 'empty'],
    ['a.gif', Buffer.from('GIF89a........'), 'gif'],
    ['a.png', Buffer.from('GIF89a........'), 'gif'],
    ['a.svg', Buffer.from('<?xml version="1.0"?><svg onload="alert(1)"/>'), 'svg'],
    ['a.png', Buffer.from('\n <svg xmlns="http://www.w3.org/2000/svg">'), 'svg'],
    ['a.heic', Buffer.from('\0\0\0\u0018ftypheic....'), 'heic'],
    ['a.png', Buffer.from('<html><script>alert(1)</script>'), 'not-a-picture'],
    ['a.pdf', Buffer.from('%PDF-1.7'), 'not-a-picture'],
    ['a.jpg', png(4, 4), 'wrong-ending'],
    ['a.png', jpeg(), 'wrong-ending'],
    ['picture', png(4, 4), 'wrong-ending'],
    ['a.png.html', png(4, 4), 'wrong-ending'],
    ['a.png', png(9000, 1), 'too-many-pixels'],
    ['a.png', png(6000, 6000), 'too-many-pixels'],
    ['a.png', png(4, 4).subarray(0, 50), 'damaged'],
    ['a.png', Buffer.concat([png(4, 4).subarray(0, 30), Buffer.alloc(40)]), 'damaged'],
    ['a.png', png(4, 4, [chunk('acTL', Buffer.alloc(8))]), 'moving'],
    ['a.png', png(0, 4), 'damaged'],
    ['a.jpg', jpeg().subarray(0, 60), 'damaged'],
    ['a.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xd9]), 'damaged'],
    ['a.webp', webp([['VP8X', vp8x(0x02)]]), 'moving'],
    ['a.webp', webp([['EXIF', Buffer.from(secret)]]), 'damaged'],
    ['a.png', Buffer.concat([png(4, 4), Buffer.alloc(pictureLimits.bytes)]), 'too-many-bytes'],
  ]
  for (const [name, content, reason] of refused) {
    const read = readPicture(content, name)
    assert.equal(read.ok ? 'taken' : read.reason, reason, `${name} ${content.length}`)
  }
  assert.ok(readPicture(png(4, 4), 'a.png').ok)
  assert.ok(readPicture(samplePng, 'a.png').ok)
})

test('no bytes make it throw or hang', () => {
  const samples = [
    png(40, 30),
    jpeg([exif(6)]),
    webp([
      ['VP8X', vp8x(0)],
      ['VP8 ', vp8],
    ]),
  ]
  const mutated = fc
    .tuple(
      fc.constantFrom(...samples),
      fc.array(fc.tuple(fc.nat(300), fc.nat(255)), { maxLength: 12 }),
      fc.nat(300),
    )
    .map(([sample, changes, cut]) => {
      const content = Buffer.from(sample)
      for (const [at, value] of changes) if (at < content.length) content[at] = value
      return content.subarray(0, content.length - cut)
    })
  fc.assert(
    fc.property(mutated, (content) => {
      for (const name of ['a.png', 'a.jpg', 'a.webp']) {
        const read = readPicture(content, name)
        if (read.ok) assert.ok(readPicture(read.content, name).ok)
      }
    }),
    { numRuns: 2000 },
  )
})
