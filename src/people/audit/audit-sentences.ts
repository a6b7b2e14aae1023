import { privacyTellers } from '../privacy/privacy-sentences.ts'
import { roles, type Role } from '../../platform/access.ts'
import type { RecordedEntry } from '../../platform/audit.ts'
import { formatDate } from '../../ui/dates.ts'
import { listed, peopleText } from '../../ui/counts-and-lists.ts'
import { roleNames } from '../people-access.ts'

/** Somebody or something that an entry speaks of. */
export type Named = { text: string; href?: string }

/** A sentence in parts, of which names are links. */
export type Sentence = (string | Named)[]

/** How an action is told where the general rule would sound wrong. `who` did it, `whom` it was done to, `other` is a second person it speaks of. */
export type Teller = (
  who: Named,
  whom: Named,
  entry: RecordedEntry,
  other: Named,
  /** The organisation or course that the entry names beside its subject, where it is known still. */
  what: Named | null,
) => Sentence

const tellers: Record<string, Teller> = {
  'person.added': (who, whom) => [who, ' added ', whom],
  'person.invited': (who, whom) => [who, ' invited ', whom, ' again'],
  'person.details-changed': (who, whom, entry) => [
    who,
    ' changed the ',
    namedOr('details', entry.details['fields']),
    ' of ',
    whom,
  ],
  'person.role-given': (who, whom, entry) => [who, ' gave ', whom, ` the role ${roleText(entry)}`],
  'person.role-taken': (who, whom, entry) => [who, ` took the role ${roleText(entry)} from `, whom],
  'person.asked-to-lead': (who) => [who, ' asked to lead their agency'],
  'person.lead-declined': (who, whom) => [
    who,
    ' declined the request of ',
    whom,
    ' to lead their agency',
  ],
  'person.lead-ended': (_who, whom) => [
    whom,
    ' stopped being the lead of an organisation in which they no longer work, or which ended',
  ],
  'person.affiliation-ended': (who, whom) => [who, ' said that ', whom, ' no longer works there'],
  'organisation.people-reviewed': (who, whom) => [
    who,
    ' looked through the list of people of ',
    whom,
  ],
  'agency.exported': (who) => [who, ' downloaded the list of the people of their agency'],
  'person.registered': own('registered', 'registered'),
  'organisation.requested': (who, whom) => [
    who,
    ' works at an organisation that was not listed: ',
    whom,
  ],
  'person.left': (who, whom) => [who, ' marked ', whom, ' as a leaver'],
  'person.came-back': (who, whom) => [who, ' brought ', whom, ' back'],
  'person.merged': (who, whom, _entry, other) => [
    who,
    ' merged ',
    secondRecord(other),
    ' into ',
    whom,
  ],
  'person.merge-undone': (who, whom, _entry, other) => [
    who,
    ' undid the merge of ',
    secondRecord(other),
    ' into ',
    whom,
  ],
  'person.duplicate-dismissed': (who, whom, _entry, other) => [
    who,
    ' decided that ',
    whom,
    ' and ',
    other,
    ' are two people',
  ],
  'person.duplicate-reopened': (who, whom, _entry, other) => [
    who,
    ' asked again whether ',
    whom,
    ' and ',
    other,
    ' are one person',
  ],
  'person.details-check-asked': (who, whom) => [who, ' asked ', whom, ' to check their details'],
  'person.moved': (who, whom, { details }, _other, organisation) => [
    who,
    ' moved ',
    whom,
    ' to ',
    organisation ?? 'another organisation',
    ` from ${dateText(details['from'])}`,
  ],
  'person.imported': (who, whom) => [who, ' added ', whom, ' from a list'],
  'people.imported': (who, _whom, { details }) => [
    who,
    ` imported a list of people: ${howMany(details['added'])} added, ${howMany(details['changed'])} changed, ${Number(details['refused'])} lines refused`,
  ],
  'people.exported': (who, _whom, { details }) => [
    who,
    ` downloaded a list of ${howMany(details['people'])}`,
  ],
  'person.password-set': own('set a new password', 'set a password for'),
  'person.second-factor-set': own('set up a second factor', 'set up a second factor for'),
  'person.second-factor-removed': own(
    'switched off their second factor',
    'switched off the second factor of',
  ),
  'person.second-factor-reset': (who, whom) => [who, ' reset the second factor of ', whom],
  'person.recovery-codes-renewed': own('made new recovery codes', 'made new recovery codes for'),
  'person.recovery-code-used': own('signed in with a recovery code', 'used a recovery code of'),
  'sign-in-provider.added': (who, whom) => [who, ' added the sign-in of ', whom],
  'sign-in-provider.changed': (who, whom) => [who, ' changed the sign-in of ', whom],
  'sign-in-provider.switched-on': (who, whom) => [who, ' switched on the sign-in of ', whom],
  'sign-in-provider.switched-off': (who, whom) => [who, ' switched off the sign-in of ', whom],
  'person.account-linked': (who, _, { details }) => [
    who,
    ` linked an account of ${textOf(details['provider'])}`,
  ],
  'person.account-unlinked': (who, _, { details }) => [
    who,
    ` unlinked an account of ${textOf(details['provider'])}`,
  ],
  'person.passkey-added': own('added a passkey', 'added a passkey for'),
  'person.passkey-removed': own('removed a passkey', 'removed a passkey of'),
  'person.passkey-copied': (_, whom) => ['A passkey of ', whom, ' was refused: it looks copied'],
  'role.second-factor-required': (who, _, entry) => [
    who,
    ` made a second factor needed for the role ${roleText(entry)}`,
  ],
  'role.second-factor-waived': (who, _, entry) => [
    who,
    ` made a second factor optional for the role ${roleText(entry)}`,
  ],
  'person.signed-out-everywhere': own('signed out everywhere else', 'signed out everywhere'),
  'person.employer-added': at(own('added an employer', 'added an employer for')),
  'person.employer-changed': at(
    own('changed an employer', 'changed an employer of'),
    ', which is now ',
  ),
  'person.employer-left': at(own('left an employer', 'ended an employer of')),
  'person.main-employer-changed': at(
    own('chose another main employer', 'changed the main employer of'),
  ),
  'person.job-changed': own(
    'changed their role or line manager',
    'changed the role or line manager of',
  ),
  'person.name-changed': own('changed their name', 'changed the name of'),
  'person.name-corrected': own('corrected their name', 'corrected the name of'),
  'person.email-changed': own('changed their email address', 'changed the email address of'),
  'person.email-proved': own('proved their email address', 'proved the email address of'),
  'person.details-confirmed': own(
    'confirmed that their details are right',
    'confirmed the details of',
  ),
  'person.details-asked': (who, whom, { details }) => [
    who,
    ' asked ',
    whom,
    ` to check their details${askedBecause[textOf(details['because'])] ?? ''}`,
  ],
  ...privacyTellers,
  'organisation.renamed': (who, whom, { details }) => [
    who,
    ' gave ',
    whom,
    ` a new name: “${textOf(details['name'])}” in place of “${textOf(details['before'])}” from ${dateText(details['from'])}`,
  ],
  'organisation.name-taken-back': (who, whom, { details }) => [
    who,
    ' took back the new name of ',
    whom,
    `, “${textOf(details['name'])}” from ${dateText(details['from'])}: it keeps “${textOf(details['before'])}”`,
  ],
  'organisation.added': (who, whom, { details }) =>
    details['opensOn']
      ? [who, ' planned ', whom, `, which opens on ${dateText(details['opensOn'])}`]
      : [who, ' added the organisation ', whom],
  'organisation.end-planned': (who, whom, { details }) => [
    who,
    ' planned ',
    ...endingOf(whom, details),
  ],
  'organisation.plan-taken-back': (who, whom, { details }) => [
    who,
    ' took back the plan of ',
    ...endingOf(whom, details),
  ],
  'organisation.closed': ending('closed'),
  'organisation.merged': ending('merged'),
  'organisation.split': ending('split'),
  'organisation.converted': (who, whom, { details }) => [
    who,
    ' recorded that ',
    whom,
    ` became ${namedOr('another', details['into'])}, with a new legal form, from ${dateText(details['on'])}`,
  ],
  'organisation.people-carried-over': (who, whom, { details }) => [
    who,
    ` carried ${howMany(details['people'])} over from ${namedOr('others', details['from'])} to `,
    whom,
  ],
  'organisation.listed': (who, whom, { details }) => [
    who,
    ' put ',
    whom,
    details['before']
      ? ` into the register, asked for as “${textOf(details['before'])}”`
      : ' into the register',
  ],
  'organisation.matched': (who, whom, { details }) => [
    who,
    ` found that “${textOf(details['name'])}” is `,
    whom,
  ],
  'organisation.refused': (who, _whom, { details }) => [
    who,
    ` did not list “${textOf(details['name'])}” with the note “${textOf(details['note'])}”`,
  ],
  'organisation.file-imported': (who, _whom, { details }) => [
    who,
    ` imported “${textOf(details['file'])}”: ${organisationsText(details['new'])} added, ${organisationsText(details['changed'])} changed, ${organisationsText(details['closed'])} closed`,
  ],
  'organisation.corrected': (who, whom, { details }) => [
    who,
    ` corrected the ${namedOr('details', details['fields'])} of `,
    whom,
  ],
  'organisation.parent-set': (who, whom, { details }) => [
    who,
    ' recorded that ',
    whom,
    details['parent']
      ? ` belongs to “${textOf(details['parent'])}” from ${dateText(details['from'])}`
      : ` belongs to nobody from ${dateText(details['from'])}`,
  ],
  'organisation.domain-added': (who, whom, { details }) => [
    who,
    ` gave the email domain ${textOf(details['domain'])} to `,
    whom,
  ],
  'organisation.domain-removed': (who, whom, { details }) => [
    who,
    ` took the email domain ${textOf(details['domain'])} from `,
    whom,
  ],
  'enrolment.made': (who, _whom, _entry, _other, course) =>
    course ? [who, ' enrolled on ', course] : [who, ' enrolled on a course'],
  'enrolment.left': (who, _whom, _entry, _other, course) =>
    course ? [who, ' left the course ', course] : [who, ' left a course'],
  'subscribers.added': (who) => [who, ' added subscribers'],
}

