import { dayAfter } from '../platform/calendar-days.ts'
import { Timeline } from '../ui/content.tsx'
import { formatDateRange, formatMonth } from '../ui/dates.ts'
import { RichText, type RichTextReferences } from '../publishing/rich-text-view.tsx'
import { timeOf, type CampaignContent } from './campaign-content.ts'

/** The phases as bars over the months, with today marked, and the same as a list that can be read out. */
export function PhaseTimeline(props: {
  content: CampaignContent
  today: string
  references: RichTextReferences
}) {
  const { content, today, references } = props
  const phases = content.phases.filter(({ startsOn, endsOn }) => startsOn && endsOn)
  return (
    <>
      {phases.length > 1 && content.startsOn && content.endsOn && (
        <PhaseChart content={content} today={today} />
      )}
      <Timeline
        items={content.phases.map((phase) => {
          const isNow = timeOf(phase, today) === 'now'
          return {
            when: (
              <>
                {phase.startsOn && phase.endsOn
                  ? formatDateRange(phase.startsOn, phase.endsOn)
                  : 'Dates to come'}
                {isNow && <strong class="cairn-now"> Now</strong>}
              </>
            ),
            what: phase.theme,
            isNow,
            children: <RichText document={phase.text} references={references} />,
          }
        })}
      />
    </>
  )
}

const width = 960
const barHeight = 56

/** Decorative: the list below says the same. Positions are attributes, as the page's policy allows no inline style. */
function PhaseChart({ content, today }: { content: CampaignContent; today: string }) {
  const from = dayNumber(content.startsOn)
  const days = dayNumber(content.endsOn) + 1 - from
  const at = (date: string): number => Math.round(((dayNumber(date) - from) / days) * width)
  const phases = content.phases.filter(({ startsOn, endsOn }) => startsOn && endsOn)
  const months = monthsOf(content.startsOn, content.endsOn)
  const isNow = timeOf(content, today) === 'now'
  return (
    <div class="cairn-phases" aria-hidden="true">
      <svg viewBox={`0 0 ${width} ${barHeight + 58}`} focusable="false">
        {phases.map((phase, index) => {
          const x = at(phase.startsOn)
          const end = Math.min(width, at(dayAfter(phase.endsOn)))
          return (
            <>
              <rect
                class={`cairn-phases__bar cairn-phases__bar--${(index % 4) + 1}`}
                x={x + 2}
                y={26}
                width={Math.max(6, end - x - 4)}
                height={barHeight}
                rx={6}
              />
              <PhaseName name={phase.theme} x={x + 14} pixels={end - x - 28} />
            </>
          )
        })}
        {months.map((month, index) => (
          <>
            <line
              class="cairn-phases__tick"
              x1={at(month)}
              x2={at(month)}
              y1={barHeight + 30}
              y2={barHeight + 36}
            />
            {(months.length <= 7 || index % 3 === 0) && (
              <text class="cairn-phases__month" x={Math.max(0, at(month))} y={barHeight + 52}>
                {formatMonth(month)}
              </text>
            )}
          </>
        ))}
        {isNow && (
          <>
            <line
              class="cairn-phases__now"
              x1={at(today)}
              x2={at(today)}
              y1={18}
              y2={barHeight + 36}
            />
            <text
              class="cairn-phases__today"
              x={Math.min(width - 50, Math.max(2, at(today) - 22))}
              y={13}
            >
              Today
            </text>
          </>
        )}
      </svg>
    </div>
  )
}

const dayNumber = (date: string): number => Math.floor(Date.parse(`${date}T12:00Z`) / 86_400_000)

/** The first days of the months in a period. */
function monthsOf(from: string, to: string): string[] {
  const months: string[] = []
  const [year = 0, month = 0] = from.split('-').map(Number)
  for (let ahead = 0; ahead < 14; ahead += 1) {
    const first = new Date(Date.UTC(year, month - 1 + ahead, 1, 12)).toISOString().slice(0, 10)
    if (first > to) break
    if (first >= from) months.push(first)
  }
  return months
}

/** The name in one line or two, as wide as its bar; the whole of it is in the list. */
function PhaseName({ name, x, pixels }: { name: string; x: number; pixels: number }) {
  const letters = Math.floor(pixels / 9.5)
  const lines = linesOf(name, letters)
  const middle = 26 + barHeight / 2 + 6
  return (
    <text class="cairn-phases__name">
      {lines.map((line, at) => (
        <tspan x={x} y={middle + (at - (lines.length - 1) / 2) * 20}>
          {line}
        </tspan>
      ))}
    </text>
  )
}

function linesOf(name: string, letters: number): string[] {
  const lines = ['']
  for (const word of name.split(' ')) {
    const line = lines.at(-1)!
    if (line === '') lines[lines.length - 1] = word
    else if (line.length + 1 + word.length <= letters) lines[lines.length - 1] = `${line} ${word}`
    else lines.push(word)
  }
  const shown = lines.slice(0, 2).map((line) => (line.length <= letters ? line : ''))
  return shown.some((line) => line === '') ? [] : shown
}
