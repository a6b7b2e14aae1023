import type { FormState } from '../platform/forms.ts'
import { datePartsOf } from '../ui/dates.ts'
import {
  DateField,
  FormErrors,
  HiddenField,
  PostButton,
  PostForm,
  RadiosField,
  SubmitButton,
  TextareaField,
  TextField,
  boldLabel,
  hasErrors,
} from '../ui/form.tsx'
import { Button } from '../ui/govuk/button.tsx'
import { Details } from '../ui/govuk/details.tsx'
import { InsetText } from '../ui/govuk/inset-text.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { WorkspacePage } from '../ui/workspace.tsx'
import { EditorChecks } from './editor-check-list.tsx'
import type { EditorCheck } from './editor-checks.ts'
import { PublicationHeader } from './publication-header.tsx'
import { publicationPaths } from './publication-paths.ts'
import type { PublicationStatus } from './publication-status.ts'

type Props = {
  site: SiteContext
  status: PublicationStatus
  form: FormState
  checks: readonly EditorCheck[]
  /** What was just done. */
  success?: string | undefined
}

/** Where a publication is reviewed, published, planned, withdrawn: whatever its kind. */
export function PublicationPage({ site, status, form, checks, success }: Props) {
  const { kind, draft, publicVersion } = status
  return (
    <WorkspacePage
      site={site}
      title={`Review and publish: ${status.title}`}
      heading={status.title}
      caption={capital(kind.noun)}
      hasErrors={hasErrors(form)}
      success={success}
      breadcrumbs={[]}
    >
      <FormErrors form={form} />
      <PublicationHeader status={status} place="show" />
      {draft === 'in-review' && <LastWish status={status} />}
      {draft === 'draft' && <LastWish status={status} />}
      {status.canBeReviewed && <AskForReview status={status} />}
      {draft === 'in-review' && <Review status={status} form={form} />}
      {draft === 'scheduled' && <Plan status={status} />}
      <EditorChecks checks={checks} />
      {publicVersion !== null && <AgainReviewed status={status} form={form} />}
      {publicVersion !== null && <Withdrawal status={status} form={form} />}
    </WorkspacePage>
  )
}

/** What a reviewer asked for when the version was last given back. */
function LastWish({ status }: { status: PublicationStatus }) {
  const last = status.events.find(({ action }) => action === 'returned' || action === 'published')
  if (last?.action !== 'returned' || !last.note) return null
  return (
    <InsetText>
      <p class="govuk-body">
        {last.by ?? 'The system'} gave version {last.version} back and wrote:
      </p>
      <p class="govuk-body cairn-typed">{last.note}</p>
    </InsetText>
  )
}

function AskForReview({ status }: { status: PublicationStatus }) {
  const { publication, obstacles, kind } = status
  return (
    <section aria-labelledby="ask">
      <h2 class="govuk-heading-m" id="ask">
        Ask for a review
      </h2>
      {obstacles.length > 0 ? (
        <>
          <p class="govuk-body">Before another person can review it, put this right:</p>
          <ul class="govuk-list govuk-list--bullet">
            {obstacles.map((obstacle) => (
              <li>{obstacle}</li>
            ))}
          </ul>
          <Button href={kind.editPath(publication.id)}>Edit</Button>
        </>
      ) : (
        <>
          <p class="govuk-body">
            Another person of the business unit reads version {status.version} and publishes it or
            gives it back. Two people see every page before the public does.
          </p>
          <PostButton action={publicationPaths.review(publication.id)}>Ask for a review</PostButton>
        </>
      )}
    </section>
  )
}

function Review({ status, form }: { status: PublicationStatus; form: FormState }) {
  const { publication, isOwnWork, publicVersion, version, kind } = status
  return (
    <section aria-labelledby="review">
      <h2 class="govuk-heading-m" id="review">
        Review version {version}
      </h2>
      {kind.preview && (
        <p class="govuk-body">
          <a class="govuk-link" href={publicationPaths.preview(publication.id)}>
            Read it as the public will see it
          </a>
        </p>
      )}
      {publicVersion !== null && publicVersion !== version && (
        <p class="govuk-body">
          <a
            class="govuk-link"
            href={publicationPaths.compare(publication.id, publicVersion, version)}
          >
            See what changed since the version the public reads
          </a>
        </p>
      )}
      {isOwnWork ? (
        <>
          <InsetText>
            You wrote this version or asked for its review, so another person must publish it.
          </InsetText>
          <PostButton
            action={publicationPaths.returning(publication.id)}
            fields={{ note: 'Taken back to be changed.' }}
            classes="govuk-button--secondary"
          >
            Take it back
          </PostButton>
        </>
      ) : (
        <>
          <PublishForm status={status} form={form} />
          <ReturnForm status={status} form={form} />
        </>
      )}
    </section>
  )
}

