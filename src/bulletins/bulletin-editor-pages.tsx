import type { FormState } from '../platform/forms.ts'
import {
  EditorChecks,
  PublicationHeader,
  StateTags,
  type EditorCheck,
  type Edition,
  type PublicationStatus,
} from '../publishing/publishing.ts'
import { isEmptyDocument, plainTextOf, type RichTextDocument } from '../publishing/rich-text.ts'
import { formatDate } from '../ui/dates.ts'
import {
  FormErrors,
  boldLabel,
  hasErrors,
  PostButton,
  PostForm,
  SubmitButton,
  TextareaField,
  TextField,
} from '../ui/form.tsx'
import { Button } from '../ui/govuk/button.tsx'
import { InsetText } from '../ui/govuk/inset-text.tsx'
import { SummaryList } from '../ui/govuk/summary-list.tsx'
import { Table } from '../ui/govuk/table.tsx'
import { Tag } from '../ui/govuk/tag.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { WorkspacePage } from '../ui/workspace.tsx'
import type { Readiness } from './bulletin-checks.ts'
import {
  itemKindNames,
  monthName,
  type BulletinContent,
  type BulletinItem,
} from './bulletin-content.ts'
import { MonthField } from './bulletin-item-pages.tsx'
import { bulletinPaths } from './bulletin-paths.ts'
import type { LinkedPage } from './linked-pages.ts'
import { MailingTag } from './mailing-words.tsx'
import type { MailingState } from './mailing-queries.ts'

type BulletinEdition = Edition<BulletinContent>

