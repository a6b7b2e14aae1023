import type { MailTransport } from '../../platform/mail.ts'
import type { Services } from '../../platform/web.ts'
import { noteBounce } from './details-check.ts'

type Refusal = { responseCode?: number; response?: string; command?: string }

/**
 * Mail as background work sends it, service mails and mailings alike: where the server says for good that nobody is at
 * an address, whoever has it here is asked to check their details. The refusal goes on to whoever sent the mail.
 */
export function mailNotingBounces(
  services: Pick<Services, 'mail' | 'database' | 'clock' | 'log'>,
): MailTransport {
  const { mail, database, clock, log } = services
  return {
    kind: mail.kind,
    close: () => mail.close(),
    send: async (message) => {
      try {
        return await mail.send(message)
      } catch (error) {
        if (saysNobodyIsThere(error as Refusal))
          await noteBounce(database, message.to, clock.now()).catch((failed: Error) =>
            log.error('bounce.not-noted', { error: failed.name }),
          )
        throw error
      }
    },
  }
}

/**
 * Is it the address that is wrong? A server refuses for many reasons, of which most say something of us: a sender that it
 * blocks, a full disk, a policy. The codes are those of RFC 3463: 5.1.x is the address but for the sender's own (7 and
 * 8), 5.2.1 a mailbox that is closed. Without such a code the words have to say it.
 */
export function saysNobodyIsThere({ responseCode = 0, response = '', command }: Refusal): boolean {
  if (responseCode < 500) return false
  const [, subject, detail] = /\b5\.(\d{1,3})\.(\d{1,3})\b/.exec(response) ?? []
  if (subject !== undefined)
    return subject === '1' ? detail !== '7' && detail !== '8' : subject === '2' && detail === '1'
  return (
    command === 'RCPT TO' &&
    [550, 551, 553].includes(responseCode) &&
    /\b(unknown|no such|not found|does ?n.t exist|invalid|disabled|no longer)\b/i.test(response) &&
    !/\b(relay|spam|blocked|blacklist|policy|denied|sender)\b/i.test(response)
  )
}
