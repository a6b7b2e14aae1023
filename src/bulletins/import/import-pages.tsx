import type { AccessRule } from '../../platform/access.ts'
import type { FormState } from '../../platform/forms.ts'
import { RichText } from '../../publishing/rich-text-view.tsx'
import { isEmptyDocument } from '../../publishing/rich-text.ts'
import { formatDate } from '../../ui/dates.ts'
import {
  CheckboxesField,
  FileField,
  FormErrors,
  boldLabel,
  hasErrors,
  PostForm,
  RadiosField,
  SubmitButton,
  TextField,
} from '../../ui/form.tsx'
import { Details } from '../../ui/govuk/details.tsx'
import { InsetText } from '../../ui/govuk/inset-text.tsx'
import { SummaryList } from '../../ui/govuk/summary-list.tsx'
import { WarningText } from '../../ui/govuk/warning-text.tsx'
import type { SiteContext } from '../../ui/site-context.ts'
import { WorkspacePage } from '../../ui/workspace.tsx'
import { bulletinItemKinds, itemKindNames } from '../bulletin-content.ts'
import { MonthField } from '../bulletin-item-pages.tsx'
import { bulletinPaths } from '../bulletin-paths.ts'
import { factsOf } from './found-facts.ts'
import { itemField } from './import-forms.ts'
import type { ImportedBulletin, ImportedItem } from './imported-bulletin.ts'
import { pageRuleOf, type BulletinImport } from './imports.ts'

const wayUp = [{ text: 'Bulletins', href: bulletinPaths.manage }]

/** Choosing the file. */
export function ImportPage({ site, form }: { site: SiteContext; form: FormState }) {
  return (
    <WorkspacePage
      site={site}
      title="Import a bulletin"
      hasErrors={hasErrors(form)}
      breadcrumbs={wayUp}
    >
      <FormErrors form={form} />
      <p class="govuk-body-l">
        Choose a bulletin that was written or sent elsewhere. You see what is found in it before
        anything is made of it.
      </p>
      <PostForm action={bulletinPaths.import} hasFile>
        <FileField
          form={form}
          name="file"
          label={boldLabel('The bulletin’s file')}
          hint="A Word document (.docx), an e-mail (.eml), a web page (.html) or plain text (.txt), up to 10 MB."
          attributes={{
            accept:
              '.docx,.eml,.html,.htm,.txt,.md,text/plain,text/html,message/rfc822,application/vnd.openxmlformats-officedocument.wordprocessingml.document',
          }}
        />
        <SubmitButton>Read the file</SubmitButton>
      </PostForm>
      <h2 class="govuk-heading-m">What happens</h2>
      <ol class="govuk-list govuk-list--number">
        <li>The items are found, with their kind, dates, organisations and missing links.</li>
        <li>You correct what was found, and leave out what you do not want.</li>
        <li>
          Drafts are made: the bulletin, and a page for each campaign, guidance item and course.
          Nothing is published or sent.
        </li>
      </ol>
    </WorkspacePage>
  )
}

export type PreviewProps = {
  site: SiteContext
  form: FormState
  importId: string
  fileName: string
  bulletin: ImportedBulletin
  /** The last time the same file was imported. */
  earlier: BulletinImport | null
  may: (rule: AccessRule) => boolean
}

/** What was found, to be corrected and confirmed. */
export function PreviewPage(props: PreviewProps) {
  const { site, form, bulletin, earlier } = props
  const count = bulletin.items.length
  return (
    <WorkspacePage
      site={site}
      title="Check what was found"
      caption={props.fileName}
      hasErrors={hasErrors(form)}
      breadcrumbs={[...wayUp, { text: 'Import a bulletin', href: bulletinPaths.import }]}
    >
      <FormErrors form={form} />
      {earlier && <ImportedBefore earlier={earlier} />}
      <p class="govuk-body-l">
        {count === 1 ? 'One item was' : `${count} items were`} found in this {bulletin.format}, told
        apart by {bulletin.separatedBy}. Nothing is saved as a draft yet.
      </p>
      {bulletin.notes.map((note) => (
        <InsetText>{note}</InsetText>
      ))}
      <PostForm action={bulletinPaths.importPreview(props.importId)}>
        <TextField form={form} name="title" label={boldLabel('Title of the bulletin')} />
        <MonthField form={form} />
        <p class="govuk-hint cairn-import__month">{monthSentence(bulletin)}</p>
        {!isEmptyDocument(bulletin.introduction) && (
          <Details summary="Introduction">
            <RichText document={bulletin.introduction} />
          </Details>
        )}
        <ol class="cairn-items">
          {bulletin.items.map((item, at) => (
            <FoundItem {...props} item={item} at={at} />
          ))}
        </ol>
        <LeftOut bulletin={bulletin} />
        <p class="govuk-body">
          The drafts are seen by the workspace only. Nothing is published or sent.
        </p>
        <SubmitButton>{earlier ? 'Make drafts once more' : 'Make the drafts'}</SubmitButton>
      </PostForm>
    </WorkspacePage>
  )
}

