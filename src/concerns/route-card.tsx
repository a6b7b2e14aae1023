import { Details } from '../ui/govuk/details.tsx'
import { Heading } from '../ui/govuk/heading.tsx'
import { smsAddress, telAddress, type RouteView } from './route-views.ts'

/**
 * One way to report in full: the number to press, who answers at other times, other ways, what happens. `place` tells
 * the same route in two parts of a page apart.
 */
export function RouteCard(props: {
  route: RouteView
  headingLevel?: 2 | 3 | 4
  place?: string | undefined
}) {
  const { route } = props
  const id = `${props.place ?? 'route'}-${route.key}`
  return (
    <article class="cairn-route" aria-labelledby={id}>
      <Heading level={props.headingLevel ?? 3} class="govuk-heading-m cairn-route__name" id={id}>
        {route.name}
      </Heading>
      <p class="govuk-body cairn-route__purpose">{route.purpose}</p>
      {isClosedAndCovered(route) ? <CallSuccessor route={route} /> : <CallRoute route={route} />}
      <OnPaper route={route} />
      <OtherWays
        route={isClosedAndCovered(route) ? { ...route.successor!, webAddress: null } : route}
      />
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

/** One line for a way that fewer people need. */
export function RouteLine({ route }: { route: RouteView }) {
  const answering = isClosedAndCovered(route) ? route.successor! : route
  return (
    <li class="cairn-route-line">
      <div>
        <strong>{route.name}</strong>
        <p>{route.purpose}</p>
      </div>
      <div class="cairn-route-line__ways">
        {route.phone && <PhoneLink number={route.phone} />}
        {route.webAddress && !route.phone && <WebLink address={route.webAddress} />}
        {route.state !== 'unknown' && <State route={route} />}
        <span class="cairn-route__paper">{route.hoursInWords}</span>
        {answering !== route && answering.phone && (
          <p>
            Now: {answering.name} <PhoneLink number={answering.phone} />
          </p>
        )}
      </div>
    </li>
  )
}

const isClosedAndCovered = ({ state, successor }: RouteView): boolean =>
  state === 'closed' && Boolean(successor?.phone)

function CallRoute({ route }: { route: RouteView }) {
  return (
    <div class="cairn-route__live">
      {route.phone && <CallButton route={route} />}
      {!route.phone && route.webAddress && (
        <p class="govuk-body">
          <WebLink address={route.webAddress} />
        </p>
      )}
      <p class="govuk-body cairn-route__hours">
        {route.state !== 'unknown' && <State route={route} />}{' '}
        {route.hours.kind !== 'always' && route.hoursInWords}
      </p>
      {route.successor?.phone && (
        <p class="govuk-body cairn-route__hours">
          At other times: {route.successor.name}, <PhoneLink number={route.successor.phone} />.
        </p>
      )}
    </div>
  )
}

/** Closed: the number that answers takes the place of the one that does not. */
function CallSuccessor({ route }: { route: RouteView }) {
  const successor = route.successor!
  return (
    <div class="cairn-route__live">
      <p class="govuk-body cairn-route__instead">
        Closed now.{' '}
        {route.opensAgain ? `Until ${route.opensAgain.replace(/^at /, '')} call` : 'Call'} the{' '}
        {successor.name}:
      </p>
      <CallButton route={successor} />
      <p class="govuk-body cairn-route__hours">
        Then: {route.name}, {route.phone && <PhoneLink number={route.phone} />}.{' '}
        {route.hoursInWords}
      </p>
    </div>
  )
}

/** Paper does not know what time it is. */
function OnPaper({ route }: { route: RouteView }) {
  const { successor } = route
  return (
    <div class="cairn-route__paper">
      <p class="govuk-body">
        <strong>{route.phone ?? (route.webAddress && shownAddress(route.webAddress))}</strong>{' '}
        {route.hoursInWords}
      </p>
      {successor?.phone && (
        <p class="govuk-body">
          At other times: {successor.name}, <strong>{successor.phone}</strong>
        </p>
      )}
    </div>
  )
}

function CallButton({ route }: { route: RouteView }) {
  if (!route.phone) return null
  return (
    <p class="cairn-route__call">
      <a
        class="govuk-button cairn-route__button"
        href={telAddress(route.phone)}
        aria-label={`Call ${route.phone}, ${route.name}`}
      >
        <PhoneSign /> {route.phone}
      </a>
      {route.phoneIsFree && <span class="cairn-route__free">Free to call</span>}
    </p>
  )
}

function State({ route }: { route: RouteView }) {
  return (
    <strong class={`cairn-route__state cairn-route__state--${route.state}`}>
      {route.stateInWords}
    </strong>
  )
}

function PhoneLink({ number }: { number: string }) {
  return (
    <a class="govuk-link cairn-phone" href={telAddress(number)}>
      {number}
    </a>
  )
}

function WebLink({ address }: { address: string }) {
  return (
    <a class="govuk-link" href={address} rel="noreferrer">
      {shownAddress(address)}
    </a>
  )
}

function OtherWays({ route }: { route: RouteView }) {
  const ways = [
    route.phone && route.webAddress && (
      <>
        Online: <WebLink address={route.webAddress} />
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
        If you cannot hear or speak on the phone, call through Relay UK:{' '}
        <PhoneLink number={route.relayNumber} />
      </>
    ),
    route.textphone && (
      <>
        Textphone: <PhoneLink number={route.textphone} />
      </>
    ),
    route.signLanguageAddress && (
      <>
        British Sign Language by video: <WebLink address={route.signLanguageAddress} />
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
  return facts.length > 0 ? <p class="govuk-body cairn-route__facts">{facts.join(' ')}</p> : null
}

/** "www.nspcc.org.uk/keeping-children-safe" without what nobody reads out. */
export const shownAddress = (address: string): string =>
  address.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')

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