const askedBecause: Record<string, string> = {
  bounce: ': an email to them came back',
  'organisation-merged': ': their organisation became another',
  imported: ': their record was imported',
}

/** What is done to anything that is drafted, reviewed and published. `what` is it, with its kind. */
const publicationTellers: Record<string, (who: Named, what: Sentence) => Sentence> = {
  submitted: (who, what) => [who, ' sent ', ...what, ' for review'],
  returned: (who, what) => [who, ' sent ', ...what, ' back to its author'],
  scheduled: (who, what) => [who, ' planned the publication of ', ...what],
  unscheduled: (who, what) => [who, ' cancelled the planned publication of ', ...what],
  reviewed: (who, what) => [who, ' confirmed that ', ...what, ' still holds'],
  restored: (who, what) => [who, ' went back to an earlier version of ', ...what],
}

/** What an entry says, for people: "Ivy Thornthwaite gave Jo Askham the role Officer". */
export function sentenceOf(
  entry: RecordedEntry,
  who: Named,
  whom: Named | null,
  other: Named | null = null,
  what: Named | null = null,
): Sentence {
  const subject = whom ?? namedByDetails(entry)
  const teller = tellers[entry.action]
  return teller
    ? teller(who, subject, entry, other ?? { text: 'somebody whose record is gone' }, what)
    : generalSentence(entry, who, subject)
}

