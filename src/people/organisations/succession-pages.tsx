import type { FormState } from '../../platform/forms.ts'
import { Scroll } from '../../ui/content.tsx'
import { formatDate } from '../../ui/dates.ts'
import {
  DateField,
  FormErrors,
  HiddenField,
  PostForm,
  RadiosField,
  TextField,
  hasErrors,
} from '../../ui/form.tsx'
import { Button } from '../../ui/govuk/button.tsx'
import { Details } from '../../ui/govuk/details.tsx'
import { Table } from '../../ui/govuk/table.tsx'
import { WarningText } from '../../ui/govuk/warning-text.tsx'
import type { SiteContext } from '../../ui/site-context.ts'
import { WorkspacePage } from '../../ui/workspace.tsx'
import { counted, namesText, peopleText } from '../../ui/counts-and-lists.ts'
import { organisationPaths } from '../people-paths.ts'
import { wayTo } from './organisation-words.tsx'
import type { Organisation } from './organisation-queries.ts'
import { partField } from './succession-forms.ts'
import type { SuccessionKind } from './succession-queries.ts'
import type { Ending, SuccessionPreview } from './successions.ts'

/** An organisation that may have to do with the change, as the table of the form shows it. */
export type Involved = { id: string; name: string; detail: string; part: 'from' | 'to' | '' }

const kinds: { value: SuccessionKind; text: string; hint: string }[] = [
  {
    value: 'closure',
    text: 'It closed, and nobody follows it',
    hint: 'Its people keep it until they choose another; they are asked to.',
  },
  {
    value: 'merger',
    text: 'It became part of another one, or of a new one',
    hint: 'Its people move there. Others can end with it.',
  },
  {
    value: 'conversion',
    text: 'It changed its legal form',
    hint: 'A school became an academy, a charity a company: the old one ends, a new one with a code of its own begins. Its people move there.',
  },
  {
    value: 'split',
    text: 'It was split into several',
    hint: 'Its people choose between these at their next visit.',
  },
]

export function SuccessionPage(props: {
  site: SiteContext
  organisation: Organisation
  form: FormState
  involved: Involved[]
  /** The organisation that a message speaks of. */
  known?: string | undefined
}) {
  const { organisation, form } = props
  return (
    <WorkspacePage
      site={props.site}
      title="It has ended or will end"
      caption={organisation.name}
      hasErrors={hasErrors(form)}
      breadcrumbs={wayTo(organisation)}
    >
      <FormErrors form={form} />
      {props.known && (
        <p class="govuk-body">
          <a class="govuk-link" href={organisationPaths.show(props.known)}>
            Open the organisation that is in the register already
          </a>
        </p>
      )}
      <p class="govuk-body">
        You see what happens to people before anything does. What happened until then keeps the
        organisation of its day.
      </p>
      <PostForm action={organisationPaths.closure(organisation.id)}>
        {/* The first button is the one that the Enter key presses. */}
        <button
          type="submit"
          class="govuk-visually-hidden"
          name="step"
          value="preview"
          tabindex={-1}
          aria-hidden
        >
          See what will happen
        </button>
        <RadiosField form={form} name="kind" legend="What happened?" items={kinds} />
        <DateField
          form={form}
          name="on"
          legend="On which day is it no longer there?"
          hint="The first day without it. It may lie ahead: then everything happens on that day."
        />
        <fieldset class="govuk-fieldset">
          <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">
            Who follows, and who ends with it?
          </legend>
          <InvolvedTable form={form} involved={props.involved} />
          <TextField
            form={form}
            name="find"
            label="Find an organisation"
            hint="Its name, postcode or code. Leave this empty where nobody follows."
            classes="govuk-input--width-20"
            autocomplete="off"
          />
          <Button classes="govuk-button--secondary" name="step" value="find">
            Find
          </Button>
        </fieldset>
        <Details
          summary="The one that follows is new and not in the register yet"
          open={
            Boolean(form.values['newName']) ||
            form.errors.some(({ field }) => field.startsWith('new'))
          }
        >
          <TextField form={form} name="newName" label="Its name" autocomplete="off" />
          <TextField
            form={form}
            name="newLegalForm"
            label="Its legal form (optional)"
            hint="Such as academy converter"
            autocomplete="off"
          />
          <TextField
            form={form}
            name="newCode"
            label="Its code (optional)"
            hint="With its register, like urn:123456"
            classes="govuk-input--width-20"
            autocomplete="off"
          />
          <p class="govuk-body">It gets the sector, place and postcode of {organisation.name}.</p>
        </Details>
        <Button name="step" value="preview" preventDoubleClick>
          See what will happen
        </Button>
      </PostForm>
    </WorkspacePage>
  )
}

function InvolvedTable({ form, involved }: { form: FormState; involved: Involved[] }) {
  const error = form.errors.find(({ field }) => field === 'parts')
  return (
    <div
      class={error ? 'govuk-form-group govuk-form-group--error' : 'govuk-form-group'}
      id="parts"
      tabindex={-1}
    >
      {error && (
        <p class="govuk-error-message">
          <span class="govuk-visually-hidden">Error:</span> {error.message}
        </p>
      )}
      {involved.length > 0 && (
        <Scroll label="Organisations that were found or chosen">
          <Table
            caption="Organisations that were found or chosen"
            captionClasses="govuk-visually-hidden"
            firstCellIsHeader
            head={[{ text: 'Organisation' }, { text: 'What it has to do with this' }]}
            rows={involved.map(({ id, name, detail, part }) => [
              {
                text: (
                  <>
                    {name}
                    <br />
                    <span class="cairn-meta">{detail}</span>
                  </>
                ),
              },
              {
                text: (
                  <select
                    class="govuk-select"
                    name={partField(id)}
                    aria-label={`${name}: its part`}
                  >
                    <option value="" selected={part === ''}>
                      Nothing
                    </option>
                    <option value="to" selected={part === 'to'}>
                      It follows
                    </option>
                    <option value="from" selected={part === 'from'}>
                      It ends too
                    </option>
                  </select>
                ),
              },
            ])}
          />
        </Scroll>
      )}
    </div>
  )
}

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
