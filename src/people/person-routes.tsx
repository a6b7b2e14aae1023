import { Hono } from 'hono'
import { may } from '../platform/access.ts'
import { ukDate } from '../platform/clock.ts'
import { Conflict, NotFound } from '../platform/errors.ts'
import { emptyForm, readForm, withError, type FormState } from '../platform/forms.ts'
import { todayOf, type AppContext, type AppEnv } from '../platform/web.ts'
import { formWith, hasErrors } from '../ui/form.tsx'
import { renderPage } from '../ui/layout.tsx'
import { freshProof } from './account/fresh-proof.ts'
import { tellAuditEntries } from './audit/audit-log.ts'
import { formAfterSearch, pickOrganisation } from './organisations/organisation-pick.ts'
import {
  findChosenOrganisations,
  type FoundOrganisation,
} from './organisations/organisation-picker-queries.ts'
import { listAffiliationHistory } from './affiliations/affiliation-queries.ts'
import { listFormerNames } from './details-check/former-name-queries.ts'
import { findPersonDetails } from './details-check/own-details.ts'
import type { DetailsRecord } from './details-check/person-employers.tsx'
import { managePeople, roleNames } from './people-access.ts'
import { personPaths } from './people-paths.ts'
import {
  detailsForm,
  NewPersonForm,
  noOrganisation,
  RoleForm,
  RoleRemovalForm,
} from './person-forms.ts'
import { PersonPage } from './person-page.tsx'
import { ConfirmPage, NewPersonPage, PersonDetailsPage } from './person-pages.tsx'
import { findKeptRecord, findPerson, type PersonRecord } from './person-queries.ts'
import {
  addPerson,
  bringBack,
  changeDetails,
  endSessionsOf,
  giveRole,
  inviteAgain,
  markAsLeaver,
  resetSecondFactor,
  takeRole,
} from './roster.ts'
import { listHeldAtLeaving, listStillHeld } from './privacy/still-held-queries.ts'
import { siteOf } from './site.ts'

export const personRoutes = new Hono<AppEnv>()

const said: Record<string, string> = {
  added: 'Added. An email with what to do next is on its way to them.',
  changed: 'The details have been changed.',
  'employer-added': 'The employer has been added.',
  'employer-changed': 'The employer has been changed.',
  'employer-left': 'The employer has been ended.',
  asked: 'They are asked to check their details when they next sign in.',
  'role-given': 'The role has been given. It holds from their next page on.',
  'role-taken': 'The role has been taken away. It is gone from their next page on.',
  invited: 'The invitation is on its way.',
  'signed-out': 'They have been signed out everywhere.',
  reset: 'The second factor has been reset, and they have been signed out.',
  left: 'Marked as a leaver. They have been signed out everywhere.',
  merged: 'The record that you asked for was merged into this one.',
  erased: 'The record has been erased, and the person has had a last email.',
  back: 'They are back. An email with what to do next is on its way to them. Give them their roles again.',
}

personRoutes.get('/manage/people/new', may(managePeople), freshProof(), async (c) => {
  const asked = c.req.query('organisation') ?? ''
  const found = await findChosenOrganisations(c.var.database, asked, todayOf(c))
  const form = formWith({ organisationId: found.length === 1 ? found[0]!.id : undefined })
  return newPersonPage(c, form, { status: 200, found })
})

personRoutes.post(
  '/manage/people',
  may(managePeople),
  freshProof(() => personPaths.new),
  async (c) => {
    const form = await readForm(c, NewPersonForm)
    const search = await searchFor(c, form)
    if (search.again) return newPersonPage(c, search.again, search)
    if (!form.ok) return newPersonPage(c, form, { ...search, status: 422 })
    const result = await addPerson(c.var.services, form.value, c.var.person!)
    if (result.ok) return c.redirect(`${personPaths.show(result.personId)}?done=added`, 303)
    const message = result.hasLeft
      ? 'Somebody with this email address has left. Open their record and say that they are back'
      : 'Somebody with this email address is here already'
    return newPersonPage(
      c,
      withError(form, 'email', message),
      { ...search, status: 422 },
      result.personId,
    )
  },
)

personRoutes.get('/manage/people/:id', may(managePeople), async (c) => {
  const kept = await findKeptRecord(c.var.database, c.req.param('id'))
  if (kept) return c.redirect(`${personPaths.show(kept)}?done=merged`, 302)
  return personPage(c, await personOf(c), emptyForm, 200)
})

personRoutes.get('/manage/people/:id/details', may(managePeople), freshProof(), async (c) => {
  const person = await presentPersonOf(c)
  const { name, email } = person
  return detailsPage(c, person, formWith({ name, email, nameChange: 'new' }), 200)
})

