import { Tag } from '../ui/govuk/tag.tsx'
import type { MailingState } from './mailing-queries.ts'

const words: Record<MailingState, { text: string; classes: string }> = {
  sending: { text: 'Sending', classes: 'govuk-tag--blue' },
  stopped: { text: 'Stopped', classes: 'govuk-tag--red' },
  finished: { text: 'Sent', classes: 'govuk-tag--green' },
}

export function MailingTag({ state }: { state: MailingState }) {
  return <Tag classes={words[state].classes}>{words[state].text}</Tag>
}
