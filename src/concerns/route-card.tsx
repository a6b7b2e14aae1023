import { Details } from '../ui/govuk/details.tsx'
import { Heading } from '../ui/govuk/heading.tsx'
import { smsAddress, telAddress, type RouteView } from './route-views.ts'

/** One way to report in full: the number to press, whether somebody answers now, other ways, what happens. */
export function RouteCard({
  route,
  headingLevel = 3,
}: {
  route: RouteView
  headingLevel?: 2 | 3 | 4
}) {
  return (
    <article class="cairn-route" aria-labelledby={`route-${route.key}`}>
      <Heading
        level={headingLevel}
        class="govuk-heading-m cairn-route__name"
        id={`route-${route.key}`}
      >
        {route.name}
      </Heading>
      <p class="govuk-body cairn-route__purpose">{route.purpose}</p>
      {route.successor && <CallInstead route={route} />}
      <Contacts route={route} />
      <p class="govuk-body cairn-route__hours">
        {route.state !== 'unknown' && (
          <strong class={`cairn-route__state cairn-route__state--${route.state}`}>
            {route.stateInWords}
          </strong>
        )}{' '}
        {route.hours.kind !== 'always' && route.hoursInWords}
      </p>
      <Facts route={route} />
      {route.whatHappens && (
        <Details summary={route.phone ? 'What happens when you call' : 'What happens next'}>
          {route.whatHappens.split(/\n{2,}/).map((paragraph) => (
            <p>{paragraph}</p>
          ))}
        </Details>
      )}
    </article>
  )
}

/** Closed: the number that answers stands before the one that does not. */
function CallInstead({ route }: { route: RouteView }) {
  const { successor } = route
  if (!successor?.phone) return null
  return (
    <p class="govuk-body cairn-route__instead">
      It is closed now. Call {successor.name}:{' '}
      <a class="govuk-link cairn-phone" href={telAddress(successor.phone)}>
        {successor.phone}
      </a>
    </p>
  )
}

function Contacts({ route }: { route: RouteView }) {
  const isQuiet = route.successor !== null
  return (
    <>
      {route.phone && (
        <p class="cairn-route__call">
          <a
            class={`govuk-button cairn-route__button${isQuiet ? ' govuk-button--secondary' : ''}`}
            href={telAddress(route.phone)}
            aria-label={`Call ${route.name} on ${route.phone}`}
          >
            <PhoneSign /> {route.phone}
          </a>
          {route.phoneIsFree && <span class="cairn-route__free">Free to call</span>}
        </p>
      )}
      <OtherWays route={route} />
    </>
  )
}

function OtherWays({ route }: { route: RouteView }) {
  const ways = [
    route.webAddress && (
      <>
        Online:{' '}
        <a class="govuk-link" href={route.webAddress} rel="noreferrer">
          {shownAddress(route.webAddress)}
        </a>
      </>
    ),
    route.textNumber && (
      <>
        Text:{' '}
        <a class="govuk-link cairn-phone" href={smsAddress(route.textNumber)}>
          {route.textNumber}
        </a>
      </>
    ),
    route.relayNumber && (
      <>
        Relay UK, if you cannot hear or speak on the phone:{' '}
        <a class="govuk-link cairn-phone" href={telAddress(route.relayNumber)}>
          {route.relayNumber}
        </a>
      </>
    ),
    route.textphone && (
      <>
        Textphone: <span class="cairn-phone">{route.textphone}</span>
      </>
    ),
    route.signLanguageAddress && (
      <>
        British Sign Language by video:{' '}
        <a class="govuk-link" href={route.signLanguageAddress} rel="noreferrer">
          {shownAddress(route.signLanguageAddress)}
        </a>
      </>
    ),
  ].filter(Boolean)
  if (ways.length === 0) return null
  return (
    <ul class="govuk-list cairn-route__ways">
      {ways.map((way) => (
        <li>{way}</li>
      ))}
    </ul>
  )
}

/** Only what is known is said. */
function Facts({ route }: { route: RouteView }) {
  const facts = [
    route.anonymousPossible === true && 'You do not have to say who you are.',
    route.anonymousPossible === false && 'You will be asked who you are.',
    route.recordMade === true && 'A record is made of what you say.',
    route.recordMade === false && 'No record is made that names you.',
    route.feedbackGiven === true && 'You will be told what was decided.',
    route.feedbackGiven === false && 'You may not hear what happened after.',
  ].filter(Boolean)
  if (facts.length === 0) return null
  return (
    <ul class="govuk-list cairn-route__facts">
      {facts.map((fact) => (
        <li>{fact}</li>
      ))}
    </ul>
  )
}

/** "www.nspcc.org.uk/keeping-children-safe" without what nobody reads out. */
export const shownAddress = (address: string): string =>
  address.replace(/^https?:\/\//, '').replace(/\/$/, '')

export function PhoneSign() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path
        fill="currentColor"
        d="M5.400 1.600 8 1l2 4.600-2 1.700a11 11 0 0 0 4.700 4.700l1.700-2L19 12l-.6 2.600c-.3 1.500-1.600 2.400-3 2.400C8.600 17 3 11.400 3 4.600c0-1.400.9-2.700 2.400-3z"
      />
    </svg>
  )
}
