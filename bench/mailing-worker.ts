import { tmpdir } from 'node:os'
import { joinSegments } from '../src/bulletins/mailing-segments.ts'
import { sendMailing } from '../src/bulletins/bulletins.ts'
import { readConfig } from '../src/platform/config.ts'
import { openServices } from '../src/platform/services.ts'
import type { Services } from '../src/platform/web.ts'

// One worker of the drill in mailing.ts: DATABASE_URL SMTP_URL MAILING WAY.
const [databaseUrl = '', smtpUrl = '', mailingId = '', way = ''] = process.argv.slice(2)

const config = readConfig({
  CAIRN_DATA: tmpdir(),
  DATABASE_URL: databaseUrl,
  SMTP_URL: smtpUrl,
  LOG_LEVEL: 'error',
  CAIRN_SECRET: 'a secret that this drill does not need',
})
const { services } = openServices(config, databaseUrl, { connections: 4 })

if (way === 'product') {
  while ((await sendMailing(services, mailingId, { sliceMs: 10_000 })).moreIsDue);
} else await sendCheckpointFirst(services)
process.exit(0)

/** What the control does: says of twenty at a time that they are sent, then sends them. */
async function sendCheckpointFirst({ database, mail }: Services): Promise<void> {
  const mailing = await database
    .selectFrom('mailing')
    .selectAll()
    .where('id', '=', mailingId)
    .executeTakeFirstOrThrow()
  for (;;) {
    const batch = await database
      .updateTable('mailing_delivery')
      .set({ state: 'sent', sent_at: mailing.started_at })
      .where('mailing_id', '=', mailingId)
      .where('subscriber_id', 'in', (is) =>
        is
          .selectFrom('mailing_delivery')
          .select('subscriber_id')
          .where('mailing_id', '=', mailingId)
          .where('state', '=', 'queued')
          .limit(20),
      )
      .returning(['subscriber_id', 'message_id'])
      .execute()
    if (batch.length === 0) return
    for (const { subscriber_id, message_id } of batch) {
      const { email } = await database
        .selectFrom('subscriber')
        .select('email')
        .where('id', '=', subscriber_id)
        .executeTakeFirstOrThrow()
      await mail.send({
        to: email!,
        subject: mailing.subject,
        text: joinSegments(mailing.text_segments, ''),
        messageId: message_id,
      })
    }
  }
}
