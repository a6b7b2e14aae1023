import { formatDate } from '../ui/dates.ts'
import {
  EmailLink,
  EmailParagraph,
  emailStyles,
  renderEmail,
  SmallPrint,
  wrapText,
  type Email,
  type EmailSamples,
} from '../ui/email.tsx'

/** A page that is to be read again. */
export type PageDue = { title: string; noun: string; dueOn: string; address: string }

/** Tells the owner of published pages that they are to be read again. Sent once for each date. */
export function reviewDueEmail(given: { partnershipName: string; pages: PageDue[] }): Email {
  const { partnershipName, pages } = given
  const [first] = pages
  const subject =
    pages.length === 1 && first
      ? `Please read again: ${first.title}`.replaceAll(/\s+/g, ' ')
      : `${pages.length} pages to read again`
  const opening = `You look after ${pages.length === 1 ? 'a page that is' : 'pages that are'} now due to be read again. If a page still holds, mark it as reviewed. If it does not, edit it or withdraw it.`
  return {
    subject,
    text: [
      wrapText(opening),
      ...pages.map(
        ({ title, noun, dueOn, address }) =>
          `${wrapText(`${title} (${noun}, due on ${formatDate(dueOn)})`, '  ', '- ')}\n  ${address}`,
      ),
    ].join('\n\n'),
    html: renderEmail({
      partnershipName,
      subject,
      preview: opening,
      kicker: 'Workspace',
      footer: (
        <SmallPrint>
          You get this because you are the owner of these pages. It is sent once for each date.
        </SmallPrint>
      ),
      children: (
        <>
          <EmailParagraph>{opening}</EmailParagraph>
          <ul class="ink" style={emailStyles.list}>
            {pages.map(({ title, noun, dueOn, address }) => (
              <li style={emailStyles.item}>
                <EmailLink href={address}>{title}</EmailLink>
                <br />
                {noun}, due on {formatDate(dueOn)}
              </li>
            ))}
          </ul>
        </>
      ),
    }),
  }
}

export const sample: EmailSamples = {
  'Publishing: pages to read again': reviewDueEmail({
    partnershipName: 'Westmoor Safeguarding Children Partnership',
    pages: [
      {
        title: 'Sharing information: when and how',
        noun: 'guidance page',
        dueOn: '2026-11-20',
        address: 'https://cairn.example.org/manage/publications/1',
      },
      {
        title: 'IT’S NOT OK',
        noun: 'campaign',
        dueOn: '2026-11-21',
        address: 'https://cairn.example.org/manage/publications/2',
      },
    ],
  }),
}
