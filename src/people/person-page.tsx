import { roles } from '../platform/access.ts'
import type { FormState } from '../platform/forms.ts'
import { formatDate, formatDateTime } from '../ui/dates.ts'
import {
  FormErrors,
  PostButton,
  PostForm,
  SelectField,
  SubmitButton,
  hasErrors,
} from '../ui/form.tsx'
import { Details } from '../ui/govuk/details.tsx'
import { SummaryList } from '../ui/govuk/summary-list.tsx'
import { Table } from '../ui/govuk/table.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { WorkspacePage } from '../ui/workspace.tsx'
import { AuditSentences, type ToldEntry } from './audit/audit-pages.tsx'
import { roleMeanings, roleNames } from './people-access.ts'
import { duplicatePaths, organisationPaths, personPaths } from './people-paths.ts'
import { OrganisationPicker, pickerScripts } from './organisations/organisation-picker.tsx'
import type { FoundOrganisation } from './organisations/organisation-picker-queries.ts'
import { noOrganisation } from './person-forms.ts'
import { EnterButton, SignInState } from './person-pages.tsx'
import {
  DetailsCheckSummary,
  PersonEmployers,
  type DetailsRecord,
} from './details-check/person-employers.tsx'
import type { PersonRecord } from './person-queries.ts'
import { erasurePaths } from './privacy/privacy-paths.ts'

/** Everything an officer sees and does about one person. */
export function PersonPage(props: {
  site: SiteContext
  person: PersonRecord
  /** Is this the officer's own record? */
  isOwn: boolean
  /** The form that gives a role. */
  form: FormState
  /** Organisations to choose from for it. */
  found: readonly FoundOrganisation[]
  /** Employers, and the details check. */
  record: DetailsRecord
  history: ToldEntry[]
  /** Of a leaver: what ended when they left, and what is open still. */
  heldAtLeaving: string[]
  success?: string | undefined
}) {
  const { site, person, form } = props
  return (
    <WorkspacePage
      site={site}
      title={person.name}
      hasErrors={hasErrors(form)}
      success={props.success}
      scripts={pickerScripts}
      breadcrumbs={[{ text: 'People', href: personPaths.list }]}
    >
      <FormErrors form={form} />
      <div class="cairn-split">
        <div>
          <PersonSummary person={person} />
          <PersonEmployers {...props.record} hasLeft={person.leftAt !== null} />
          <DetailsCheckSummary {...props.record} hasLeft={person.leftAt !== null} />
          {!person.leftAt && <Roles {...props} />}
          {props.heldAtLeaving.length > 0 && <HeldAtLeaving held={props.heldAtLeaving} />}
        </div>
        <aside class="cairn-aside" aria-label="What you can do">
          <h2 class="govuk-heading-s">What you can do</h2>
          <Actions person={person} isOwn={props.isOwn} />
        </aside>
      </div>
      <h2 class="govuk-heading-m">What has been done</h2>
      <AuditSentences entries={props.history} />
    </WorkspacePage>
  )
}

function PersonSummary({ person }: { person: PersonRecord }) {
  const change = person.leftAt
    ? undefined
    : (what: string) => ({
        items: [{ text: 'Change', href: personPaths.details(person.id), visuallyHiddenText: what }],
      })
  return (
    <SummaryList
      rows={[
        { key: 'Name', value: person.name, actions: change?.('name') },
        {
          key: 'Email address',
          value: `${person.email}${person.emailVerifiedAt ? '' : ' (not proved yet)'}`,
          actions: change?.('email address'),
        },
        {
          key: 'Main employer',
          value: person.organisation ? (
            <a class="govuk-link" href={organisationPaths.show(person.organisation.id)}>
              {person.organisation.name}
            </a>
          ) : (
            'None'
          ),
        },
        { key: 'Signing in', value: <SignInState person={person} /> },
        {
          key: 'Last signed in',
          value: person.lastSignedInAt ? formatDateTime(person.lastSignedInAt) : 'Never',
        },
        { key: 'Added', value: formatDate(person.createdAt) },
      ]}
    />
  )
}

