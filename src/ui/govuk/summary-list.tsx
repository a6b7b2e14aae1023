import type { ComponentChildren } from 'preact'
import { Heading } from './heading.tsx'
import type { HeadingLevel } from './heading.tsx'
import { classNames, wordingOf } from './options.ts'
import type { Content, Optional, Styled, Wording } from './options.ts'

export type SummaryAction = { text: Content; href: string } & Styled &
  Optional<{
    /** What the action is about, read out after its text: "Change" + "name". */
    visuallyHiddenText: string
  }>

export type SummaryRow = {
  key: Wording
  value: Wording
} & Optional<{ classes: string; actions: Optional<{ classes: string; items: SummaryAction[] }> }>

type Card = Styled &
  Optional<{
    title: Wording<Optional<{ headingLevel: HeadingLevel }>>
    actions: Optional<{ classes: string; items: SummaryAction[] }>
  }>

export type SummaryListProps = {
  rows: (SummaryRow | false | null | undefined)[]
} & Styled &
  Optional<{ card: Card }>

export function SummaryList(props: SummaryListProps) {
  const anyRowHasActions = props.rows.some((row) => row && row.actions?.items?.length)
  const cardTitle = wordingOf(props.card?.title).text
  const list = (
    <dl class={classNames('govuk-summary-list', props.classes)} {...props.attributes}>
      {props.rows.map(
        (row) =>
          row && (
            <div
              class={classNames(
                'govuk-summary-list__row',
                anyRowHasActions && !row.actions?.items && 'govuk-summary-list__row--no-actions',
                row.classes,
              )}
            >
              <dt class={classNames('govuk-summary-list__key', wordingOf(row.key).classes)}>
                {wordingOf(row.key).text}
              </dt>
              <dd class={classNames('govuk-summary-list__value', wordingOf(row.value).classes)}>
                {wordingOf(row.value).text}
              </dd>
              <RowActions {...row.actions} cardTitle={cardTitle} />
            </div>
          ),
      )}
    </dl>
  )
  return props.card ? <SummaryCard {...props.card}>{list}</SummaryCard> : list
}

function RowActions(
  props: Optional<{ classes: string; items: SummaryAction[] }> & { cardTitle: Content },
) {
  const [first, ...others] = props.items ?? []
  if (!first) return null
  return (
    <dd class={classNames('govuk-summary-list__actions', props.classes)}>
      {others.length === 0 ? (
        <ActionLink action={first} cardTitle={props.cardTitle} />
      ) : (
        <ul class="govuk-summary-list__actions-list">
          {[first, ...others].map((action) => (
            <li class="govuk-summary-list__actions-list-item">
              <ActionLink action={action} cardTitle={props.cardTitle} />
            </li>
          ))}
        </ul>
      )}
    </dd>
  )
}

function SummaryCard(props: Card & { children: ComponentChildren }) {
  const title = wordingOf<{ headingLevel?: HeadingLevel | undefined }>(props.title)
  const actions = props.actions?.items ?? []
  const actionsClass = classNames('govuk-summary-card__actions', props.actions?.classes)
  const [first] = actions
  return (
    <div class={classNames('govuk-summary-card', props.classes)} {...props.attributes}>
      <div class="govuk-summary-card__title-wrapper">
        {Boolean(props.title) && (
          <Heading
            level={title.headingLevel ?? 2}
            class={classNames('govuk-summary-card__title', title.classes)}
          >
            {title.text}
          </Heading>
        )}
        {first && actions.length === 1 && (
          <div class={actionsClass}>
            <ActionLink action={first} cardTitle={title.text} />
          </div>
        )}
        {actions.length > 1 && (
          <ul class={actionsClass}>
            {actions.map((action) => (
              <li class="govuk-summary-card__action">
                <ActionLink action={action} cardTitle={title.text} />
              </li>
            ))}
          </ul>
        )}
      </div>
      <div class="govuk-summary-card__content">{props.children}</div>
    </div>
  )
}

function ActionLink({ action, cardTitle }: { action: SummaryAction; cardTitle: Content }) {
  return (
    <a class={classNames('govuk-link', action.classes)} href={action.href} {...action.attributes}>
      {action.text}
      {(action.visuallyHiddenText || cardTitle) && (
        <span class="govuk-visually-hidden">
          {action.visuallyHiddenText && ` ${action.visuallyHiddenText}`}
          {cardTitle && <> ({cardTitle})</>}
        </span>
      )}
    </a>
  )
}
