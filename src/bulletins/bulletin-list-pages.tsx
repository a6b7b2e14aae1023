import type { FormState } from '../platform/forms.ts'
import { StateTags, type Edition, type PublicationStatus } from '../publishing/publishing.ts'
import {
  FormErrors,
  PostForm,
  SubmitButton,
  TextareaField,
  TextField,
  boldLabel,
  hasErrors,
} from '../ui/form.tsx'
import { Button } from '../ui/govuk/button.tsx'
import { InsetText } from '../ui/govuk/inset-text.tsx'
import { Table } from '../ui/govuk/table.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { WorkspacePage } from '../ui/workspace.tsx'
import { monthName, type BulletinContent } from './bulletin-content.ts'
import { MonthField } from './bulletin-item-pages.tsx'
import { bulletinPaths } from './bulletin-paths.ts'
import { MailingLink, type BegunMailing } from './mailing-words.tsx'

export type ListedBulletin = {
  status: Pick<PublicationStatus, 'state' | 'draft' | 'newerDraft'>
  edition: Edition<BulletinContent>
  mailing: BegunMailing | null
}

/** Every bulletin, the newest month first. */
export function BulletinListPage(props: { site: SiteContext; bulletins: ListedBulletin[] }) {
  const { site, bulletins } = props
  return (
    <WorkspacePage
      site={site}
      title="Bulletins"
      actions={
        <>
          <Button href={bulletinPaths.create}>New bulletin</Button>
          <Button href={bulletinPaths.import} classes="govuk-button--secondary">
            Import a bulletin
          </Button>
        </>
      }
    >
      {bulletins.length === 0 ? (
        <InsetText>
          There is no bulletin yet. Begin one, or import one that went out before: from a text, web
          page, Word or e-mail file.
        </InsetText>
      ) : (
        <Table
          classes="cairn-stacked-table"
          caption="Bulletins, the newest month first"
          captionClasses="govuk-visually-hidden"
          firstCellIsHeader
          head={[{ text: 'Title' }, { text: 'Month' }, { text: 'State' }, { text: 'E-mail' }]}
          rows={bulletins.map(({ status, edition, mailing }) => [
            {
              text: (
                <a class="govuk-link" href={bulletinPaths.edit(edition.publication.id)}>
                  {edition.title}
                </a>
              ),
            },
            { text: monthName(edition.content.month) },
            { text: <StateTags status={status} /> },
            { text: mailing ? <MailingLink {...mailing} /> : 'Not sent' },
          ])}
        />
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={bulletinPaths.sender}>
          What stands at the foot of every bulletin
        </a>
      </p>
    </WorkspacePage>
  )
}

export function NewBulletinPage({ site, form }: { site: SiteContext; form: FormState }) {
  return (
    <WorkspacePage
      site={site}
      title="New bulletin"
      hasErrors={hasErrors(form)}
      breadcrumbs={[{ text: 'Bulletins', href: bulletinPaths.manage }]}
    >
      <FormErrors form={form} />
      <PostForm action={bulletinPaths.create}>
        <MonthField form={form} />
        <TextField
          form={form}
          name="title"
          label={boldLabel('Title')}
          hint="Leave it empty for “October 2020 bulletin”. It is the subject of the e-mail too."
        />
        <SubmitButton>Begin the bulletin</SubmitButton>
      </PostForm>
    </WorkspacePage>
  )
}

export function SenderPage(props: {
  site: SiteContext
  form: FormState
  success: string | undefined
}) {
  const { site, form } = props
  return (
    <WorkspacePage
      site={site}
      title="What stands at the foot of every bulletin"
      hasErrors={hasErrors(form)}
      success={props.success}
      breadcrumbs={[{ text: 'Bulletins', href: bulletinPaths.manage }]}
    >
      <FormErrors form={form} />
      <p class="govuk-body">
        Readers see who wrote to them and how to answer. Bulletins that went out keep what they
        said.
      </p>
      <PostForm action={bulletinPaths.sender}>
        <TextareaField
          form={form}
          name="postalAddress"
          label={boldLabel('Postal address')}
          rows={4}
          autocomplete="street-address"
        />
        <TextField
          form={form}
          name="contactEmail"
          label={boldLabel('Contact e-mail address')}
          hint="Answers to the bulletin arrive here. Use a shared mailbox, not a person’s."
          type="email"
          spellcheck={false}
          autocomplete="email"
        />
        <SubmitButton>Save</SubmitButton>
      </PostForm>
    </WorkspacePage>
  )
}
