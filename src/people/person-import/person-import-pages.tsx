import type { FormState } from '../../platform/forms.ts'
import { Scroll } from '../../ui/content.tsx'
import { formatDateTime } from '../../ui/dates.ts'
import {
  CheckboxesField,
  FileField,
  FormErrors,
  PostButton,
  PostForm,
  formWith,
  SubmitButton,
  boldLabel,
  hasErrors,
} from '../../ui/form.tsx'
import { Button } from '../../ui/govuk/button.tsx'
import { Details } from '../../ui/govuk/details.tsx'
import { InsetText } from '../../ui/govuk/inset-text.tsx'
import { SummaryList } from '../../ui/govuk/summary-list.tsx'
import { Table } from '../../ui/govuk/table.tsx'
import type { SiteContext } from '../../ui/site-context.ts'
import { WorkspacePage } from '../../ui/workspace.tsx'
import { counted, peopleText } from '../../ui/counts-and-lists.ts'
import { duplicatePaths, personPaths, rosterPaths } from '../people-paths.ts'
import { headings, mostLines } from './people-lines.ts'
import type { ImportLine, PersonImport } from './person-import-queries.ts'

/** As many of each kind are listed on the page; the refused ones are all in the file. */
export const mostListed = 200

const number = (count: number): string => count.toLocaleString('en-GB')

/** Choosing the file. */
export function ImportPage(props: { site: SiteContext; form: FormState; earlier: PersonImport[] }) {
  const { form, earlier } = props
  return (
    <WorkspacePage
      site={props.site}
      title="Import a list of people"
      hasErrors={hasErrors(form)}
      breadcrumbs={[{ text: 'People', href: personPaths.list }]}
    >
      <FormErrors form={form} />
      <p class="govuk-body">
        Choose a list that an employer gave you. First you see what would come of each line. Nobody
        is added or changed before you say so.
      </p>
      <PostForm action={rosterPaths.import} hasFile>
        <FileField
          form={form}
          name="file"
          label={boldLabel('The list')}
          hint={`A CSV file of up to 10 MB and ${number(mostLines)} people. In Excel: Save as, CSV UTF-8.`}
          attributes={{ accept: '.csv,.tsv,.txt,text/csv,text/plain' }}
        />
        <SubmitButton>Check the list</SubmitButton>
      </PostForm>
      <Details summary="What the columns are called">
        <p class="govuk-body">
          The first line names the columns, in any order. A name and an email address are needed,
          the rest is not. What is empty stays as it is.
        </p>
        <SummaryList rows={columnRows} />
      </Details>
      {earlier.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Earlier lists</h2>
          <Scroll label="Earlier lists">
            <Table
              caption="Earlier lists"
              captionClasses="govuk-visually-hidden"
              firstCellIsHeader
              head={[{ text: 'List' }, { text: 'Checked' }, { text: 'State' }]}
              rows={earlier.map((each) => [
                {
                  text: (
                    <a class="govuk-link" href={rosterPaths.imported(each.id)}>
                      {each.fileName}
                    </a>
                  ),
                },
                { text: formatDateTime(each.madeAt) },
                { text: stateOf(each) },
              ])}
            />
          </Scroll>
        </>
      )}
    </WorkspacePage>
  )
}

const columnRows = [
  { key: 'Name', value: called('name', 'or first name and last name') },
  { key: 'Email address', value: called('email', 'their own: shared mailboxes are refused') },
  { key: 'Organisation', value: called('organisation', 'a name that it has or had') },
  { key: 'Organisation code', value: called('organisationCode', 'such as URN 112233') },
  { key: 'Sector', value: called('sector', 'tells organisations of one name apart') },
  { key: 'Job title', value: called('jobTitle') },
  {
    key: 'Job role',
    value: called('jobRole', 'as the register calls it, such as Teacher or lecturer'),
  },
  { key: 'Line manager', value: called('managerName') },
  { key: 'Line manager email', value: called('managerEmail') },
]