// `campaign.published`: who published the campaign; `session.attendance-recorded`: who recorded the attendance of it.
function generalSentence(entry: RecordedEntry, who: Named, subject: Named): Sentence {
  const [noun = '', done = ''] = entry.action.split('.')
  const words = done.split('-')
  const verb = words.pop() ?? ''
  const object = words.length > 0 ? `the ${words.join(' ')} of ` : ''
  const name: Sentence = subject.text ? [' ', subject] : []
  const note = entry.details['note']
  const what: Sentence = [`the ${noun.replaceAll('-', ' ')}`, ...name]
  const told = publicationTellers[done]?.(who, what) ?? [who, ` ${verb} ${object}`, ...what]
  return [...told, ...(typeof note === 'string' && note ? [` with the note “${note}”`] : [])]
}

function secondRecord({ text, href }: Named): Named {
  return { text: `${text}’s second record`, ...(href ? { href } : {}) }
}

/** The second person that an entry about two records speaks of. */
export function otherPersonOf({ details }: RecordedEntry): string | null {
  const id = details['merged'] ?? details['other']
  return typeof id === 'string' ? id : null
}

/** The organisation or course that an entry names beside its subject. */
export function thingOf({ details }: RecordedEntry): { kind: string; id: string } | null {
  const kind = ['organisation', 'course'].find((each) => typeof details[each] === 'string')
  return kind ? { kind, id: String(details[kind]) } : null
}