function PublishForm({ status, form }: { status: PublicationStatus; form: FormState }) {
  const { publication, kind, version } = status
  const opened: FormState = {
    errors: form.errors,
    values: {
      ...nextReviewOf(status, 'reviewDueOn'),
      when: 'now',
      ...form.values,
      version: String(version),
    },
  }
  return (
    <PostForm action={publicationPaths.publication(publication.id)} label="Publish">
      <HiddenField form={opened} name="version" />
      <RadiosField
        form={opened}
        name="when"
        legend="When should the public read it?"
        items={[
          { value: 'now', text: 'Now' },
          {
            value: 'later',
            text: 'On a date and at a time',
            conditional: (
              <>
                <DateField form={opened} name="on" legend="Date" hint="For example, 1 10 2026" />
                <TextField
                  form={opened}
                  name="at"
                  label="Time in the United Kingdom"
                  hint="For example, 9:30am or 14:00"
                  classes="govuk-input--width-5"
                />
              </>
            ),
          },
        ]}
      />
      {kind.reviewEveryMonths !== null && (
        <DateField
          form={opened}
          name="reviewDueOn"
          legend="When should it be read again?"
          hint="On this day it appears as due for review, and its owner gets an e-mail."
        />
      )}
      <SubmitButton>Publish</SubmitButton>
    </PostForm>
  )
}

function ReturnForm({ status, form }: { status: PublicationStatus; form: FormState }) {
  const isOpen = form.errors.some(({ field }) => field === 'note')
  return (
    <Details summary="Give it back to its author" open={isOpen}>
      <PostForm action={publicationPaths.returning(status.publication.id)} label="Give back">
        <TextareaField
          form={form}
          name="note"
          label={boldLabel('What should change?')}
          hint="The author reads this beside the draft."
          rows={4}
        />
        <SubmitButton classes="govuk-button--secondary">Give it back</SubmitButton>
      </PostForm>
    </Details>
  )
}

function Plan({ status }: { status: PublicationStatus }) {
  return (
    <section aria-labelledby="plan">
      <h2 class="govuk-heading-m" id="plan">
        The plan
      </h2>
      <p class="govuk-body">
        Taking the plan back leaves version {status.version} in review. Nothing changes for the
        public.
      </p>
      <PostButton
        action={publicationPaths.plan(status.publication.id)}
        classes="govuk-button--secondary"
      >
        Take the plan back
      </PostButton>
    </section>
  )
}

function AgainReviewed({ status, form }: { status: PublicationStatus; form: FormState }) {
  const { publication, kind } = status
  if (kind.reviewEveryMonths === null) return null
  const opened: FormState = {
    errors: form.errors,
    values: { ...nextReviewOf(status, 'nextReviewOn'), ...form.values },
  }
  return (
    <section aria-labelledby="reviewed">
      <h2 class="govuk-heading-m" id="reviewed">
        Read again and still right?
      </h2>
      <PostForm action={publicationPaths.reviewed(publication.id)} label="Mark as reviewed">
        <DateField form={opened} name="nextReviewOn" legend="Next review" />
        <SubmitButton classes="govuk-button--secondary">Mark as reviewed</SubmitButton>
      </PostForm>
    </section>
  )
}

function Withdrawal({ status, form }: { status: PublicationStatus; form: FormState }) {
  const isOpen = form.errors.some(({ field }) => field === 'reason')
  return (
    <Details summary={`Withdraw this ${status.kind.noun} from the public`} open={isOpen}>
      <p class="govuk-body">
        Its address stays and says why it is gone, so that links elsewhere and printed posters still
        lead somewhere. It leaves lists, feeds and search at once. Every version is kept.
      </p>
      <PostForm action={publicationPaths.withdrawal(status.publication.id)} label="Withdraw">
        <TextareaField
          form={form}
          name="reason"
          label={boldLabel('Why is it withdrawn?')}
          hint="The public reads this. For example: “Replaced by the new pathway of 1 April 2021.”"
          rows={3}
        />
        <SubmitButton classes="govuk-button--warning">Withdraw</SubmitButton>
      </PostForm>
    </Details>
  )
}

/** The three date fields, filled with the day on which the kind asks for the next reading. */
function nextReviewOf({ kind, today }: PublicationStatus, name: string): FormState['values'] {
  const months = kind.reviewEveryMonths === undefined ? 12 : kind.reviewEveryMonths
  if (months === null) return {}
  const { day, month, year } = datePartsOf(monthsLater(today, months))
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year }
}

/** The same day some months later; the last of the month where it has no such day. */
function monthsLater(date: string, months: number): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay)))
    .toISOString()
    .slice(0, 10)
}

/** The words with a capital first. */
export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
