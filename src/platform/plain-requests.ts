import type { Asked } from './page-cache.ts'

/** Longer requests are for Node's HTTP server, which says what is too long. */
const longest = 8 * 1024

const requestLine = /^GET (\/[\x21-\x7e]*) HTTP\/1\.1\r\n/
// One field (RFC 9110, section 5): a token, a colon with no space before it, and on the same line what can be seen.
// The value keeps the spaces around it: two patterns that both may take a space make one that never comes to an end.
const fieldLine = /([!#$%&'*+.^_`|~\w-]+):([\x20-\x7e\t]*)\r\n/y

/** Where a request says one of these twice, we do not choose. */
type Noted = 'host' | 'cookie' | 'accept-encoding' | 'if-none-match'

/**
 * A request that is a GET by HTTP/1.1, whole, alone in its bytes, without a body and without a wish about the
 * connection; else null. So strict, as a server that reads a request otherwise than the proxy before it can be made to
 * give one visitor the answer of another (request smuggling, RFC 9112, section 11.2).
 */
export function readPlainRequest(bytes: Buffer): Asked | null {
  if (bytes.length > longest) return null
  const text = bytes.toString('latin1')
  if (text.indexOf('\r\n\r\n') !== text.length - 4) return null
  const line = requestLine.exec(text)
  if (!line) return null
  const noted: Partial<Record<Noted, string>> = {}
  const end = text.length - 2
  let at = line[0].length
  while (at < end) {
    fieldLine.lastIndex = at
    const field = fieldLine.exec(text)
    if (!field) return null
    at = fieldLine.lastIndex
    const name = field[1]!.toLowerCase()
    switch (name) {
      case 'host':
      case 'cookie':
      case 'accept-encoding':
      case 'if-none-match':
        if (noted[name] !== undefined) return null
        noted[name] = field[2]!.trim()
        break
      case 'connection':
      // Old clients say it so, and Node's HTTP server takes both for the same.
      case 'proxy-connection':
        if (field[2]!.trim().toLowerCase() !== 'keep-alive') return null
        break
      case 'content-length':
      case 'transfer-encoding':
      case 'expect':
      case 'upgrade':
        return null
    }
  }
  if (!noted.host) return null
  return {
    host: noted.host,
    url: line[1],
    cookie: noted.cookie,
    encodings: noted['accept-encoding'],
    knownTags: noted['if-none-match'],
  }
}
