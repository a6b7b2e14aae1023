import type { FormState } from '../../platform/forms.ts'
import { Scroll } from '../../ui/content.tsx'
import { formatDate } from '../../ui/dates.ts'
import {
  DateField,
  FormErrors,
  PostButton,
  PostForm,
  SubmitButton,
  hasErrors,
} from '../../ui/form.tsx'
import { Button } from '../../ui/govuk/button.tsx'
import { Select } from '../../ui/govuk/select.tsx'
import { Table } from '../../ui/govuk/table.tsx'
import { WarningText } from '../../ui/govuk/warning-text.tsx'
import type { SiteContext } from '../../ui/site-context.ts'
import { WorkspacePage } from '../../ui/workspace.tsx'
import { peopleText } from '../../ui/counts-and-lists.ts'
import { OrganisationPicker, pickerScripts } from '../organisations/organisation-picker.tsx'
import type { FoundOrganisation } from '../organisations/organisation-picker-queries.ts'
import { roleMeanings, roleNames } from '../people-access.ts'
import { personPaths, rosterPaths } from '../people-paths.ts'
import { rolesToGive, rolesToTake } from './bulk-change-forms.ts'
import type { Assessed, BulkChange, BulkPreview } from './bulk-changes.ts'

/** As many are listed on the page; the rest is in the file. */
const mostListed = 200

const way = (id: string) => [
  { text: 'People', href: personPaths.list },
  { text: 'People you chose', href: rosterPaths.selection(id) },
]

/** What can be done to the people who were chosen. */
export function SelectionPage(props: {
  site: SiteContext
  selection: { id: string; people: number }
  success?: string | undefined
}) {
  const { id, people } = props.selection
  return (
    <WorkspacePage
      site={props.site}
      title={peopleText(people)}
      caption="You chose"
      success={props.success}
      breadcrumbs={[{ text: 'People', href: personPaths.list }]}
    >
      <p class="govuk-body">
        Each of these shows first what will happen to whom. Nothing happens before you say so on
        that page.
      </p>
      <ul class="govuk-list govuk-list--spaced">
        <li>
          <a class="govuk-link" href={rosterPaths.change(id, 'details-check')}>
            Ask them to check their details
          </a>
        </li>
        <li>
          <a class="govuk-link" href={rosterPaths.change(id, 'move')}>
            Move them to another organisation
          </a>
        </li>
        <li>
          <a class="govuk-link" href={rosterPaths.change(id, 'leaving')}>
            Mark them as leavers
          </a>
        </li>
        <li>
          <a class="govuk-link" href={rosterPaths.selectionExport(id)}>
            Download them as a spreadsheet (CSV)
          </a>
        </li>
      </ul>
      <div class="cairn-filter cairn-filter--halves">
        <RoleChoice
          action={rosterPaths.change(id, 'role-given')}
          label="Give a role"
          roles={rolesToGive}
        />
        <RoleChoice
          action={rosterPaths.change(id, 'role-taken')}
          label="Take a role away"
          roles={rolesToTake}
        />
      </div>
      <p class="govuk-body">
        Officers are made one by one, on the page of the person. Agency leads ask, and you approve.
      </p>
    </WorkspacePage>
  )
}

function RoleChoice(props: {
  action: string
  label: string
  roles: readonly (keyof typeof roleNames)[]
}) {
  return (
    <form method="get" action={props.action} aria-label={props.label}>
      <Select
        id={`role-${props.label.slice(0, 4)}`}
        name="role"
        label={props.label}
        items={props.roles.map((role) => ({
          value: role,
          // What a role may do is said where one sees what will happen; here a phone would cut it off.
          text: roleNames[role],
        }))}
      />
      <Button classes="govuk-button--secondary">
        Show what will happen
        <span class="govuk-visually-hidden"> ({props.label.toLowerCase()})</span>
      </Button>
    </form>
  )
}

/** Where to, and from when on. */
export function MovePage(props: {
  site: SiteContext
  selection: { id: string; people: number }
  form: FormState
  found: readonly FoundOrganisation[]
}) {
  const { form, selection } = props
  return (
    <WorkspacePage
      site={props.site}
      title="Move to another organisation"
      caption={peopleText(selection.people)}
      hasErrors={hasErrors(form)}
      scripts={pickerScripts}
      breadcrumbs={way(selection.id)}
    >
      <FormErrors form={form} />
      <PostForm action={rosterPaths.change(selection.id, 'move')}>
        <OrganisationPicker form={form} label="Where do they work now?" found={props.found} />
        <DateField
          form={form}
          name="from"
          legend="From which day on?"
          hint="Today or before. What they did earlier stays with the organisation of its day."
        />
        <SubmitButton>Show what will happen</SubmitButton>
      </PostForm>
    </WorkspacePage>
  )
}

