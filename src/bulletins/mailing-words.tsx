import { formatDate } from '../ui/dates.ts'
import { Tag } from '../ui/govuk/tag.tsx'
import { bulletinPaths } from './bulletin-paths.ts'
import type { MailingState } from './mailing-queries.ts'

const words: Record<MailingState, { text: string; classes: string }> = {
  sending: { text: 'Sending', classes: 'govuk-tag--blue' },
  stopped: { text: 'Stopped', classes: 'govuk-tag--red' },
  finished: { text: 'Sent', classes: 'govuk-tag--green' },
}

export function MailingTag({ state }: { state: MailingState }) {
  return <Tag classes={words[state].classes}>{words[state].text}</Tag>
}

/** The mailing of a bulletin, by the day on which it began. */
export type BegunMailing = { id: string; state: MailingState; startedAt: Date }

/** To a mailing, with how it stands. */
export function MailingLink(props: BegunMailing) {
  return (
    <>
      <a class="govuk-link" href={bulletinPaths.mailing(props.id)}>
        {formatDate(props.startedAt)}
      </a>{' '}
      <MailingTag state={props.state} />
    </>
  )
}
