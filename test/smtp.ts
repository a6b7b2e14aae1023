import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export type ReceivedMail = { to: string; messageId: string; raw: string }

/** What the server does with a mail: `accept`, an SMTP code to answer the recipient or the data with, or break the line. */
export type SmtpBehaviour =
  | 'accept'
  | { recipient: number }
  | { data: number }
  | 'break-before-data'
  | 'break-after-data'

export type SmtpSink = {
  url: string
  /** Every copy it took, in order. */
  received: ReceivedMail[]
  /** Decides for the nth try (from 1) of an address. Default: accept. */
  behave: (decide: (to: string, tries: number) => SmtpBehaviour) => void
  forgetTries: () => void
  stop: () => Promise<void>
}

/** A real SMTP server on a free port that keeps what it takes and misbehaves as it is told. */
export async function smtpSink(port = 0): Promise<SmtpSink> {
  const received: ReceivedMail[] = []
  const tries = new Map<string, number>()
  let decide: (to: string, tries: number) => SmtpBehaviour = () => 'accept'
  const refusal = (code: number): Error =>
    Object.assign(new Error(code < 500 ? 'Try again later' : 'No such person here'), {
      responseCode: code,
    })
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onRcptTo(address, session, done) {
      const to = address.address
      tries.set(to, (tries.get(to) ?? 0) + 1)
      const behaviour = decide(to, tries.get(to)!)
      if (typeof behaviour === 'object' && 'recipient' in behaviour)
        return done(refusal(behaviour.recipient))
      if (behaviour === 'break-before-data') return breakLine(server, session.id)
      done()
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const to = session.envelope.rcptTo[0]!.address
        const behaviour = decide(to, tries.get(to)!)
        if (typeof behaviour === 'object' && 'data' in behaviour)
          return done(refusal(behaviour.data))
        const raw = Buffer.concat(chunks).toString('utf8')
        received.push({ to, raw, messageId: /^Message-ID: <(.*)>/im.exec(raw)?.[1] ?? '' })
        // Taken, but the answer is lost on the way.
        if (behaviour === 'break-after-data') return breakLine(server, session.id)
        done()
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const { port: taken } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${taken}`,
    received,
    behave: (next) => {
      decide = next
    },
    forgetTries: () => tries.clear(),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function breakLine(server: SMTPServer, sessionId: string): void {
  type Connection = { id: string; close: () => void }
  const { connections } = server as unknown as { connections: Set<Connection> }
  for (const connection of connections) if (connection.id === sessionId) connection.close()
}