function ImportedBefore({ earlier }: { earlier: BulletinImport }) {
  return (
    <WarningText>
      This file was imported on {formatDate(earlier.importedAt!)} already
      {earlier.publicationId ? (
        <>
          :{' '}
          <a class="govuk-link" href={bulletinPaths.edit(earlier.publicationId)}>
            see the bulletin that was made of it
          </a>
          .
        </>
      ) : (
        '.'
      )}{' '}
      If you go on, there will be two.
    </WarningText>
  )
}

function monthSentence({ month }: ImportedBulletin): string {
  if (!month) return 'The file does not say its month. Dates without a year wait for it.'
  return month.isCertain ? month.reason : `${month.reason} Please check it.`
}

function FoundItem(props: PreviewProps & { item: ImportedItem; at: number }) {
  const { form, item, at } = props
  const rule = pageRuleOf(item.kind)
  const facts = factsOf(item)
  return (
    <li class="cairn-items__item cairn-import__item" id={`found-${at + 1}`}>
      <p class="cairn-kicker">
        Item {at + 1} of {props.bulletin.items.length}
      </p>
      <h2 class="govuk-heading-m">{item.title}</h2>
      <CheckboxesField
        form={form}
        name={itemField(at, 'kept')}
        legend={{ text: `Item ${at + 1}: take it over?`, classes: 'govuk-visually-hidden' }}
        classes="govuk-checkboxes--small"
        items={[{ value: 'yes', text: 'Take this item over' }]}
      />
      <TextField
        form={form}
        name={itemField(at, 'title')}
        label={boldLabel('Title')}
        hint={item.titleFrom === 'text' ? 'Made from its text: the file gives it none.' : undefined}
      />
      <RadiosField
        form={form}
        name={itemField(at, 'kind')}
        legend="Kind"
        hint={item.kindReason}
        classes="govuk-radios--inline govuk-radios--small"
        items={bulletinItemKinds.map((kind) => ({ value: kind, text: itemKindNames[kind] }))}
      />
      {facts.length > 0 && (
        <SummaryList
          classes="govuk-summary-list--no-border"
          rows={facts.map(({ label, values }) => ({
            key: label,
            value: <Values values={values} />,
          }))}
        />
      )}
      {rule && !props.may(rule) && (
        <InsetText>
          You may not {rule.sentence}, so no page is made of it. The item is in the bulletin.
        </InsetText>
      )}
      <Details summary="Its text">
        <RichText document={item.text} />
      </Details>
      {item.checks.length > 0 && (
        <Details summary={`Checks: ${item.checks.length} to look at`}>
          <CheckList item={item} />
        </Details>
      )}
    </li>
  )
}

function CheckList({ item }: { item: ImportedItem }) {
  return (
    <ul class="govuk-list govuk-list--spaced">
      {item.checks.map(({ where, excerpt, message, suggestion }) => (
        <li class="app-checks__item">
          {excerpt && (
            <>
              <q class="app-checks__excerpt">{excerpt}</q>
              <br />
            </>
          )}
          {where}: {message}
          {suggestion && (
            <>
              {' '}
              Suggestion: <strong>{suggestion}</strong>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}

function Values({ values }: { values: string[] }) {
  if (values.length === 1) return <>{values[0]}</>
  return (
    <ul class="govuk-list">
      {values.map((value) => (
        <li>{value}</li>
      ))}
    </ul>
  )
}

function LeftOut({ bulletin }: { bulletin: ImportedBulletin }) {
  const { dropped } = bulletin
  if (dropped.length === 0) return null
  return (
    <Details summary={`Left out: ${dropped.length} ${dropped.length === 1 ? 'part' : 'parts'}`}>
      <ul class="govuk-list govuk-list--spaced">
        {dropped.map(({ text, reason }) => (
          <li>
            <q>{text}</q>
            <br />
            Left out as {reason}.
          </li>
        ))}
      </ul>
    </Details>
  )
}