function called(column: keyof typeof headings, more?: string): string {
  return `${headings[column].slice(0, 4).join(', ')}${more ? ` (${more})` : ''}`
}

function stateOf(each: PersonImport): string {
  if (each.finishedAt) return 'Done'
  return each.startedAt ? 'Being done' : 'Checked, not done'
}

type Lists = {
  refused: ImportLine[]
  change: ImportLine[]
  new: ImportLine[]
  leftOut: ImportLine[]
}

/** What would come of a list; while it is done, how far it is; and what came of it. */
export function ImportedPage(props: {
  site: SiteContext
  imported: PersonImport
  lists: Lists
  /** Whether those who are new were to be invited, before the officer was asked who they are. */
  isToInvite: boolean
}) {
  const { imported, lists, isToInvite } = props
  const { id, counts, notes } = imported
  const isChecked = imported.startedAt === null
  return (
    <WorkspacePage
      site={props.site}
      title={imported.fileName}
      caption="List of people"
      breadcrumbs={[
        { text: 'People', href: personPaths.list },
        { text: 'Import a list of people', href: rosterPaths.import },
      ]}
    >
      {notes.length > 0 && (
        <InsetText>
          {notes.map((note) => (
            <p class="govuk-body">{note}</p>
          ))}
        </InsetText>
      )}
      {isChecked ? (
        <Checked imported={imported} isToInvite={isToInvite} />
      ) : (
        <Progress imported={imported} />
      )}
      <Lines title="Left out in the end" all={imported.leftOut} listed={lists.leftOut} reasons />
      <Lines title="Refused" all={counts.refused} listed={lists.refused} reasons>
        <p class="govuk-body">
          <a class="govuk-link" href={rosterPaths.importRefused(id)}>
            Download all refused lines with their reasons (CSV)
          </a>
        </p>
      </Lines>
      <Lines
        title={isChecked ? 'Would be changed' : 'Known, with changes'}
        all={counts.change}
        listed={lists.change}
        changes={isChecked ? 'to-come' : 'done'}
      />
      <Lines title={isChecked ? 'Would be added' : 'New'} all={counts.new} listed={lists.new} />
    </WorkspacePage>
  )
}

function Counts({ counts }: { counts: PersonImport['counts'] }) {
  return (
    <SummaryList
      rows={[
        { key: 'New', value: `${peopleText(counts.new)} would be added` },
        { key: 'Known', value: `${peopleText(counts.change)} would be changed` },
        { key: 'Unchanged', value: `${peopleText(counts.unchanged)} known as they are here` },
        { key: 'Refused', value: `${counted(counts.refused, 'line')} would be left out` },
      ]}
    />
  )
}

function Checked({ imported, isToInvite }: { imported: PersonImport; isToInvite: boolean }) {
  const { id, counts } = imported
  const toDo = counts.new + counts.change
  return (
    <>
      <p class="govuk-body">Nothing has been done yet. This is what would happen:</p>
      <Counts counts={counts} />
      {toDo === 0 && (
        <p class="govuk-body">There is nothing to do: nobody would be added or changed.</p>
      )}
      {toDo > 0 && (
        <>
          <ul class="govuk-list govuk-list--bullet">
            <li>
              New people can learn and hold the role Practitioner. Nobody can sign in before they
              have proved their email address themselves.
            </li>
            <li>
              New and changed people are asked to check their details when they first sign in.
            </li>
            <li>Afterwards Cairn looks for records that may be one person twice.</li>
          </ul>
          <PostForm action={rosterPaths.importStart(id)} label="Do it">
            {counts.new > 0 && (
              <CheckboxesField
                form={formWith({ invites: isToInvite ? 'yes' : undefined })}
                name="invites"
                legend="Emails"
                hint="Without a tick no email is sent. You can invite people later, one by one."
                items={[
                  {
                    value: 'yes',
                    text:
                      counts.new === 1
                        ? 'Invite the new person by email'
                        : `Invite the ${number(counts.new)} new people by email`,
                  },
                ]}
              />
            )}
            <SubmitButton>{`Do it: ${number(counts.new)} new, ${number(counts.change)} changed`}</SubmitButton>
          </PostForm>
        </>
      )}
      <PostButton action={rosterPaths.importDrop(id)} classes="govuk-button--secondary">
        Forget this list
      </PostButton>
    </>
  )
}

