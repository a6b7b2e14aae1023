import type { EditorCheck } from './editor-checks.ts'

/**
 * What the checks found, beside the texts. They advise: nothing here stops a person who knows
 * better, except a picture without a description, which is refused at review.
 */
export function EditorChecks({ checks }: { checks: readonly EditorCheck[] }) {
  const places = [...new Set(checks.map((check) => check.where))]
  return (
    <section class="cairn-checks" aria-labelledby="checks-heading" data-editor-checks="">
      <h2 class="govuk-heading-m" id="checks-heading">
        {checks.length === 0 ? 'Checks' : `Checks: ${counted(checks.length)} to look at`}
      </h2>
      {checks.length === 0 ? (
        <p class="govuk-body">
          Nothing found in the saved text: links, pictures, phone numbers, terms, dates and reading
          age were looked at.
        </p>
      ) : (
        places.map((place) => (
          <>
            <h3 class="govuk-heading-s">{place}</h3>
            <ul class="govuk-list govuk-list--spaced">
              {checks
                .filter((check) => check.where === place)
                .map((check) => (
                  <li class="cairn-checks__item" data-check={check.kind}>
                    {check.excerpt && (
                      <>
                        <q class="cairn-checks__excerpt">{check.excerpt}</q>
                        <br />
                      </>
                    )}
                    {check.message}
                    {check.suggestion && (
                      <>
                        {' '}
                        <span class="cairn-checks__suggestion">
                          Suggestion: <strong>{check.suggestion}</strong>
                        </span>
                      </>
                    )}
                  </li>
                ))}
            </ul>
          </>
        ))
      )}
    </section>
  )
}

const counted = (count: number): string => (count === 1 ? '1 thing' : `${count} things`)
