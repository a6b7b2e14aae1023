import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { fileInMemory, openCsvFile, type SentFile } from './csv-file.ts'

const limits = { most: 100_000, tooMany: 'too many' }

async function cellsOf(file: SentFile): Promise<string[][]> {
  const { rows } = await openCsvFile(file)
  const found: string[][] = []
  for await (const { cells } of rows(limits)) found.push(cells)
  return found
}

test('letters that lie across two pieces of a file are read whole', async () => {
  const name = 'Þóra'.repeat(2_000)
  const lines = Array.from({ length: 20 }, () => `x;${name}`).join('\n')
  for (const [encoding, swap] of [
    ['utf8', false],
    ['utf16le', false],
    ['utf16le', true],
  ] as const) {
    const bytes = Buffer.from(`\ufeff${lines}`, encoding)
    const file = fileInMemory('list.csv', swap ? bytes.swap16() : bytes)
    const rows = await cellsOf(file)
    assert.equal(rows.length, 20)
    assert.ok(
      rows.every((cells) => cells[1] === name),
      encoding,
    )
  }
})

test('what is not UTF-8 near its end was Windows text from its beginning', async () => {
  const text = `Siân\n${'x\n'.repeat(60_000)}Zoë`
  const file = fileInMemory('list.csv', Buffer.from(text, 'latin1'))
  const cells = await cellsOf(file)
  assert.deepEqual([cells[0], cells.at(-1)], [['Siân'], ['Zoë']])
  assert.match((await openCsvFile(file)).notes.join(' '), /read as Windows text/)
})

test('a first line that tells spreadsheets what separates the cells is no line of the list', async () => {
  for (const [line, separator] of [
    ['sep=;', ';'],
    ['SEP=,', ','],
    ['"sep=|"', '|'],
  ] as const) {
    const text = `${line}\r\nname${separator}place; town, county\r\n"Kendal\nSchool"${separator}Kendal`
    const { rows } = await openCsvFile(fileInMemory('list.csv', Buffer.from(`\ufeff${text}`)))
    const found = []
    for await (const { line, cells } of rows(limits)) found.push([line, cells[0], cells.at(-1)])
    assert.deepEqual(found[1], [3, 'Kendal\nSchool', 'Kendal'], line)
    assert.equal(found[0]![1], 'name')
  }
  // A list may well have a column of this name.
  assert.deepEqual(await cellsOf(fileInMemory('list.csv', Buffer.from('sep=x;name\n1;2'))), [
    ['sep=x', 'name'],
    ['1', '2'],
  ])
})

test('a file that breaks while it is read is not waited for', { timeout: 5000 }, async () => {
  let opened = 0
  function* pieces(): Generator<Buffer> {
    yield Buffer.from('name,email\n')
    // It breaks when its rows are read, after it was recognised.
    if (opened > 2) throw new Error('the disk is gone')
  }
  const file = { name: 'list.csv', bytes: 11, open: () => ((opened += 1), Readable.from(pieces())) }
  await assert.rejects(cellsOf(file), /the disk is gone/)
})

test('others are answered while a long list is read', async () => {
  const file = fileInMemory('list.csv', Buffer.from('name,email\n'.repeat(90_000)))
  let turns = 0
  let isReading = true
  const others = (async () => {
    for (; isReading; turns += 1) await setImmediate()
  })()
  assert.equal((await cellsOf(file)).length, 90_000)
  isReading = false
  await others
  // A file of one megabyte is read in sixteen pieces.
  assert.ok(turns >= 10, `${turns} turns`)
})
