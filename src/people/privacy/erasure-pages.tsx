import type { FormState } from '../../platform/forms.ts'
import { FormErrors, PostForm, SubmitButton, TextareaField, hasErrors } from '../../ui/form.tsx'
import { InsetText } from '../../ui/govuk/inset-text.tsx'
import { WarningText } from '../../ui/govuk/warning-text.tsx'
import type { SiteContext } from '../../ui/site-context.ts'
import { WorkspacePage } from '../../ui/workspace.tsx'
import { personPaths } from '../people-paths.ts'
import type { ErasurePlan, ErasureRefusal } from './erasure.ts'
import { PlanLists } from './own-request-pages.tsx'
import { erasurePaths, privacyDeskPaths } from './privacy-paths.ts'
import type { PrivacyRequest } from './privacy-request-queries.ts'

export function ErasurePage(props: {
  site: SiteContext
  person: { id: string; name: string }
  request: PrivacyRequest | null
  plan: ErasurePlan
  /** Why it cannot be done now. */
  refusal: ErasureRefusal | null
  form: FormState
}) {
  const { site, person, request, form, refusal } = props
  return (
    <WorkspacePage
      site={site}
      title={`Erase the record of ${person.name}`}
      hasErrors={hasErrors(form)}
      breadcrumbs={[
        { text: 'People', href: personPaths.list },
        request
          ? { text: request.reference, href: privacyDeskPaths.show(request.id) }
          : { text: person.name, href: personPaths.show(person.id) },
      ]}
    >
      <FormErrors form={form} />
      {refusal && <InsetText>{refusalSentence(refusal, person.name)}</InsetText>}
      <p class="govuk-body">
        This is what happens to the record today. {person.name} is signed out everywhere and can
        never sign in with it again. “Your” below means theirs: they were shown the same list.
      </p>
      <PlanLists
        plan={{ ...props.plan, open: props.plan.open.filter(({ id }) => id !== request?.id) }}
        level={2}
      />
      {!refusal && (
        <>
          <WarningText>Nobody can undo this.</WarningText>
          <PostForm action={erasurePaths.preview(person.id, request?.id)}>
            <TextareaField
              form={form}
              name="outcome"
              label="What the person is told (optional)"
              hint="They get one last email that says what was done. Then their address is forgotten."
              rows={3}
            />
            <SubmitButton classes="govuk-button--warning">Erase the record</SubmitButton>
          </PostForm>
        </>
      )}
    </WorkspacePage>
  )
}

/** Why a record cannot be erased, and what to do first. */
export function refusalSentence(refusal: ErasureRefusal, name: string): string {
  switch (refusal.reason) {
    case 'own-record':
      return 'This is your own record. Another officer erases it.'
    case 'last-officer':
      return `${name} is the only officer. Make somebody else an officer first.`
    case 'only-lead':
      return `${name} is the only lead of ${refusal.organisations.join(' and ')}. Make somebody else the lead first, or take the role away.`
    case 'open-complaint': {
      const { references } = refusal
      const isOne = references.length === 1
      return `${name} has ${isOne ? 'a complaint that is' : 'complaints that are'} open: ${references.join(', ')}. Answer ${isOne ? 'it' : 'them'} first: afterwards the answer would reach nobody.`
    }
    case 'erased':
      return 'This record has been erased already.'
    case 'request-ended':
      return 'The request has ended or is not theirs. Nothing was erased.'
  }
}
