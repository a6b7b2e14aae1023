import { randomUUID } from 'node:crypto'
import { isEmptyDocument } from '../publishing/rich-text.ts'
import { documentFromText } from '../publishing/rich-text-as-text.ts'
import {
  EmailLink,
  EmailParagraph,
  emailStyles,
  renderEmail,
  SmallPrint,
  VisibleAddress,
  wrapText,
  type Email,
  type EmailSamples,
} from '../ui/email.tsx'
import {
  itemKindNames,
  monthName,
  newItem,
  type BulletinContent,
  type BulletinItem,
} from './bulletin-content.ts'
import { bulletinPaths } from './bulletin-paths.ts'
import {
  EmailRichText,
  emailTextOf,
  wholeAddress,
  type EmailReferences,
} from './email-rich-text.tsx'
import { cutAt, joinSegments, type Segments } from './mailing-segments.ts'

/** Everything a bulletin's mail is made of, looked up before. */
export type BulletinEmailData = EmailReferences & {
  title: string
  summary: string
  content: BulletinContent
  /** The web copy, within the site. */
  webPath: string
  partnershipName: string
  postalAddress: string
  contactEmail: string
  /** The public pages that items lead to, by publication id. Pages that are not public are not there. */
  linked: ReadonlyMap<string, { words: string; path: string }>
  historicNote: string | null
}

/** A bulletin's mail, cut at the address to unsubscribe at: made once, joined for each subscriber. */
export type CompiledBulletin = { subject: string; html: Segments; text: Segments; bytes: number }

/** Gmail cuts a mail off above about this size and hides the rest, the way to unsubscribe with it. */
export const longestMailBytes = 102 * 1024

/**
 * The mail of a bulletin, cut where each reader's address for leaving goes, with the largest size it has, in
 * bytes.
 */
export function compileBulletin(data: BulletinEmailData): CompiledBulletin {
  // No text of an author can hold this, so nothing else is cut.
  const mark = `https://unsubscribe.invalid/${randomUUID()}`
  const html = cutAt(mark, bulletinHtml(data, mark))
  return {
    // Titles of before that were typed with a line end stay as they are; a header cannot hold one.
    subject: data.title.replace(/\s+/g, ' '),
    html,
    text: cutAt(mark, bulletinText(data, mark)),
    bytes: Buffer.byteLength(joinSegments(html, 'x'.repeat(100))),
  }
}

function bulletinHtml(data: BulletinEmailData, unsubscribeUrl: string): string {
  const { content, publicUrl } = data
  const webUrl = publicUrl + data.webPath
  return renderEmail({
    partnershipName: data.partnershipName,
    subject: data.title,
    preview: data.summary || content.items.map(({ title }) => title).join(' · '),
    kicker: `Bulletin, ${monthName(content.month)}`,
    footer: <Footer data={data} unsubscribeUrl={unsubscribeUrl} />,
    children: (
      <>
        <h1 class="ink" style={emailStyles.h1}>
          {data.title}
        </h1>
        {data.historicNote && (
          <p class="ink panel" style={emailStyles.body + emailStyles.panel}>
            {data.historicNote}
          </p>
        )}
        <EmailRichText document={content.introduction} references={data} under={1} />
        {content.items.length > 2 && <Contents items={content.items} />}
        {content.items.map((item) => (
          <Item item={item} data={data} />
        ))}
        {!isEmptyDocument(content.senderNote) && (
          <>
            <hr class="line" style={emailStyles.rule} />
            <EmailRichText document={content.senderNote} references={data} under={1} />
          </>
        )}
        <hr class="line" style={emailStyles.rule} />
        <EmailParagraph>
          <EmailLink href={webUrl}>Read this bulletin on our website</EmailLink>
          <br />
          <VisibleAddress url={webUrl} />
        </EmailParagraph>
      </>
    ),
  })
}

function Contents({ items }: { items: BulletinItem[] }) {
  return (
    <div class="panel" style={emailStyles.panel}>
      <p class="ink" style={`${emailStyles.body}font-weight:bold;margin:0 0 8px;`}>
        In this bulletin
      </p>
      <ul class="ink" style={`${emailStyles.list}margin:0;`}>
        {items.map(({ title }) => (
          <li style={emailStyles.item}>{title}</li>
        ))}
      </ul>
    </div>
  )
}

function Item({ item, data }: { item: BulletinItem; data: BulletinEmailData }) {
  return (
    <>
      <hr class="line" style={emailStyles.rule} />
      <p class="accent" style={emailStyles.kicker}>
        {itemKindNames[item.kind]}
      </p>
      <h2 class="ink" style={emailStyles.h2}>
        {item.title}
      </h2>
      <EmailRichText document={item.text} references={data} under={2} />
      {linksOf(item, data).map(({ text, url }) => (
        <EmailParagraph>
          <EmailLink href={url}>{text}</EmailLink>
          <br />
          <VisibleAddress url={url.replace(/^(mailto|tel):/, '')} />
        </EmailParagraph>
      ))}
    </>
  )
}

/** Where an item leads: the page on our own site first, then what the author linked. Links without address are left out. */
function linksOf(item: BulletinItem, data: BulletinEmailData): { text: string; url: string }[] {
  const linked = item.linkedPublicationId && data.linked.get(item.linkedPublicationId)
  return [
    ...(linked ? [{ text: linked.words, url: data.publicUrl + linked.path }] : []),
    ...item.links.flatMap(({ text, href }) =>
      href ? [{ text, url: wholeAddress(href, data.publicUrl) }] : [],
    ),
  ]
}

const whyYouGetThis =
  'You get this because you signed up for the bulletin, or your organisation gave us your work address for it.'
const notForReporting =
  'Please do not reply to report a concern about a child: this address is not watched all the time.'