function HeldAtLeaving({ held }: { held: string[] }) {
  return (
    <>
      <h2 class="govuk-heading-m">When they left</h2>
      <ul class="govuk-list govuk-list--bullet">
        {held.map((words) => (
          <li>{words}</li>
        ))}
      </ul>
    </>
  )
}

function Roles(props: {
  person: PersonRecord
  form: FormState
  found: readonly FoundOrganisation[]
}) {
  const { person, form, found } = props
  return (
    <>
      <h2 class="govuk-heading-m">Roles</h2>
      {person.roles.length === 0 && <p class="govuk-body">None.</p>}
      {person.roles.length > 0 && (
        <Table
          caption="Roles"
          captionClasses="govuk-visually-hidden"
          firstCellIsHeader
          head={[{ text: 'Role' }, { text: 'Since' }, { text: 'Take away' }]}
          rows={person.roles.map((held) => [
            {
              text: held.organisationName
                ? `${roleNames[held.role]} of ${held.organisationName}`
                : roleNames[held.role],
            },
            { text: formatDate(held.since) },
            {
              text: (
                <PostButton
                  action={personPaths.roleRemoval(person.id)}
                  classes="govuk-button--secondary cairn-button--small"
                  fields={{ role: held.role, organisationId: held.organisationId ?? '' }}
                >
                  Take away
                  <span class="govuk-visually-hidden"> {roleNames[held.role]}</span>
                </PostButton>
              ),
            },
          ])}
        />
      )}
      <Details
        summary="Give a role"
        {...(Object.keys(form.values).length > 0 || hasErrors(form) ? { open: true } : {})}
      >
        <PostForm action={personPaths.roles(person.id)} label="Give a role">
          <EnterButton>Give the role</EnterButton>
          <SelectField
            form={form}
            name="role"
            label="Role"
            items={[
              { value: '', text: 'Choose a role' },
              ...roles.map((role) => ({
                value: role,
                text: `${roleNames[role]}: ${roleMeanings[role]}`,
              })),
            ]}
          />
          <OrganisationPicker
            form={form}
            label="Organisation, for an agency lead"
            found={found}
            otherwise={{ value: noOrganisation, text: 'None of these' }}
          />
          <SubmitButton classes="govuk-button--secondary">Give the role</SubmitButton>
        </PostForm>
      </Details>
    </>
  )
}

function Actions({ person, isOwn }: { person: PersonRecord; isOwn: boolean }) {
  if (person.erasedAt)
    return (
      <p>Erased on {formatDate(person.erasedAt)}. What is left leads to nobody, and stays so.</p>
    )
  if (person.leftAt) {
    return (
      <>
        <p>Left on {formatDate(person.leftAt)}. Nobody can sign in with this record.</p>
        <PostButton action={personPaths.coming(person.id)} classes="govuk-button--secondary">
          This person is back
        </PostButton>
        <p>
          <a class="govuk-link" href={erasurePaths.preview(person.id)}>
            Erase the record
          </a>
        </p>
      </>
    )
  }
  if (isOwn) {
    return (
      <p>
        This is you. Your password and second factor are under <a href="/account">your account</a>.
        Another officer takes your roles away or marks you as a leaver.
      </p>
    )
  }
  return (
    <>
      {!person.hasPassword && !person.hasPasskey && !person.hasLinkedAccount && (
        <PostButton action={personPaths.invitation(person.id)} classes="govuk-button--secondary">
          Send the invitation again
        </PostButton>
      )}
      <PostButton action={personPaths.sessionsEnd(person.id)} classes="govuk-button--secondary">
        Sign out everywhere
      </PostButton>
      <ul class="govuk-list">
        {(person.secondFactorSince || person.hasPasskey) && (
          <li>
            <a class="govuk-link" href={personPaths.secondFactorReset(person.id)}>
              Reset the second factor
            </a>
          </li>
        )}
        <li>
          <a
            class="govuk-link"
            href={`${duplicatePaths.compare}?one=${encodeURIComponent(person.email)}`}
          >
            There is a second record of this person
          </a>
        </li>
        <li>
          <a class="govuk-link" href={personPaths.leaving(person.id)}>
            Mark as a leaver
          </a>
        </li>
        <li>
          <a class="govuk-link" href={erasurePaths.preview(person.id)}>
            Erase the record
          </a>
        </li>
      </ul>
    </>
  )
}