function Progress({ imported }: { imported: PersonImport }) {
  const { id, counts, done, leftOut } = imported
  const toDo = counts.new + counts.change
  if (imported.finishedAt)
    return (
      <>
        <p class="govuk-body">
          Done on {formatDateTime(imported.finishedAt)}: {peopleText(counts.new)} added,{' '}
          {peopleText(counts.change)} changed
          {leftOut > 0 && `, ${counted(leftOut, 'line')} left out in the end`}.{' '}
          {counted(counts.refused, 'line')} refused, {number(counts.unchanged)} known as they were.
        </p>
        {counts.new > 0 && (
          <p class="govuk-body">
            {imported.invites
              ? 'An invitation was sent by email to everybody who was added.'
              : 'Nobody was written to. You can invite people from their records.'}
          </p>
        )}
        {(imported.duplicates ?? 0) > 0 && (
          <p class="govuk-body">
            {imported.duplicates === 1
              ? '1 pair of records may be one person.'
              : `${number(imported.duplicates!)} pairs of records may be one person each.`}{' '}
            <a class="govuk-link" href={duplicatePaths.list}>
              Look at duplicates
            </a>
          </p>
        )}
      </>
    )
  return (
    <>
      <p class="govuk-body">
        {done < toDo
          ? `${number(done)} of ${counted(toDo, 'line')} done. You can leave this page: it goes on by itself.`
          : 'All lines are done. Looking for records that may be one person twice.'}
      </p>
      <Button href={rosterPaths.imported(id)} classes="govuk-button--secondary">
        Show how far it is now
      </Button>
    </>
  )
}

function Lines(props: {
  title: string
  all: number
  listed: ImportLine[]
  reasons?: boolean
  changes?: 'to-come' | 'done'
  children?: preact.ComponentChildren
}) {
  const { title, all, listed } = props
  if (all === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">{`${title}: ${counted(all, 'line')}`}</h2>
      {props.children}
      {listed.length === 0 && <p class="govuk-body">The lines themselves are no longer kept.</p>}
      {all > listed.length && listed.length > 0 && (
        <p class="govuk-body">The first {listed.length} are listed here.</p>
      )}
      {listed.length > 0 && (
        <Scroll label={title}>
          <Table
            classes="cairn-stacked-table"
            caption={title}
            captionClasses="govuk-visually-hidden"
            head={[
              { text: 'Line' },
              { text: 'Name' },
              { text: 'Organisation' },
              ...(props.reasons ? [{ text: 'Why' }] : []),
              ...(props.changes ? [{ text: 'What changes' }] : []),
            ]}
            rows={listed.map((each) => [
              { text: `Line ${each.line}` },
              {
                text: (
                  <>
                    {each.name}
                    <br />
                    <span class="cairn-meta">{each.email}</span>
                  </>
                ),
              },
              { text: each.organisation ?? '' },
              ...(props.reasons ? [{ text: each.reason }] : []),
              ...(props.changes ? [{ text: changesText(each, props.changes) }] : []),
            ])}
          />
        </Scroll>
      )}
    </>
  )
}

/** What a line changes; before it does, with the words that it would replace. */
function changesText(line: ImportLine, changes: 'to-come' | 'done'): string {
  const replaced: Record<string, string | null> = {
    name: line.currentName,
    organisation: line.currentOrganisation,
  }
  return line.changes
    .map((change) =>
      changes === 'to-come' && replaced[change] ? `${change}, now “${replaced[change]}”` : change,
    )
    .join('; ')
}
