import { formatDate } from '../../ui/dates.ts'
import { PostButton } from '../../ui/form.tsx'
import { InsetText } from '../../ui/govuk/inset-text.tsx'
import { SummaryList, type SummaryAction } from '../../ui/govuk/summary-list.tsx'
import { Tag } from '../../ui/govuk/tag.tsx'
import { detailsPaths, employerPaths, type EmployerPaths } from '../people-paths.ts'
import type { DetailsState } from './details-state.ts'
import type { Employer, Gap, PersonDetails } from './own-details.ts'

/** Everything that the check is about, on cards; each detail is changed where it stands. `back`: where that leads. */
export function DetailsCards({ details, back }: { details: PersonDetails; back: string }) {
  const paths = employerPaths(null, back)
  return (
    <>
      <SummaryList
        card={{ title: { text: 'You', headingLevel: 2 } }}
        rows={[
          {
            key: 'Name',
            value: details.name,
            actions: { items: [change(detailsPaths.name(back), 'your name')] },
          },
          {
            key: 'Email address',
            value: (
              <>
                <span class="cairn-breaks">{details.email}</span>
                {!details.emailVerifiedAt && (
                  <>
                    {' '}
                    <Tag classes="govuk-tag--yellow">Not proved</Tag>
                  </>
                )}
              </>
            ),
            actions: {
              items: [
                ...(details.emailVerifiedAt
                  ? []
                  : [
                      {
                        text: 'Prove',
                        href: detailsPaths.email(back),
                        visuallyHiddenText: 'your email address with a code',
                      },
                    ]),
                change(detailsPaths.email(back), 'your email address'),
              ],
            },
          },
        ]}
      />
      {details.employers.map((employer) => (
        <EmployerCard
          employer={employer}
          paths={paths}
          leave="I no longer work here"
          isOneOfSeveral={details.employers.length > 1}
        />
      ))}
      <p class="govuk-body">
        <a class="govuk-link" href={paths.add}>
          {details.employers.length > 0 ? 'Add another employer' : 'Add your employer'}
        </a>
      </p>
    </>
  )
}

/** One employer, with what can be changed. Shown to the person, and to officers on the desk. */
export function EmployerCard(props: {
  employer: Employer
  paths: EmployerPaths
  /** The link to its end. */
  leave: string
  isOneOfSeveral: boolean
}) {
  const { employer, paths, isOneOfSeveral } = props
  const { id, organisationName: name, jobRole, jobTitle, lineManager } = employer
  return (
    <SummaryList
      card={{
        title: { text: name, headingLevel: 2 },
        actions: {
          items: [{ text: props.leave, href: paths.leaving(id) }],
        },
      }}
      rows={[
        {
          key: 'Organisation',
          value: (
            <>
              {name} <Standing employer={employer} />
            </>
          ),
          actions: { items: [change(paths.organisation(id), 'the organisation')] },
        },
        {
          key: 'Role',
          value: jobRole?.name ?? (jobTitle ? 'Not chosen from the list yet' : 'Not given yet'),
          actions: { items: [change(paths.job(id), 'the role')] },
        },
        Boolean(jobTitle) && {
          key: 'Job title',
          value: jobTitle,
          actions: { items: [change(paths.job(id), 'the job title')] },
        },
        {
          key: 'Line manager',
          value: lineManager
            ? [lineManager.name, lineManager.email].filter(Boolean).join(', ')
            : 'None',
          actions: { items: [change(paths.job(id), 'the line manager')] },
        },
        isOneOfSeveral && {
          key: 'Main employer',
          value: employer.isMain ? (
            'Yes'
          ) : (
            <PostButton
              action={paths.main(id)}
              classes="govuk-button--secondary cairn-button--small"
            >
              Make it the main one
              <span class="govuk-visually-hidden">: {name}</span>
            </PostButton>
          ),
        },
      ]}
    />
  )
}

function Standing({ employer }: { employer: Employer }) {
  if (employer.closedOn)
    return <Tag classes="govuk-tag--orange">Closed {formatDate(employer.closedOn)}</Tag>
  if (employer.state === 'requested') return <Tag classes="govuk-tag--blue">Being added</Tag>
  if (employer.state === 'refused') return <Tag classes="govuk-tag--orange">Not listed</Tag>
  return null
}

/** What has to be put right first, each with the way to it. */
export function DetailsGaps({ gaps, back }: { gaps: Gap[]; back: string }) {
  if (gaps.length === 0) return null
  const paths = employerPaths(null, back)
  return (
    <InsetText>
      <p class="govuk-body govuk-!-font-weight-bold">Before you can say that everything is right</p>
      <ul class="govuk-list govuk-list--bullet">
        {gaps.map((gap) => (
          <li>
            <GapSentence gap={gap} paths={paths} />
          </li>
        ))}
      </ul>
    </InsetText>
  )
}

function GapSentence({ gap, paths }: { gap: Gap; paths: EmployerPaths }) {
  const link = (href: string, text: string) => (
    <a class="govuk-link" href={href}>
      {text}
    </a>
  )
  switch (gap.kind) {
    case 'no-employer':
      return <>{link(paths.add, 'Add where you work')}: training is counted for an organisation.</>
    case 'no-role':
      return (
        <>
          {link(
            paths.job(gap.employer.id),
            `Choose what you do at ${gap.employer.organisationName}`,
          )}
          .
        </>
      )
    case 'closed':
      return (
        <>
          {gap.employer.organisationName} closed on {formatDate(gap.employer.closedOn!)}.{' '}
          {link(
            paths.organisation(gap.employer.id),
            gap.employer.successors.length > 0
              ? `Choose who you work for now, such as ${either(gap.employer.successors.map(({ name }) => name))}`
              : 'Choose who you work for now',
          )}
          .
        </>
      )
    case 'refused':
      return (
        <>
          {gap.employer.organisationName} could not be added to the list.{' '}
          {link(paths.organisation(gap.employer.id), 'Choose another')}.
        </>
      )
  }
}

/** "Ashgill Academy, Beck Academy or Tarn Academy". */
function either(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
}

/** On the account while the details are due. Calm: nothing is locked. */
export function DetailsBanner({ state }: { state: DetailsState }) {
  if (state === 'confirmed') return null
  return (
    <InsetText>
      {state === 'due' ? 'Please check your details: ' : 'Your details are overdue to be checked: '}
      <a class="govuk-link" href={detailsPaths.show()}>
        are your name, employer and email address right?
      </a>
    </InsetText>
  )
}

/** The state in words, for reports and the desk. */
export const stateNames: Record<DetailsState, string> = {
  confirmed: 'Confirmed',
  due: 'Due',
  overdue: 'Overdue',
}

const stateColours: Record<DetailsState, string> = {
  confirmed: 'govuk-tag--green',
  due: 'govuk-tag--yellow',
  overdue: 'govuk-tag--orange',
}

/** The state of somebody's details in a list. */
export function DetailsStateTag({ state }: { state: DetailsState }) {
  return <Tag classes={stateColours[state]}>{stateNames[state]}</Tag>
}

function change(href: string, what: string): SummaryAction {
  return { text: 'Change', href, visuallyHiddenText: what }
}
