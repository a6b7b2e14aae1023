import {
  EditorChecks,
  PublicationHeader,
  type EditorCheck,
  type Edition,
  type PublicationStatus,
} from '../publishing/publishing.ts'
import { isEmptyDocument, plainTextOf, type RichTextDocument } from '../publishing/rich-text.ts'
import { PostButton } from '../ui/form.tsx'
import { Button } from '../ui/govuk/button.tsx'
import { SummaryList } from '../ui/govuk/summary-list.tsx'
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
import { bulletinPaths } from './bulletin-paths.ts'
import type { LinkedPage } from './linked-pages.ts'
import { MailingLink, type BegunMailing } from './mailing-words.tsx'
import { TodoList } from './todo-list.tsx'

export type EditPageProps = {
  site: SiteContext
  status: PublicationStatus
  edition: Edition<BulletinContent>
  linked: ReadonlyMap<string, LinkedPage>
  /** Of the ways to report that texts may name, by key. */
  routeNames: ReadonlyMap<string, string>
  checks: readonly EditorCheck[]
  readiness: readonly Readiness[]
  /** Of the version the public reads. */
  mailing: BegunMailing | null
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
