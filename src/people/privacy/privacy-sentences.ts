import type { Teller } from '../audit/audit-sentences.ts'

/** How the log tells of rights and retention. Nobody is named: only who acted. */
export const privacyTellers: Record<string, Teller> = {
  'person.erased': (who) => [who, ' erased a record'],
  'person.data-downloaded': (who) => [who, ' downloaded their data'],
  'privacy-request.received': (who, _whom, { details }) => [
    who.text === 'Cairn' ? 'Somebody without an account' : who,
    ` asked about their data (${String(details['kind'])})`,
  ],
  'privacy-request.acknowledged': (who) => [who, ' acknowledged a privacy request'],
  'privacy-request.extended': (who) => [who, ' gave a privacy request two more months'],
  'privacy-request.noted': (who) => [who, ' wrote a note on a privacy request'],
  'privacy-request.copy-made': (who) => [who, ' made a copy of somebody’s data'],
  'privacy-request.copy-checked': (who) => [who, ' looked at a copy of somebody’s data'],
  'privacy-request.copy-released': (who) => [who, ' released a copy of data to the person'],
  'privacy-request.fulfilled': (who) => [who, ' did what a privacy request asked for'],
  'privacy-request.refused': (who) => [who, ' refused a privacy request'],
  'privacy-request.closed': (who) => [who, ' closed a privacy request'],
  'privacy-request.withdrawn': (who) => [who, ' took their privacy request back'],
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

function countText(detail: unknown): string {
  return typeof detail === 'number' ? detail.toLocaleString('en-GB') : '?'
}
