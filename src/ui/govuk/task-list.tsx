import { classNames, wordingOf } from './options.ts'
import type { Content, Optional, Styled, Wording } from './options.ts'
import { Tag } from './tag.tsx'

export type Task = {
  title: Wording
  /** Words, or a coloured tag. */
  status: Content | Optional<{ text: Content; tag: { text: Content } & Styled; classes: string }>
} & Optional<{ href: string; hint: Wording; classes: string }>

export type TaskListProps = { items: (Task | false | null | undefined)[] } & Styled &
  Optional<{ idPrefix: string }>

export function TaskList(props: TaskListProps) {
  return (
    <ul class={classNames('govuk-task-list', props.classes)} {...props.attributes}>
      {props.items.map(
        (task, index) =>
          task && <Item {...task} id={`${props.idPrefix || 'task-list'}-${index + 1}`} />,
      )}
    </ul>
  )
}

function Item(task: Task & { id: string }) {
  const title = wordingOf(task.title)
  const status = wordingOf<{ tag?: ({ text: Content } & Styled) | undefined }>(task.status)
  const { id } = task
  return (
    <li
      class={classNames(
        'govuk-task-list__item',
        task.href && 'govuk-task-list__item--with-link',
        task.classes,
      )}
    >
      <div class="govuk-task-list__name-and-hint">
        {task.href ? (
          <a
            class={classNames('govuk-link govuk-task-list__link', title.classes)}
            href={task.href}
            aria-describedby={task.hint ? `${id}-hint ${id}-status` : `${id}-status`}
          >
            {title.text}
          </a>
        ) : (
          <div class={title.classes}>{title.text}</div>
        )}
        {task.hint && (
          <div id={`${id}-hint`} class="govuk-task-list__hint">
            {wordingOf(task.hint).text}
          </div>
        )}
      </div>
      <div class={classNames('govuk-task-list__status', status.classes)} id={`${id}-status`}>
        {status.tag ? (
          <Tag classes={status.tag.classes} attributes={status.tag.attributes}>
            {status.tag.text}
          </Tag>
        ) : (
          status.text
        )}
      </div>
    </li>
  )
}