/** Done to oneself, or to somebody else. */
function own(alone: string, toOther: string): Teller {
  return (who, whom, entry) =>
    entry.by === entry.subject.id ? [who, ` ${alone}`] : [who, ` ${toOther} `, whom]
}

/** What was done, and at which organisation, where that is known. */
function at(teller: Teller, join = ': '): Teller {
  return (who, whom, entry, other, organisation) => {
    const told = teller(who, whom, entry, other, organisation)
    return organisation ? [...told, join, organisation] : told
  }
}

/** Where nothing is known of the subject any more, what the entry itself kept of it. */
function namedByDetails({ subject, details }: RecordedEntry): Named {
  const kept = ['title', 'name', 'key']
    .map((key) => details[key])
    .find((text) => typeof text === 'string')
  if (kept) return { text: `“${kept}”` }
  return { text: subject.kind === 'person' ? 'somebody whose record is gone' : '' }
}

/** What was planned: "the closure of Fell School on 1 September 2021". */
function endingOf(whom: Named, details: RecordedEntry['details']): Sentence {
  const into = namedOr('', details['into'])
  const what = plannedEnds[textOf(details['kind'])] ?? 'the end of '
  return [what, whom, `${into && ` into ${into}`} on ${dateText(details['on'])}`]
}

const plannedEnds: Record<string, string> = {
  closure: 'the closure of ',
  merger: 'the merger of ',
  split: 'the split of ',
  conversion: 'the change of legal form of ',
}

/** How an organisation ended, from which day, and into what. */
function ending(verb: string): Teller {
  return (who, whom, { details }) => {
    const into = namedOr('', details['into'])
    return [who, ` ${verb} `, whom, `${into && ` into ${into}`} from ${dateText(details['on'])}`]
  }
}

function organisationsText(count: unknown): string {
  return count === 1
    ? '1 organisation'
    : `${typeof count === 'number' ? count : 'some'} organisations`
}

function howMany(people: unknown): string {
  return typeof people === 'number' ? peopleText(people) : 'some people'
}

function textOf(detail: unknown): string {
  return typeof detail === 'string' ? detail : ''
}

function roleText({ details }: RecordedEntry): string {
  const role = roles.find((known): known is Role => known === details['role'])
  return role ? roleNames[role] : textOf(details['role'])
}

function namedOr(otherwise: string, named: unknown): string {
  return (Array.isArray(named) && listed(named.map(String))) || otherwise
}

function dateText(date: unknown): string {
  return typeof date === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(date) ? formatDate(date) : 'a day'
}
