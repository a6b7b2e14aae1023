import {
  EmailLink,
  EmailParagraph,
  SmallPrint,
  emailStyles,
  renderEmail,
  wrapText,
  type Email,
} from '../ui/email.tsx'

/** Whom a letter comes from, and where the links in it lead. */
export type Place = { partnershipName: string; publicUrl: string }

type Letter = {
  subject: string
  /** Null where only an address is known. */
  name: string | null
  paragraphs: string[]
  code?: string
  steps?: string[]
  /** Points without an order. */
  list?: string[]
  after: string[]
  /** What it is about, below everything. */
  about?: string
}

/** A letter of this slice, in the same frame as all others. */
export function writeLetter(from: Place, letter: Letter): Email {
  const { subject, paragraphs, code, steps = [], list = [], after } = letter
  const hello = letter.name ? `Hello ${letter.name},` : 'Hello,'
  const about = letter.about ?? 'your account'
  const text = [
    hello,
    ...paragraphs.map((paragraph) => wrapText(paragraph)),
    ...(code ? [`    ${code}`] : []),
    ...(steps.length > 0
      ? [steps.map((step, at) => wrapText(step, '   ', `${at + 1}. `)).join('\n')]
      : []),
    ...(list.length > 0 ? [list.map((item) => wrapText(item, '  ', '- ')).join('\n')] : []),
    ...after.map((paragraph) => wrapText(paragraph)),
    `${from.partnershipName}\n${from.publicUrl}`,
  ].join('\n\n')
  const html = renderEmail({
    partnershipName: from.partnershipName,
    subject,
    preview: paragraphs[0] ?? subject,
    footer: (
      <SmallPrint>
        <WithLinks text={`This email is about ${about} at ${from.publicUrl}`} />
      </SmallPrint>
    ),
    children: (
      <>
        <h1 class="ink" style={emailStyles.h1}>
          {code ? 'Your code' : subject}
        </h1>
        <EmailParagraph>{hello}</EmailParagraph>
        {paragraphs.map((paragraph) => (
          <EmailParagraph>{paragraph}</EmailParagraph>
        ))}
        {code && (
          <p class="ink" style={`${emailStyles.h1}letter-spacing:6px;`}>
            {code}
          </p>
        )}
        {steps.length > 0 && (
          <ol class="ink" style={emailStyles.list}>
            {steps.map((step) => (
              <li style={emailStyles.item}>
                <WithLinks text={step} />
              </li>
            ))}
          </ol>
        )}
        {list.length > 0 && (
          <ul class="ink" style={emailStyles.list}>
            {list.map((item) => (
              <li style={emailStyles.item}>{item}</li>
            ))}
          </ul>
        )}
        {after.map((paragraph) => (
          <EmailParagraph>
            <WithLinks text={paragraph} />
          </EmailParagraph>
        ))}
      </>
    ),
  })
  return { subject, text: `${text}\n`, html }
}

/** Addresses of this site become links; they open a page with a form, and do nothing by themselves. */
function WithLinks({ text }: { text: string }) {
  return (
    <>
      {text
        .split(/(https?:\/\/[^\s)]*[^\s).,])/)
        .map((part, at) => (at % 2 === 1 ? <EmailLink href={part}>{part}</EmailLink> : part))}
    </>
  )
}
