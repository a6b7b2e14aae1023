import { Refusal } from '../platform/errors.ts'

/**
 * A password from the terminal, typed twice and not shown; or, where standard input is no terminal, its first line.
 * The terminal is given back as it was, also when it is ended with Ctrl-C.
 */
export async function askPassword(
  question: string,
  input: NodeJS.ReadStream = process.stdin,
): Promise<string> {
  if (!input.isTTY) return readFirstLine(input)
  const first = await readHidden(question, input)
  const second = await readHidden('The same again: ', input)
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

function readHidden(question: string, input: NodeJS.ReadStream): Promise<string> {
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
      for (const key of String(data)) {
        if (key === '\r' || key === '\n') return end(() => resolve(typed))
        if (key === '\u0003' || key === '\u0004')
          return end(() => reject(new Refusal('Nothing was changed.')))
        if (key === '\u007f' || key === '\b') typed = [...typed].slice(0, -1).join('')
        else if (key >= ' ') typed += key
      }
    }
    input.on('data', onData)
  })
}
