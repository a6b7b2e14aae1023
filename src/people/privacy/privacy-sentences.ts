import type { Teller } from '../audit/audit-sentences.ts'

/** How the log tells of rights and retention. Nobody is named: only who acted. */
export const privacyTellers: Record<string, Teller> = {
  'person.erased': (who) => [who, ' erased a record'],
  'person.data-downloaded': (who) => [who, ' downloaded their data'],
  'privacy-request.received': (who, _whom, { details }) => [
    who.text === 'Cairn' ? 'Somebody without an account' : who,
    ` asked about their data (${String(details['kind'])})`,
  ],
  'privacy-request.acknowledged': withReference(' acknowledged a privacy request'),
  'privacy-request.extended': withReference(' gave a privacy request two more months'),
  'privacy-request.noted': withReference(' wrote a note on a privacy request'),
  'privacy-request.copy-made': (who) => [who, ' made a copy of somebody’s data'],
  'privacy-request.copy-checked': (who) => [who, ' looked at a copy of somebody’s data'],
  'privacy-request.copy-released': (who) => [who, ' released a copy of data to the person'],
  'privacy-request.fulfilled': withReference(' did what was asked for in a privacy request'),
  'privacy-request.refused': withReference(' refused a privacy request'),
  'privacy-request.closed': withReference(' closed a privacy request'),
  'privacy-request.withdrawn': withReference(' took their privacy request back'),
  'retention-rule.tried': (who, whom, { details }) => [
    who,
    ` looked at what a retention rule would do (${countText(details['found'])}): `,
    whom,
  ],
  'retention-rule.changed': (who, whom, { details }) => [
    who,
    ` changed the period of a retention rule from ${countText(details['before'])} to ${countText(details['after'])}: `,
    whom,
  ],
  'retention-rule.switched-on': (who, whom) => [who, ' switched a retention rule on: ', whom],
  'retention-rule.switched-off': (who, whom) => [who, ' switched a retention rule off: ', whom],
  'retention-rule.applied': (who, whom, { details }) => [
    who,
    ` ended ${countText(details['ended'])} records by a retention rule: `,
    whom,
  ],
}

// Which one, by its reference; "closed a privacy request: DR-1234".
function withReference(done: string): Teller {
  return (who, request) => (request.text ? [who, `${done}: `, request] : [who, done])
}

function countText(detail: unknown): string {
  return typeof detail === 'number' ? detail.toLocaleString('en-GB') : '?'
}