personRoutes.post(
  '/manage/people/:id/details',
  may(managePeople),
  freshProof((c) => personPaths.details(c.req.param('id')!)),
  async (c) => {
    const person = await presentPersonOf(c)
    const form = await readForm(c, detailsForm(person))
    if (!form.ok) return detailsPage(c, person, form, 422)
    const result = await changeDetails(c.var.services, person.id, form.value, c.var.person!)
    if (result.ok) return c.redirect(`${personPaths.show(person.id)}?done=changed`, 303)
    const refused = withError(form, 'email', 'Somebody else has this email address')
    return detailsPage(c, person, refused, 422, result.personId)
  },
)

personRoutes.post(
  '/manage/people/:id/roles',
  may(managePeople),
  freshProof((c) => personPaths.show(c.req.param('id')!)),
  async (c) => {
    const person = await personOf(c)
    const form = await readForm(c, RoleForm)
    const search = await searchFor(c, form)
    if (search.again) return personPage(c, person, search.again, search.status, search.found)
    if (!form.ok) return personPage(c, person, form, 422, search.found)
    const result = await giveRole(c.var.services, person.id, form.value, c.var.person!)
    if (result.ok) return c.redirect(`${personPaths.show(person.id)}?done=role-given`, 303)
    const message =
      result.reason === 'has-it'
        ? `${person.name} has this role already`
        : `${person.name} has left. Say first that they are back`
    return personPage(c, person, withError(form, 'role', message), 422, search.found)
  },
)

personRoutes.post(
  '/manage/people/:id/roles/removal',
  may(managePeople),
  freshProof((c) => personPaths.show(c.req.param('id')!)),
  async (c) => {
    const person = await personOf(c)
    const form = await readForm(c, RoleRemovalForm)
    if (!form.ok) return personPage(c, person, withError(emptyForm, 'form', 'Choose a role'), 422)
    const result = await takeRole(c.var.services, person.id, form.value, c.var.person!)
    if (result.ok) return c.redirect(`${personPaths.show(person.id)}?done=role-taken`, 303)
    return personPage(c, person, withError(emptyForm, 'form', refusals[result.reason]), 422)
  },
)

personRoutes.post(
  '/manage/people/:id/invitation',
  may(managePeople),
  freshProof((c) => personPaths.show(c.req.param('id')!)),
  async (c) => {
    const person = await presentPersonOf(c)
    await inviteAgain(c.var.services, person.id, c.var.person!)
    return c.redirect(`${personPaths.show(person.id)}?done=invited`, 303)
  },
)

personRoutes.post('/manage/people/:id/sessions/end', may(managePeople), async (c) => {
  const person = await personOf(c)
  await endSessionsOf(c.var.services, person.id, c.var.person!)
  return c.redirect(`${personPaths.show(person.id)}?done=signed-out`, 303)
})

personRoutes.get(
  '/manage/people/:id/second-factor-reset',
  may(managePeople),
  freshProof(),
  async (c) => {
    const person = await presentPersonOf(c)
    return c.html(
      renderPage(
        <ConfirmPage
          site={await siteOf(c)}
          person={person}
          title="Reset the second factor"
          happens={[
            `The codes of ${person.name}’s app, their passkeys and all recovery codes stop working.`,
            'They are signed out everywhere, and get an email about it.',
            'Where a role needs a second factor, they set up a new one when they next sign in.',
          ]}
          button="Reset the second factor"
          action={personPaths.secondFactorReset(person.id)}
        >
          Do this only when you know that it is {person.name} who asks: speak with them, or see
          them.
        </ConfirmPage>,
      ),
    )
  },
)

personRoutes.post(
  '/manage/people/:id/second-factor-reset',
  may(managePeople),
  freshProof((c) => personPaths.secondFactorReset(c.req.param('id')!)),
  async (c) => {
    const person = await presentPersonOf(c)
    const result = await resetSecondFactor(c.var.services, person.id, c.var.person!)
    if (result.ok) return c.redirect(`${personPaths.show(person.id)}?done=reset`, 303)
    return personPage(c, person, withError(emptyForm, 'form', refusals[result.reason]), 422)
  },
)

personRoutes.get('/manage/people/:id/leaving', may(managePeople), async (c) => {
  const person = await presentPersonOf(c)
  const held = await listStillHeld(c.var.database, person.id)
  return c.html(
    renderPage(
      <ConfirmPage
        site={await siteOf(c)}
        person={person}
        title="Mark as a leaver"
        happens={[
          `${person.name} is signed out everywhere and can no longer sign in.`,
          'Their roles and their place in an organisation end at once.',
          'What they have done and learned stays on record.',
          ...held.map(({ title, entries }) => `${title}: ${entries}.`),
        ]}
        button="Mark as a leaver"
        action={personPaths.leaving(person.id)}
      />,
    ),
  )
})

