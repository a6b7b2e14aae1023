import type { FormState } from '../../platform/forms.ts'
import { CheckboxesField, FormErrors, PostForm, SubmitButton, hasErrors } from '../../ui/form.tsx'
import { Scroll } from '../../ui/content.tsx'
import { Table } from '../../ui/govuk/table.tsx'
import type { SiteContext } from '../../ui/site-context.ts'
import { WorkspacePage } from '../../ui/workspace.tsx'
import { roleMeanings, roleNames } from '../people-access.ts'
import { personPaths } from '../people-paths.ts'
import { rolesWithChoice } from './second-factor-policy.ts'
import type { RoleSecondFactor } from './second-factor-policy-queries.ts'

/** Which roles need a second factor, and how many people have one. */
export function SecondFactorPolicyPage(props: {
  site: SiteContext
  policy: RoleSecondFactor[]
  form: FormState
  success: string | undefined
}) {
  const { form } = props
  return (
    <WorkspacePage
      site={props.site}
      title="Second factors"
      hasErrors={hasErrors(form)}
      success={props.success}
      breadcrumbs={[{ text: 'People', href: personPaths.list }]}
    >
      <FormErrors form={form} />
      <p class="govuk-body">
        A second factor is a code from an app, or a passkey. With one, a password that somebody has
        learned is not enough to get in.
      </p>
      <Scroll label="Second factors in use">
        <Table
          caption="Second factors in use, by role"
          captionClasses="govuk-table__caption--m"
          firstCellIsHeader
          head={[
            { text: 'Role' },
            { text: 'Needed' },
            { text: 'Enforced for' },
            { text: 'Set up by' },
          ]}
          rows={props.policy.map((row) => [
            { text: roleNames[row.role] },
            { text: row.role === 'officer' ? 'Always' : row.isNeeded ? 'Yes' : 'No' },
            { text: outOf(row.enforced, row.people) },
            { text: outOf(row.setUp, row.people) },
          ])}
        />
      </Scroll>
      <p class="govuk-body">
        Enforced: they cannot get in without it. Whoever has none yet sets one up at their next
        sign-in. Set up: they have an app or a passkey. Somebody with several roles counts in each.
      </p>
      <PostForm action={personPaths.secondFactors}>
        <input type="hidden" name="saved" value="yes" />
        <CheckboxesField
          form={form}
          name="needed"
          legend="Which roles need a second factor?"
          hint="Officers always need one. People of a role that you tick are asked for theirs at their next page, or to set one up. Where you take a tick away, whoever has an app keeps using it."
          items={rolesWithChoice.map((role) => ({
            value: role,
            text: roleNames[role],
            hint: roleMeanings[role],
          }))}
        />
        <SubmitButton>Save</SubmitButton>
      </PostForm>
    </WorkspacePage>
  )
}

function outOf(part: number, all: number): string {
  return all === 0 ? 'Nobody has this role' : `${format(part)} of ${format(all)}`
}

const format = (count: number): string => count.toLocaleString('en-GB')
