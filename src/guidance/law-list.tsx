import { formatDate } from '../ui/dates.ts'
import { Tag } from '../ui/govuk/tag.tsx'
import type { LegalInstrument } from './guidance-queries.ts'
import type { LawLine } from './legal-instruments.ts'

/** Law and official guidance as it stood on a day, each with what has come since. */
export function LawList({ lines, day }: { lines: LawLine[]; day: string }) {
  if (lines.length === 0) return null
  const isUnchecked = lines.some(({ instrument }) => instrument.checkedOn === null)
  return (
    <>
      <h3 class="govuk-heading-m">Law and guidance in force on {formatDate(day)}</h3>
      <ul class="cairn-list cairn-law">
        {lines.map((line) => (
          <li>
            <InstrumentName instrument={line.instrument} />
            <p class="cairn-meta">
              {[line.instrument.citation, standing(line)].filter(Boolean).join(' · ')}
            </p>
            {line.hasEnded && <Since line={line} />}
          </li>
        ))}
      </ul>
      {isUnchecked && (
        <p class="govuk-body-s">
          Dates here help you to find the right text. Before you rely on one, check the original.
        </p>
      )}
    </>
  )
}

function Since({ line }: { line: LawLine }) {
  return (
    <p>
      <Tag classes="govuk-tag--yellow">No longer in force</Tag>{' '}
      {line.instead ? (
        <>
          Today: <InstrumentName instrument={line.instead} />
        </>
      ) : (
        'Check what holds today.'
      )}
    </p>
  )
}

function InstrumentName({ instrument }: { instrument: LegalInstrument }) {
  return instrument.address === null ? (
    <span>{instrument.title}</span>
  ) : (
    <a class="govuk-link" href={instrument.address} rel="external">
      {instrument.title}
    </a>
  )
}

function standing({ instrument, state }: LawLine): string {
  const { validFrom, validTo } = instrument
  if (state === 'not-yet') return `not in force before ${formatDate(validFrom!)}`
  const from = validFrom && `since ${formatDate(validFrom)}`
  const to = validTo && `until ${formatDate(validTo)}`
  return from || to ? `in force ${[from, to].filter(Boolean).join(' ')}` : ''
}
