import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import type { Config } from './config.ts'
import { answerEarly, type EarlyAnswers } from './early-answers.ts'
import { Refusal } from './errors.ts'
import { askedOf } from './page-cache.ts'
import type { AppEnv, Services } from './web.ts'

export type WebServer = {
  port: number
  /** From now on the app answers; before, every request is told to come back in a moment. */
  serve: (app: Hono<AppEnv>, services: Services) => void
  /** Takes no new connection, lets the running requests end (five seconds), then closes. */
  stop: () => Promise<void>
}

/** Longer than proxies keep a connection for the next request (60 s): else they send a form into one that just ended. */
const keepAliveMs = 75_000
/** Whoever takes no byte of an answer for so long is gone. No page takes so long to make. */
const longestSilenceMs = 300_000

/** Takes the port. Throws a Refusal that says what to do when it cannot be had. */
export async function openWebServer(
  config: Pick<Config, 'host' | 'port'>,
  silenceMs = longestSilenceMs,
): Promise<WebServer> {
  const server = createServer({ keepAliveTimeout: keepAliveMs })
  server.timeout = silenceMs
  // Load balancers wait for 200.
  server.on('request', (_request, response) => {
    response
      .writeHead(503, { 'retry-after': '2', 'content-type': 'text/plain' })
      .end('Starting. Try again in a moment. In an emergency call 999.\n')
  })
  await listen(server, config)
  const address = server.address()
  let early: EarlyAnswers | null = null
  return {
    port: typeof address === 'object' && address ? address.port : config.port,
    serve: (app, services) => {
      early = answerEarly(server, services.clock, (asked) => services.pageCache.find(asked))
      serve(server, app, services)
    },
    stop: () => close(server, early),
  }
}

/** The page cache answers what it can from memory; the app does the rest. */
function serve(server: Server, app: Hono<AppEnv>, { pageCache }: Services): void {
  const answer = getRequestListener(app.fetch)
  server.removeAllListeners('request')
  server.on('request', (request, response) => {
    const isHead = request.method === 'HEAD'
    const kept = isHead || request.method === 'GET' ? pageCache.find(askedOf(request)) : null
    if (!kept) return void answer(request, response)
    response.writeHead(kept.status, [...kept.headers])
    response.end(isHead ? null : kept.body)
  })
}

function listen(server: Server, { host, port }: Pick<Config, 'host' | 'port'>): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const said: Record<string, string> = {
        EADDRINUSE: `Port ${port} is in use. Stop what uses it, or choose another: PORT=3001 npm start`,
        EACCES: `Port ${port} is not open to this user. Choose one above 1023: PORT=3000 npm start`,
        EADDRNOTAVAIL: `The address ${host} is not one of this machine. Change HOST.`,
      }
      reject(
        new Refusal(
          said[error.code ?? ''] ??
            `The address ${host}:${port} cannot be used (${error.code}). Change HOST or PORT.`,
        ),
      )
    })
    server.listen(port, host, resolve)
  })
}

function close(server: Server, early: EarlyAnswers | null): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
    early?.close()
    const cutOff = (): void => {
      server.closeAllConnections()
      early?.closeAll()
    }
    setTimeout(cutOff, 5000).unref()
  })
}