/** Exactly what will happen to whom, before it does. */
export function PreviewPage(props: {
  site: SiteContext
  selectionId: string
  change: BulkChange
  /** Today's name of the organisation that people move to. */
  organisationName: string | undefined
  preview: BulkPreview
  changeId: string
  hasChanged: boolean
}) {
  const { change, preview, selectionId } = props
  const { affected, leftOut, seal } = preview
  const words = wordsOf(change, affected.length, props.organisationName ?? '')
  return (
    <WorkspacePage
      site={props.site}
      title={words.title}
      breadcrumbs={way(selectionId)}
      hasErrors={props.hasChanged}
    >
      {props.hasChanged && (
        <WarningText>
          Nothing was done. Somebody changed one of these records after you opened the page. This is
          what would happen now.
        </WarningText>
      )}
      {affected.length === 0 ? (
        <p class="govuk-body">This would do nothing: nobody of those you chose is left for it.</p>
      ) : (
        <>
          <p class="govuk-body">This will happen at once when you press the button:</p>
          <ul class="govuk-list govuk-list--bullet">
            {words.happens.map((sentence) => (
              <li>{sentence}</li>
            ))}
            {leftOut.length > 0 && (
              <li>
                {peopleText(leftOut.length)} of those you chose{' '}
                {leftOut.length === 1 ? 'is' : 'are'} left out, for the reasons below.
              </li>
            )}
          </ul>
          <PostButton
            action={rosterPaths.changes(selectionId)}
            classes={change.action === 'leaving' ? 'govuk-button--warning' : ''}
            fields={{ ...change, changeId: props.changeId, seal }}
          >
            {words.button}
          </PostButton>
        </>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={rosterPaths.selection(selectionId)}>
          Do something else
        </a>
      </p>
      <PeopleOf title={`It happens to ${peopleText(affected.length)}`} people={affected} />
      <PeopleOf title={`It leaves out ${peopleText(leftOut.length)}`} people={leftOut} hasReasons />
    </WorkspacePage>
  )
}

function PeopleOf(props: { title: string; people: Assessed[]; hasReasons?: boolean }) {
  const { title, people, hasReasons } = props
  if (people.length === 0) return null
  const listed = people.slice(0, mostListed)
  return (
    <>
      <h2 class="govuk-heading-m">{title}</h2>
      {people.length > mostListed && (
        <p class="govuk-body">
          The first {mostListed} are listed here. All whom you chose are in the spreadsheet.
        </p>
      )}
      <Scroll label={title}>
        <Table
          classes="cairn-roster cairn-stacked-table"
          caption={title}
          captionClasses="govuk-visually-hidden"
          firstCellIsHeader
          head={[
            { text: 'Name' },
            { text: 'Organisation' },
            ...(hasReasons ? [{ text: 'Why not' }] : []),
          ]}
          rows={listed.map(({ id, name, email, organisation, leftOut }) => [
            {
              text: (
                <>
                  <a class="govuk-link" href={personPaths.show(id)}>
                    {name}
                  </a>
                  <br />
                  <span class="cairn-meta">{email}</span>
                </>
              ),
            },
            { text: organisation ?? 'No organisation' },
            ...(hasReasons ? [{ text: leftOut }] : []),
          ])}
        />
      </Scroll>
    </>
  )
}

/** What is said after it was done. */
export function doneText(action: string, people: number): string {
  const who = peopleText(people)
  const has = people === 1 ? 'has' : 'have'
  const sentences: Record<string, string> = {
    'details-check': `${who} will be asked to check their details.`,
    move: `${who} ${has} been moved.`,
    leaving: `${who} ${has} been marked as ${people === 1 ? 'a leaver' : 'leavers'}.`,
    'role-given': `The role has been given to ${who}.`,
    'role-taken': `The role has been taken from ${who}.`,
  }
  return sentences[action] ?? 'Done.'
}

function wordsOf(
  change: BulkChange,
  people: number,
  organisation: string,
): { title: string; happens: string[]; button: string } {
  const who = peopleText(people)
  switch (change.action) {
    case 'details-check':
      return {
        title: 'Ask to check details',
        happens: [`${who} will be asked to check their details when they next sign in.`],
        button: `Ask ${who}`,
      }
    case 'move':
      return {
        title: 'Move to another organisation',
        happens: [
          `From ${formatDate(change.from)} on, ${who} will have ${organisation} as their main employer.`,
          'Where they worked before ends with the day before. What they learned there stays there.',
          'Job titles, what they do, managers, other employers and roles stay as they are.',
          'They will be asked to check their details when they next sign in.',
        ],
        button: `Move ${who}`,
      }
    case 'leaving':
      return {
        title: 'Mark as leavers',
        happens: [
          `${who} will be signed out everywhere and can no longer sign in.`,
          'Their roles and their places in organisations end at once.',
          'What they have done and learned stays on record.',
        ],
        button: `Mark ${who} as ${people === 1 ? 'a leaver' : 'leavers'}`,
      }
    case 'role-given':
      return {
        title: `Give the role ${roleNames[change.role]}`,
        happens: [
          `${who} will have the role ${roleNames[change.role]} from their next page on: ${roleMeanings[change.role].toLowerCase()}.`,
        ],
        button: `Give the role to ${who}`,
      }
    case 'role-taken':
      return {
        title: `Take the role ${roleNames[change.role]} away`,
        happens: [
          `${who} will no longer have the role ${roleNames[change.role]}, from their next page on.`,
        ],
        button: `Take the role from ${who}`,
      }
  }
}
