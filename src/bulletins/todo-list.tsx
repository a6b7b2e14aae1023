import { Tag } from '../ui/govuk/tag.tsx'
import type { Readiness } from './bulletin-checks.ts'
import { bulletinPaths } from './bulletin-paths.ts'

const blockWords: Record<Readiness['blocks'], { text: string; classes: string }> = {
  review: { text: 'Before review', classes: 'govuk-tag--red' },
  sending: { text: 'Before sending', classes: 'govuk-tag--yellow' },
  nothing: { text: 'Worth a look', classes: 'govuk-tag--grey' },
}

/** What is still to do before it can go out. */
export function TodoList(props: { id: string; readiness: readonly Readiness[] }) {
  const { id, readiness } = props
  return (
    <section aria-labelledby="todo">
      <h2 class="govuk-heading-m" id="todo">
        {readiness.length === 0 ? 'Ready to go out' : 'Before it goes out'}
      </h2>
      {readiness.length === 0 ? (
        <p class="govuk-body">
          Every item has a title and a text, every link an address, and every page it leads to is
          published.
        </p>
      ) : (
        <ul class="govuk-list cairn-todo">
          {readiness.map((one) => (
            <li>
              <Tag classes={blockWords[one.blocks].classes}>{blockWords[one.blocks].text}</Tag>
              <span>
                <a class="govuk-link" href={wherePath(id, one)}>
                  {one.where}
                </a>
                : {one.message}.
                {one.page && (
                  <>
                    {' '}
                    <a class="govuk-link" href={one.page.path}>
                      Go on with “{one.page.title}”
                    </a>
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function wherePath(id: string, { itemId, where }: Readiness): string {
  if (itemId) return bulletinPaths.item(id, itemId)
  return where === 'Sender' ? bulletinPaths.sender : `${bulletinPaths.edit(id)}#items`
}
