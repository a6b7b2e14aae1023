import type { FormState } from '../../platform/forms.ts'
import { formatDate } from '../../ui/dates.ts'
import {
  FormErrors,
  PostForm,
  SelectField,
  SubmitButton,
  TextField,
  TextareaField,
  hasErrors,
} from '../../ui/form.tsx'
import { SummaryList } from '../../ui/govuk/summary-list.tsx'
import { PageLinks } from '../../ui/page-links.tsx'
import type { SiteContext } from '../../ui/site-context.ts'
import { WorkspacePage } from '../../ui/workspace.tsx'
import { counted, namesText } from '../../ui/counts-and-lists.ts'
import { organisationPaths, personPaths } from '../people-paths.ts'
import { OrganisationPicker, pickerScripts } from './organisation-picker.tsx'
import type { FoundOrganisation } from './organisation-picker-queries.ts'
import { PlaceFields } from './organisation-pages.tsx'
import { requestsOnPage, type OrganisationRequest } from './request-decision-queries.ts'
import { KnownOrganisation, placeWords } from './organisation-words.tsx'

type Sector = { code: string; name: string }
const wayUp = [{ text: 'Organisations', href: organisationPaths.list }]

/** What waits for a decision, with the listed ones that each may mean beside it. */
export function RequestsPage(props: {
  site: SiteContext
  requests: { request: OrganisationRequest; similar: FoundOrganisation[] }[]
  /** How many wait, on all pages. */
  total: number
  page: number
  success?: string | undefined
}) {
  const { requests, total } = props
  return (
    <WorkspacePage
      site={props.site}
      title="Organisations that are not listed"
      success={props.success}
      breadcrumbs={wayUp}
    >
      <p class="govuk-body">
        {total === 0
          ? 'None waits. Whoever does not find theirs when they register asks for it here.'
          : `${counted(total, 'organisation waits', 'organisations wait')}, the first asked for first. Whoever asked is in already; nobody else can choose it until you have decided.`}
      </p>
      <ol class="cairn-requests">
        {requests.map(({ request, similar }) => (
          <li class="cairn-requests__item">
            <div>
              <h2 class="govuk-heading-m">
                <a class="govuk-link" href={organisationPaths.request(request.id)}>
                  {request.name}
                </a>
              </h2>
              <p class="govuk-body">
                {placeText(request)}
                <br />
                <span class="cairn-meta">
                  {namesText(
                    request.people.map(({ name }) => name),
                    3,
                  ) || 'Somebody'}
                  , {formatDate(request.requestedAt)}
                </span>
              </p>
            </div>
            <div>
              <h3 class="govuk-heading-s">Like it in the register</h3>
              {similar.length === 0 ? (
                <p class="govuk-body">None was found.</p>
              ) : (
                <ul class="govuk-list">
                  {similar.slice(0, 3).map((one) => (
                    <li>
                      <a class="govuk-link" href={organisationPaths.show(one.id)}>
                        {one.name}
                      </a>
                      <br />
                      <span class="cairn-meta">
                        {[one.sector, placeWords(one)].filter(Boolean).join(', ')}
                      </span>
                    </li>
                  ))}
                </ul>
              )}
            </div>
          </li>
        ))}
      </ol>
      <PageLinks
        path={organisationPaths.requests}
        page={props.page}
        pages={Math.ceil(total / requestsOnPage)}
      />
    </WorkspacePage>
  )
}

const placeText = ({ sector, place, postcode }: OrganisationRequest): string =>
  [sector.name, placeWords({ place, postcode })].filter(Boolean).join(', ')

/** One request, and the three things that can come of it. */
export function RequestPage(props: {
  site: SiteContext
  request: OrganisationRequest
  /** To choose from: what is like it, or what a search found. */
  found: FoundOrganisation[]
  sectors: Sector[]
  approval: FormState
  match: FormState
  refusal: FormState
  known?: string | undefined
}) {
  const { request, approval, match, refusal } = props
  const wrong = [approval, match, refusal].find(hasErrors)
  return (
    <WorkspacePage
      site={props.site}
      title={request.name}
      caption="Asked for"
      hasErrors={wrong !== undefined}
      breadcrumbs={[...wayUp, { text: 'Not listed', href: organisationPaths.requests }]}
      scripts={pickerScripts}
    >
      {wrong && <FormErrors form={wrong} />}
      <KnownOrganisation id={props.known} />
      <SummaryList
        rows={[
          { key: 'Sector', value: request.sector.name },
          Boolean(request.place) && { key: 'Place', value: request.place },
          Boolean(request.postcode) && { key: 'Postcode', value: request.postcode },
          Boolean(request.website) && { key: 'Website', value: request.website },
          { key: 'Asked for', value: formatDate(request.requestedAt) },
          {
            key: 'Who works there',
            value: (
              <ul class="govuk-list">
                {request.people.map(({ id, name, email }) => (
                  <li>
                    <a class="govuk-link" href={personPaths.show(id)}>
                      {name}
                    </a>
                    , {email}
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
      />
      <section aria-labelledby="match">
        <h2 class="govuk-heading-m" id="match">
          It is one that is listed
        </h2>
        <p class="govuk-body">
          Whoever works there works at the listed one from the day on which they said so, and gets
          an email. What they have learned counts for it.
        </p>
        <PostForm
          action={organisationPaths.requestMatch(request.id)}
          label="It is one that is listed"
        >
          <OrganisationPicker
            form={match}
            name="listedId"
            label="Find the listed organisation"
            found={props.found}
            legend="Which one is it?"
          />
          <SubmitButton>It is this one</SubmitButton>
        </PostForm>
      </section>
      <section aria-labelledby="approval">
        <h2 class="govuk-heading-m" id="approval">
          It is an organisation of its own
        </h2>
        <p class="govuk-body">Correct what is wrong. Everybody can choose it from then on.</p>
        <PostForm
          action={organisationPaths.requestApproval(request.id)}
          label="It is an organisation of its own"
        >
          <TextField form={approval} name="name" label="Name" autocomplete="off" />
          <SelectField
            form={approval}
            name="sectorCode"
            label="Sector"
            items={props.sectors.map(({ code, name }) => ({ value: code, text: name }))}
          />
          <PlaceFields form={approval} />
          <SubmitButton>List it</SubmitButton>
        </PostForm>
      </section>
      <section aria-labelledby="refusal">
        <h2 class="govuk-heading-m" id="refusal">
          It cannot be listed
        </h2>
        <p class="govuk-body">
          Whoever works there gets your reason by email, and is asked to choose another organisation
          at their next visit. Their account stays as it is.
        </p>
        <PostForm action={organisationPaths.requestRefusal(request.id)} label="It cannot be listed">
          <TextareaField
            form={refusal}
            name="reason"
            label="Why not?"
            hint="A sentence or two to the person. Do not write about children or families."
            rows={3}
          />
          <SubmitButton classes="govuk-button--warning">Do not list it</SubmitButton>
        </PostForm>
      </section>
    </WorkspacePage>
  )
}
