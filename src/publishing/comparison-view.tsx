import { Details } from '../ui/govuk/details.tsx'
import type { Change, ComparedField } from './version-comparison.ts'

/**
 * Texts word by word: what was added is underlined between + signs, what was removed is struck
 * through between − signs, so that it reads without colour and aloud.
 */
export function ComparisonView({ fields }: { fields: readonly ComparedField[] }) {
  const changed = fields.filter(({ isChanged }) => isChanged)
  const same = fields.filter(({ isChanged }) => !isChanged)
  return (
    <>
      {changed.length === 0 ? (
        <p class="govuk-body">Nothing differs.</p>
      ) : (
        <p class="govuk-body">
          <Changed change={{ what: 'added', text: 'Added words' }} /> and{' '}
          <Changed change={{ what: 'removed', text: 'removed words' }} /> are marked like this.
        </p>
      )}
      {changed.map(({ label, changes }) => (
        <section class="cairn-comparison">
          <h2 class="govuk-heading-s">{label}</h2>
          <p class="govuk-body cairn-comparison__text">
            {changes.map((change) => (
              <Changed change={change} />
            ))}
          </p>
        </section>
      ))}
      {changed.length > 0 && same.length > 0 && (
        <Details summary={`Not changed (${same.length})`}>
          <ul class="govuk-list govuk-list--bullet">
            {same.map(({ label }) => (
              <li>{label}</li>
            ))}
          </ul>
        </Details>
      )}
    </>
  )
}

function Changed({ change }: { change: Change }) {
  if (change.what === 'same') return <>{change.text}</>
  const Element = change.what === 'added' ? 'ins' : 'del'
  return (
    <Element class={`cairn-comparison__${change.what}`}>
      <span class="govuk-visually-hidden">[{change.what}: </span>
      {change.text}
      <span class="govuk-visually-hidden">]</span>
    </Element>
  )
}