export type ListedBulletin = {
  status: Pick<PublicationStatus, 'state' | 'draft' | 'newerDraft'>
  edition: BulletinEdition
  mailing: { id: string; state: MailingState; startedAt: Date } | null
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

function MailingLink(props: { id: string; state: MailingState; startedAt: Date }) {
  return (
    <>
      <a class="govuk-link" href={bulletinPaths.mailing(props.id)}>
        {formatDate(props.startedAt)}
      </a>{' '}
      <MailingTag state={props.state} />
    </>
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

export type EditPageProps = {
  site: SiteContext
  status: PublicationStatus
  edition: BulletinEdition
  linked: ReadonlyMap<string, LinkedPage>
  /** Of the ways to report that texts may name, by key. */
  routeNames: ReadonlyMap<string, string>
  checks: readonly EditorCheck[]
  readiness: readonly Readiness[]
  /** Of the version the public reads. */
  mailing: { id: string; state: MailingState; startedAt: Date } | null
  success: string | undefined
}

/** A bulletin with its items in order, what is still to do, and the way on. */
export function EditBulletinPage(props: EditPageProps) {
  const { site, status, edition, checks, readiness, success } = props
  const { id } = edition.publication
  const { content } = edition
  return (
    <WorkspacePage
      site={site}
      title={edition.title}
      caption={`Bulletin, ${monthName(content.month)}`}
      breadcrumbs={[{ text: 'Bulletins', href: bulletinPaths.manage }]}
      success={success}
      actions={
        <>
          <Button href={bulletinPaths.preview(id)} classes="govuk-button--secondary">
            See the e-mail
          </Button>
          <Button href={bulletinPaths.send(id)} classes="govuk-button--secondary">
            Send
          </Button>
        </>
      }
    >
      <PublicationHeader status={status} place="edit" />
      <div class="cairn-columns">
        <div>
          <Details {...props} />
          <h2 class="govuk-heading-m" id="items">
            Items
          </h2>
          {content.items.length === 0 && (
            <p class="govuk-body">No items yet. Three to five make a bulletin people read.</p>
          )}
          <ol class="cairn-items">
            {content.items.map((item, at) => (
              <Item {...props} item={item} at={at} />
            ))}
          </ol>
          <Button href={bulletinPaths.addItem(id)}>Add an item</Button>
        </div>
        <div>
          <TodoList id={id} readiness={readiness} />
          <EditorChecks checks={checks} />
        </div>
      </div>
    </WorkspacePage>
  )
}

function Details({ edition, mailing, routeNames }: EditPageProps) {
  const { publication, content, summary } = edition
  const change = {
    items: [
      {
        text: 'Change',
        href: bulletinPaths.details(publication.id),
        visuallyHiddenText: 'title, month, introduction and closing note',
      },
    ],
  }
  return (
    <SummaryList
      card={{ title: { text: 'Details', headingLevel: 2 }, actions: change }}
      rows={[
        { key: 'Summary', value: summary || 'None' },
        { key: 'Introduction', value: excerptOf(content.introduction, routeNames) },
        { key: 'Closing note', value: excerptOf(content.senderNote, routeNames) },
        mailing && { key: 'Sent', value: <MailingLink {...mailing} /> },
      ]}
    />
  )
}

function Item(props: EditPageProps & { item: BulletinItem; at: number }) {
  const { item, at, edition, linked } = props
  const { id } = edition.publication
  const page = item.linkedPublicationId && linked.get(item.linkedPublicationId)
  const isLast = at === edition.content.items.length - 1
  return (
    <li id={`item-${item.id}`} class="cairn-items__item">
      <p class="cairn-kicker">{itemKindNames[item.kind]}</p>
      <h3 class="govuk-heading-s">
        <a class="govuk-link" href={bulletinPaths.item(id, item.id)}>
          {item.title || 'No title yet'}
        </a>
      </h3>
      <p class="govuk-body">{excerptOf(item.text, props.routeNames)}</p>
      <ul class="govuk-list cairn-items__facts">
        {page && (
          <li>
            Leads to{' '}
            <a class="govuk-link" href={page.isPublic ? page.path : page.editPath}>
              {page.title}
            </a>{' '}
            {!page.isPublic && <Tag classes="govuk-tag--yellow">Not published</Tag>}
          </li>
        )}
        {item.links.map(({ text, href }) => (
          <li>
            {href ? (
              <>
                Link:{' '}
                <a class="govuk-link" href={href}>
                  {text}
                </a>
              </>
            ) : (
              <>
                Link: {text} <Tag classes="govuk-tag--red">No address</Tag>
              </>
            )}
          </li>
        ))}
        {item.importReason && <li>Imported: {item.importReason}</li>}
      </ul>
      <div class="govuk-button-group">
        {at > 0 && <Move id={id} item={item} direction="up" />}
        {!isLast && <Move id={id} item={item} direction="down" />}
        <PostButton action={bulletinPaths.removeItem(id, item.id)} classes="cairn-button-link">
          Remove <span class="govuk-visually-hidden">{item.title}</span>
        </PostButton>
      </div>
    </li>
  )
}

function Move(props: { id: string; item: BulletinItem; direction: 'up' | 'down' }) {
  const { id, item, direction } = props
  return (
    <PostButton
      action={bulletinPaths.moveItem(id, item.id)}
      fields={{ direction }}
      classes="cairn-button-link"
    >
      Move {direction} <span class="govuk-visually-hidden">{item.title}</span>
    </PostButton>
  )
}

function excerptOf(document: RichTextDocument, routeNames: ReadonlyMap<string, string>): string {
  if (isEmptyDocument(document)) return 'Nothing yet'
  const text = plainTextOf(document, (key) => routeNames.get(key) ?? '…').replace(/\s+/g, ' ')
  return text.length > 220 ? `${text.slice(0, 220).replace(/\s\S*$/, '')} …` : text
}

const blockWords: Record<Readiness['blocks'], { text: string; classes: string }> = {
  review: { text: 'Before review', classes: 'govuk-tag--red' },
  sending: { text: 'Before sending', classes: 'govuk-tag--yellow' },
  nothing: { text: 'Worth a look', classes: 'govuk-tag--grey' },
}

/** What is still to do before it can go out. */
export function TodoList(props: { id: string; readiness: readonly Readiness[] }) {
  const { id, readiness } = props
  return (
    <section aria-labelledby="todo">
      <h2 class="govuk-heading-m" id="todo">
        {readiness.length === 0 ? 'Ready to go out' : 'Before it goes out'}
      </h2>
      {readiness.length === 0 ? (
        <p class="govuk-body">
          Every item has a title and a text, every link an address, and every page it leads to is
          published.
        </p>
      ) : (
        <ul class="govuk-list cairn-todo">
          {readiness.map((one) => (
            <li>
              <Tag classes={blockWords[one.blocks].classes}>{blockWords[one.blocks].text}</Tag>
              <span>
                <a class="govuk-link" href={wherePath(id, one)}>
                  {one.where}
                </a>
                : {one.message}.
                {one.page && (
                  <>
                    {' '}
                    <a class="govuk-link" href={one.page.path}>
                      Go on with “{one.page.title}”
                    </a>
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function wherePath(id: string, { itemId, where }: Readiness): string {
  if (itemId) return bulletinPaths.item(id, itemId)
  return where === 'Sender' ? bulletinPaths.sender : `${bulletinPaths.edit(id)}#items`
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
