import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import type { Clock } from './clock.ts'
import type { Asked, KeptAnswer } from './page-cache.ts'
import { readPlainRequest } from './plain-requests.ts'

/** How long a new connection may be silent; between two requests it is the server's `keepAliveTimeout`. */
const firstSilenceMs = 60_000
const reasons = { 200: 'OK', 304: 'Not Modified' }

type Find = (asked: Asked) => KeptAnswer | null

export type EarlyAnswers = {
  /** So that the server can close: ends the connections that wait for a request here, the others after their answer. */
  close: () => void
  /** Ends all that are still here, however slowly they read. */
  closeAll: () => void
}

/**
 * Answers plain GET requests on the connection itself where `find` has the answer in memory: a third of the work of
 * Node's HTTP server. Anything else goes to that server as it came, and with it the connection for good.
 */
export function answerEarly(server: Server, clock: Clock, find: Find): EarlyAnswers {
  const passOn = server.listeners('connection') as ((this: Server, socket: Socket) => void)[]
  server.removeAllListeners('connection')
  const ours = new Set<Socket>()
  const write = writerOf(server, clock)

  server.on('connection', (socket: Socket) => {
    ours.add(socket)
    let isFirst = true
    const drop = (): void => void socket.destroy()
    const end = (): void => void socket.end()
    const forget = (): void => void ours.delete(socket)
    const read = (chunk: Buffer): void => {
      if (socket.writableEnded) return
      const asked = readPlainRequest(chunk)
      const answer = asked && find(asked)
      if (!answer) return leave(chunk)
      if (isFirst) socket.setTimeout(server.keepAliveTimeout + server.keepAliveTimeoutBuffer)
      isFirst = false
      // Whoever asks without reading waits.
      if (!write(socket, answer)) {
        socket.pause()
        socket.once('drain', () => socket.resume())
      }
    }
    const leave = (chunk: Buffer): void => {
      forget()
      socket.off('data', read).off('end', end).off('close', forget)
      socket.off('timeout', drop).off('error', drop).setTimeout(0)
      socket.unshift(chunk)
      for (const listener of passOn) listener.call(server, socket)
    }
    socket.on('data', read).on('end', end).on('close', forget)
    socket.on('timeout', drop).on('error', drop).setTimeout(firstSilenceMs)
  })

  return {
    close: () => {
      for (const socket of ours) socket.destroySoon()
    },
    closeAll: () => {
      for (const socket of ours) socket.destroy()
    },
  }
}

/** Writes an answer as one piece of bytes, made anew when the second that its Date names is over. */
function writerOf(server: Server, clock: Clock): (socket: Socket, answer: KeptAnswer) => boolean {
  const made = new WeakMap<KeptAnswer, { second: number; bytes: Buffer }>()
  return (socket, answer) => {
    const now = clock.now()
    const second = Math.floor(now.getTime() / 1000)
    const kept = made.get(answer)
    if (kept?.second === second) return socket.write(kept.bytes)
    const bytes = bytesOf(answer, now, server.keepAliveTimeout)
    made.set(answer, { second, bytes })
    return socket.write(bytes)
  }
}

/** As Node's HTTP server would have written it. */
function bytesOf({ status, headers, body }: KeptAnswer, date: Date, keepAliveMs: number): Buffer {
  const lines = [`HTTP/1.1 ${status} ${reasons[status]}`]
  for (let at = 0; at < headers.length; at += 2) lines.push(`${headers[at]}: ${headers[at + 1]}`)
  lines.push(`Date: ${date.toUTCString()}`, 'Connection: keep-alive')
  lines.push(`Keep-Alive: timeout=${Math.floor(keepAliveMs / 1000)}`, '', '')
  const head = Buffer.from(lines.join('\r\n'), 'latin1')
  return body ? Buffer.concat([head, body]) : head
}
