import { Refusal } from '../../platform/errors.ts'

/**
 * A password from the terminal, typed twice and not shown; or, where standard input is no terminal, its first line.
 * The terminal is given back as it was, also when it is ended with Ctrl-C.
 */
export async function askPassword(
  question: string,
  input: NodeJS.ReadStream = process.stdin,
): Promise<string> {
  if (!input.isTTY) return readFirstLine(input)
  const typedAhead = { keys: '' }
  const first = await readHidden(question, input, typedAhead)
  const second = await readHidden('The same again: ', input, typedAhead)
  if (first !== second) throw new Refusal('The two passwords differ. Nothing was changed.')
  return first
}

async function readFirstLine(input: NodeJS.ReadStream): Promise<string> {
  let text = ''
  input.setEncoding('utf8')
  for await (const part of input) {
    text += String(part)
    if (text.includes('\n') || text.length > 10_000) break
  }
  const [line = ''] = text.split(/\r?\n/)
  if (line === '') {
    throw new Refusal(
      'No password was given. Type one on a terminal, send one on standard input, or add --link for a link to choose it.',
    )
  }
  return line
}

/** What comes after the end of the line, from somebody who types fast or pastes, is kept for the next question. */
function readHidden(
  question: string,
  input: NodeJS.ReadStream,
  typedAhead: { keys: string },
): Promise<string> {
  process.stderr.write(question)
  input.setRawMode(true)
  input.setEncoding('utf8')
  input.resume()
  return new Promise((resolve, reject) => {
    let typed = ''
    const end = (finish: () => void): void => {
      input.off('data', onData)
      input.setRawMode(false)
      input.pause()
      process.stderr.write('\n')
      finish()
    }
    const onData = (data: string | Buffer): void => {
      const keys = [...typedAhead.keys, ...String(data)]
      typedAhead.keys = ''
      for (const [at, key] of keys.entries()) {
        if (key === '\r' || key === '\n') {
          typedAhead.keys = keys.slice(at + 1).join('')
          return end(() => resolve(typed))
        }
        if (key === '\u0003' || key === '\u0004')
          return end(() => reject(new Refusal('Nothing was changed.')))
        if (key === '\u007f' || key === '\b') typed = [...typed].slice(0, -1).join('')
        else if (key >= ' ') typed += key
      }
    }
    input.on('data', onData)
    if (typedAhead.keys) onData('')
  })
}
