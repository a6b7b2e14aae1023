import type { FormState } from '../../platform/forms.ts'
import { Scroll } from '../../ui/content.tsx'
import { formatDate } from '../../ui/dates.ts'
import { HiddenField, PostForm } from '../../ui/form.tsx'
import { Button } from '../../ui/govuk/button.tsx'
import { Table } from '../../ui/govuk/table.tsx'
import { WarningText } from '../../ui/govuk/warning-text.tsx'
import type { SiteContext } from '../../ui/site-context.ts'
import { WorkspacePage } from '../../ui/workspace.tsx'
import { counted, namesText, peopleText } from '../../ui/counts-and-lists.ts'
import { organisationPaths } from '../people-paths.ts'
import { wayTo } from './organisation-words.tsx'
import type { Organisation } from './organisation-queries.ts'
import type { SuccessionKind } from './succession-queries.ts'
import type { Ending, SuccessionPreview } from './successions.ts'

const titles: Record<SuccessionKind, string> = {
  closure: 'Closing it',
  merger: 'Merging it',
  split: 'Splitting it',
  conversion: 'Changing its legal form',
}

/** What will happen, before it does. */
export function SuccessionPreviewPage(props: {
  site: SiteContext
  organisation: Organisation
  form: FormState
  ending: Ending
  names: Map<string, string>
  preview: SuccessionPreview
  today: string
}) {
  const { organisation, form, ending, names, preview, today } = props
  const nameOf = (id: string): string => names.get(id) ?? ''
  const ended = namesText(ending.from.map(nameOf))
  const followers = [...ending.to.map(nameOf), ...(ending.newcomer ? [ending.newcomer.name] : [])]
  const isAhead = ending.on > today
  return (
    <WorkspacePage
      site={props.site}
      title={`${titles[ending.kind]}: what will happen`}
      caption={organisation.name}
      breadcrumbs={[
        ...wayTo(organisation),
        { text: 'It has ended', href: organisationPaths.closure(organisation.id) },
      ]}
    >
      <p class="govuk-body-l">
        {isAhead
          ? `On ${formatDate(ending.on)}, and not before:`
          : `At once, as from ${formatDate(ending.on)}:`}
      </p>
      <ul class="govuk-list govuk-list--bullet govuk-list--spaced">
        {sentencesOf({ ending, ended, followers, preview }).map((sentence) => (
          <li>{sentence}</li>
        ))}
      </ul>
      <PeopleThere {...{ ending, names, preview }} />
      <WarningText>
        {isAhead
          ? 'Until that day you can take this back on the page of the organisation, and nothing has happened to anybody.'
          : backSentence(ending, preview)}
      </WarningText>
      <PostForm action={organisationPaths.closure(organisation.id)}>
        {Object.keys(form.values)
          .filter((name) => name !== 'step' && name !== 'find')
          .map((name) => (
            <HiddenField form={form} name={name} />
          ))}
        <div class="govuk-button-group">
          <Button classes="govuk-button--warning" name="step" value="do" preventDoubleClick>
            {isAhead ? `Plan this for ${formatDate(ending.on)}` : 'Do this now'}
          </Button>
          <Button classes="govuk-button--secondary" name="step" value="find">
            Change something
          </Button>
        </div>
      </PostForm>
    </WorkspacePage>
  )
}

function backSentence({ kind }: Ending, { people }: SuccessionPreview): string {
  if (people.length === 0 || kind === 'closure' || kind === 'split')
    return 'You can open it again later; nobody is moved by this.'
  return 'This cannot be undone as a whole: you can open it again later, but whoever has moved stays where they are until they or you change it.'
}

function sentencesOf(given: {
  ending: Ending
  ended: string
  followers: string[]
  preview: SuccessionPreview
}): string[] {
  const { ending, ended, followers, preview } = given
  const { people, leads, leadsGoAlong, children } = preview
  const count = new Set(people.map(({ personId }) => personId)).size
  const moves = ending.kind === 'merger' || ending.kind === 'conversion'
  const there = followers[0] ?? ''
  return [
    `${ended} ${ending.from.length === 1 ? 'is' : 'are'} closed. Nobody can choose ${ending.from.length === 1 ? 'it' : 'them'} any more.`,
    ...(ending.newcomer ? [`${ending.newcomer.name} is added to the register.`] : []),
    count === 0
      ? 'Nobody is there now, so nobody is moved or asked.'
      : moves
        ? `${peopleText(count)} ${count === 1 ? 'moves' : 'move'} to ${there} with the job they have. What they learned until then stays with ${ended}.`
        : `${counted(count, 'person keeps', 'people keep')} ${ended} until they choose ${ending.kind === 'split' ? `between ${namesText(followers)}` : 'another organisation'}.`,
    ...(count > 0 ? ['They are asked to check their details at their next visit.'] : []),
    ...leadSentences({ leads: leads.map(({ name }) => name), moves, leadsGoAlong, there }),
    ...(children.length > 0
      ? [
          `${namesText(children.map(({ name }) => name))} ${children.length === 1 ? 'belongs' : 'belong'} to ${moves ? there : 'nobody'} from then.`,
        ]
      : []),
    ...(moves ? [`Its email domains suggest ${there} too.`] : []),
  ]
}

function leadSentences(given: {
  leads: string[]
  moves: boolean
  leadsGoAlong: boolean
  there: string
}): string[] {
  const { leads, moves, leadsGoAlong, there } = given
  if (leads.length === 0) return []
  const who = namesText(leads)
  const verb = leads.length === 1 ? 'is' : 'are'
  if (!moves)
    return [
      `${who} ${verb} still agency lead of it, and ${leads.length === 1 ? 'sees' : 'see'} whoever is left.`,
    ]
  return leadsGoAlong
    ? [
        `${who} ${verb} agency lead of ${there} then, and ${leads.length === 1 ? 'sees' : 'see'} the same people as before.`,
      ]
    : [
        `${who} ${verb} agency lead no more, because there are other people at ${there}. You are asked at ${there} whether they shall be its lead.`,
      ]
}

const shownPeople = 100

function PeopleThere(props: {
  ending: Ending
  names: Map<string, string>
  preview: SuccessionPreview
}) {
  const { people } = props.preview
  if (people.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">People</h2>
      <Scroll label="People">
        <Table
          caption="People who are there now"
          captionClasses="govuk-visually-hidden"
          firstCellIsHeader
          head={[{ text: 'Name' }, { text: 'Organisation' }, { text: 'Which' }]}
          rows={people
            .slice(0, shownPeople)
            .map((person) => [
              { text: person.name },
              { text: props.names.get(person.organisationId) ?? '' },
              { text: person.isMain ? 'Main' : 'Beside another' },
            ])}
        />
      </Scroll>
      {people.length > shownPeople && (
        <p class="govuk-body">And {(people.length - shownPeople).toLocaleString('en-GB')} more.</p>
      )}
    </>
  )
}