personRoutes.post('/manage/people/:id/leaving', may(managePeople), async (c) => {
  const person = await personOf(c)
  const result = await markAsLeaver(c.var.services, person.id, c.var.person!)
  if (result.ok) return c.redirect(`${personPaths.show(person.id)}?done=left`, 303)
  return personPage(c, person, withError(emptyForm, 'form', refusals[result.reason]), 422)
})

personRoutes.post(
  '/manage/people/:id/return',
  may(managePeople),
  freshProof((c) => personPaths.show(c.req.param('id')!)),
  async (c) => {
    const person = await personOf(c)
    await bringBack(c.var.services, person.id, c.var.person!)
    return c.redirect(`${personPaths.show(person.id)}?done=back`, 303)
  },
)

const refusals = {
  'own-account': 'You cannot do this to yourself. Ask another officer',
  'last-officer': 'This is the only officer. Make somebody else an officer first',
  none: 'There is no second factor to reset',
}

type Search = { status: 200 | 422; found: FoundOrganisation[] }

/**
 * What the organisation of a form comes to: with `again` the page is shown once more, as a search found several or the
 * choice is none; else the form goes on. Nothing typed and nothing chosen is no organisation.
 */
async function searchFor(c: AppContext, form: FormState): Promise<Search & { again?: FormState }> {
  const { values } = form
  const isSearch = Boolean(values['organisationId-search'])
  if (values['organisationId'] === noOrganisation && !isSearch) return { status: 422, found: [] }
  const pick = await pickOrganisation(c.var.database, values, todayOf(c))
  if (pick.ok) return { status: 422, found: [pick.organisation] }
  const { found } = pick
  if (pick.reason === 'nothing' && !isSearch) return { status: 422, found }
  const again = formAfterSearch(form, pick)
  return { status: hasErrors(again) ? 422 : 200, found, again }
}

async function personOf(c: AppContext): Promise<PersonRecord> {
  const person = await findPerson(c.var.database, todayOf(c), c.req.param('id') ?? '')
  if (!person && (await findKeptRecord(c.var.database, c.req.param('id') ?? '')))
    throw new Conflict('This record has been merged into another, so nothing was changed.')
  if (!person) throw new NotFound('there is no such person')
  return person
}

/** Somebody who has not left: the record of a leaver is only looked at. */
async function presentPersonOf(c: AppContext): Promise<PersonRecord> {
  const person = await personOf(c)
  if (person.leftAt) throw new NotFound('this person has left')
  return person
}

async function personPage(
  c: AppContext,
  person: PersonRecord,
  form: FormState,
  status: 200 | 422,
  found: FoundOrganisation[] = [],
): Promise<Response> {
  const history = await tellAuditEntries(
    c.var.services,
    { subjectKind: 'person', subjectId: person.id },
    30,
  )
  return c.html(
    renderPage(
      <PersonPage
        site={await siteOf(c)}
        person={person}
        isOwn={person.id === c.var.person!.id}
        form={form}
        found={found}
        record={await detailsRecordOf(c, person.id)}
        history={history}
        heldAtLeaving={
          person.leftAt && !person.erasedAt
            ? await listHeldAtLeaving(
                c.var.database,
                { id: person.id, leftAt: person.leftAt },
                roleNames,
              )
            : []
        }
        success={status === 200 ? said[c.req.query('done') ?? ''] : undefined}
      />,
    ),
    status,
  )
}

async function newPersonPage(
  c: AppContext,
  form: FormState,
  { status, found }: Search,
  knownId?: string,
): Promise<Response> {
  return c.html(
    renderPage(
      <NewPersonPage
        site={await siteOf(c)}
        form={form}
        found={found}
        known={knownId ? { id: knownId } : undefined}
      />,
    ),
    status,
  )
}

async function detailsPage(
  c: AppContext,
  person: PersonRecord,
  form: FormState,
  status: 200 | 422,
  knownId?: string,
): Promise<Response> {
  return c.html(
    renderPage(
      <PersonDetailsPage
        site={await siteOf(c)}
        person={person}
        form={form}
        known={knownId ? { id: knownId } : undefined}
      />,
    ),
    status,
  )
}

async function detailsRecordOf(c: AppContext, personId: string): Promise<DetailsRecord> {
  const { database, services } = c.var
  const now = services.clock.now()
  return {
    details: (await findPersonDetails(database, personId, now))!,
    history: await listAffiliationHistory(database, personId, ukDate(now)),
    formerNames: await listFormerNames(database, personId),
  }
}