function Footer({ data, unsubscribeUrl }: { data: BulletinEmailData; unsubscribeUrl: string }) {
  const reportUrl = `${data.publicUrl}/report`
  return (
    <>
      <SmallPrint>
        <strong>Worried about a child?</strong> In an emergency call{' '}
        <EmailLink href="tel:999">999</EmailLink>. {notForReporting}{' '}
        <EmailLink href={reportUrl}>How to report a concern</EmailLink>:{' '}
        <VisibleAddress url={reportUrl} />
      </SmallPrint>
      <SmallPrint>
        {whyYouGetThis} <EmailLink href={unsubscribeUrl}>Unsubscribe from the bulletin</EmailLink>
      </SmallPrint>
      <SmallPrint>
        {data.partnershipName}
        {data.postalAddress.split('\n').map((line) => (
          <>
            <br />
            {line}
          </>
        ))}
        {data.contactEmail && (
          <>
            <br />
            <EmailLink href={`mailto:${data.contactEmail}`}>{data.contactEmail}</EmailLink>
          </>
        )}
      </SmallPrint>
    </>
  )
}

const line = '-'.repeat(60)

function bulletinText(data: BulletinEmailData, unsubscribeUrl: string): string {
  const { content, publicUrl } = data
  const parts = [
    `${data.partnershipName}\nBulletin, ${monthName(content.month)}`,
    wrapText(data.title.toUpperCase()),
    `Read it on our website:\n${publicUrl}${data.webPath}`,
    data.historicNote ? wrapText(data.historicNote) : '',
    emailTextOf(content.introduction, data),
    ...content.items.map((item, at) => itemText(item, at, data)),
    ...(isEmptyDocument(content.senderNote) ? [] : [line, emailTextOf(content.senderNote, data)]),
    line,
    wrapText(`Worried about a child? In an emergency call 999. ${notForReporting}`),
    `How to report a concern:\n${publicUrl}/report`,
    wrapText(whyYouGetThis),
    `Unsubscribe:\n${unsubscribeUrl}`,
    [data.partnershipName, data.postalAddress, data.contactEmail].filter(Boolean).join('\n'),
  ]
  return `${parts.filter(Boolean).join('\n\n')}\n`
}

function itemText(item: BulletinItem, at: number, data: BulletinEmailData): string {
  return [
    line,
    wrapText(`${at + 1}. ${item.title.toUpperCase()}`, '   ', '') +
      `\n   ${itemKindNames[item.kind]}`,
    emailTextOf(item.text, data),
    ...linksOf(item, data).map(
      ({ text, url }) => `${wrapText(text)}:\n${url.replace(/^(mailto|tel):/, '')}`,
    ),
  ]
    .filter(Boolean)
    .join('\n\n')
}

const sampleSite = {
  partnershipName: 'Fellshire Safeguarding Children Partnership',
  publicUrl: 'https://cairn.example.org',
}

/** A bulletin of invented content with everything in it that a bulletin can have. */
export const sampleBulletin: BulletinEmailData = {
  ...sampleSite,
  title: 'March bulletin: online safety week',
  summary: 'A week of events on online safety, new guidance on bruising in babies, and a course.',
  webPath: '/bulletins/march-bulletin-online-safety-week',
  postalAddress: 'The Old Exchange\n1 Market Square\nFellbridge',
  contactEmail: 'bulletin@fellshire.example',
  historicNote: null,
  linked: new Map([
    [
      '00000000-0000-4000-8000-000000000001',
      { words: 'See the campaign: Online safety week', path: '/campaigns/online-safety-week' },
    ],
  ]),
  routes: new Map([
    [
      'front-door',
      {
        name: 'Safeguarding front door',
        phone: '01632 960001',
        phoneAddress: 'tel:01632960001',
        webAddress: null,
        hours: 'Monday to Friday, 8am to 5pm.',
        text: 'Safeguarding front door: 01632 960001. Monday to Friday, 8am to 5pm.',
      },
    ],
  ]),
  content: {
    month: '2022-03',
    introduction: documentFromText(
      'Thank you to everyone who wrote to us about the winter bulletin. Three things to know this month.',
    ),
    items: [
      newItem({
        id: 'one',
        kind: 'campaign',
        title: 'Online safety week begins on 7 March 2022',
        text: documentFromText(
          'Schools, clubs and libraries take part:\n\n- **Monday**: an evening for parents\n- **Wednesday**: young people show the films they made\n\nTake the [poster pack](/campaigns/online-safety-week/support) and put it up where young people wait.',
        ),
        linkedPublicationId: '00000000-0000-4000-8000-000000000001',
      }),
      newItem({
        id: 'two',
        kind: 'guidance',
        title: 'Bruising in babies who cannot move by themselves',
        text: documentFromText(
          'Any bruise on a baby who is not yet crawling needs a conversation the same day.\n\n> Write down what you saw, and who told you what, before the end of the day.\n\n### Whom to call\n\n{{route:front-door}}',
        ),
        links: [
          { text: 'Core information from NSPCC Learning', href: 'https://learning.nspcc.org.uk/' },
        ],
      }),
      newItem({
        id: 'three',
        kind: 'training',
        title: 'Working with fathers: places in April',
        text: documentFromText(
          'Half a day, online, free for partner agencies. Places are given in the order of booking.',
        ),
      }),
    ],
    senderNote: documentFromText('Please pass this on to colleagues who work with children.'),
  },
}

export const sample: EmailSamples = { Bulletin: joinedSample() }

function joinedSample(): Email {
  const { subject, html, text } = compileBulletin(sampleBulletin)
  const url = sampleSite.publicUrl + bulletinPaths.unsubscribe('an-example-of-a-token')
  return { subject, html: joinSegments(html, url), text: joinSegments(text, url) }
}
