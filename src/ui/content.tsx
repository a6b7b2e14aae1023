import type { ComponentChildren } from 'preact'
import { Heading } from './govuk/heading.tsx'
import { classNames } from './govuk/options.ts'
import type { Content } from './govuk/options.ts'

/** What public pages are made of beside GOV.UK's components; styled in `styles/_content.scss`. */

/** The opening of a page over its whole width: kicker, heading, lead, buttons; a picture beside. */
export function Opening(props: {
  /** A short line over the heading: what kind of page this is, or whom it is for. */
  kicker?: Content
  heading: Content
  lead?: Content
  picture?: Content
  children?: ComponentChildren
}) {
  return (
    <div class={classNames('cairn-opening', Boolean(props.picture) && 'cairn-opening--pictured')}>
      <div class="govuk-width-container cairn-opening__row">
        <div class="cairn-opening__words">
          {props.kicker && <p class="cairn-kicker">{props.kicker}</p>}
          <h1 class="govuk-heading-xl">{props.heading}</h1>
          {props.lead && <p class="cairn-lead">{props.lead}</p>}
          {props.children}
        </div>
        {props.picture && <div class="cairn-opening__picture">{props.picture}</div>}
      </div>
    </div>
  )
}

export type CardProps = {
  href: string
  heading: Content
  children?: ComponentChildren
  /** Small print at the foot: a date, a kind, a length. */
  meta?: Content
  picture?: Content
  headingLevel?: 2 | 3 | 4
}

/** Cards in as many columns as fit. The whole card is the link. */
export function Cards({ items }: { items: readonly CardProps[] }) {
  return (
    <ul class="cairn-cards">
      {items.map((item) => (
        <li class="cairn-card">
          {item.picture && <div class="cairn-card__picture">{item.picture}</div>}
          <Heading level={item.headingLevel ?? 2} class="cairn-card__heading">
            <a class="govuk-link" href={item.href}>
              {item.heading}
            </a>
          </Heading>
          {item.children}
          {item.meta && <p class="cairn-card__meta">{item.meta}</p>}
        </li>
      ))}
    </ul>
  )
}

export type ListItem = {
  href: string
  title: Content
  summary?: Content
  /** Kind, date, organisation: small print under the title. */
  meta?: Content
}

/** A list of pages with a line about each: results, bulletins, guidance. */
export function PageList({
  items,
  headingLevel = 2,
}: {
  items: readonly ListItem[]
  headingLevel?: 2 | 3 | 4
}) {
  return (
    <ul class="cairn-list">
      {items.map((item) => (
        <li>
          <Heading level={headingLevel} class="cairn-list__title">
            <a class="govuk-link" href={item.href}>
              {item.title}
            </a>
          </Heading>
          {item.summary && <p>{item.summary}</p>}
          {item.meta && <p class="cairn-meta">{item.meta}</p>}
        </li>
      ))}
    </ul>
  )
}

/** Something to act on. Urgent only where a child may be in danger. */
export function Callout(props: { isUrgent?: boolean; children: ComponentChildren }) {
  return (
    <div class={classNames('cairn-callout', props.isUrgent && 'cairn-callout--urgent')}>
      {props.children}
    </div>
  )
}

export type TimelineItem = { when: Content; what: Content; isNow?: boolean; children?: Content }

/** Steps in time, the present one marked. */
export function Timeline({ items }: { items: readonly TimelineItem[] }) {
  return (
    <ol class="cairn-timeline">
      {items.map((item) => (
        <li
          class={classNames('cairn-timeline__item', item.isNow && 'cairn-timeline__item--now')}
          aria-current={item.isNow ? 'step' : undefined}
        >
          <p class="cairn-timeline__when">{item.when}</p>
          <p class="cairn-timeline__what">{item.what}</p>
          {item.children}
        </li>
      ))}
    </ol>
  )
}

/** The words of an author: styles headings, lists and tables that carry no classes. */
export function Prose({ children }: { children: ComponentChildren }) {
  return <div class="cairn-prose">{children}</div>
}

/** A telephone number one can press. `number` is as people write it: "0808 800 5000". */
export function Phone({ number }: { number: string }) {
  return (
    <a class="govuk-link cairn-phone" href={`tel:${number.replaceAll(' ', '')}`}>
      {number}
    </a>
  )
}

/** Something wide, such as a table, that scrolls by itself on a phone. */
export function Scroll({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <section class="cairn-scroll" tabindex={0} aria-label={label}>
      {children}
    </section>
  )
}

/** Numbers at a glance; a rate names what it is a rate of. */
export function Figures({ items }: { items: readonly { label: Content; value: Content }[] }) {
  return (
    <dl class="cairn-figures">
      {items.map((item) => (
        <div class="cairn-figure">
          <dt>{item.label}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  )
}
