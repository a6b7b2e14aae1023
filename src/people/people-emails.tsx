import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'

export type Email = { subject: string; text: string; html: string }

export type NoticeKind =
  | 'password-set'
  | 'second-factor-set'
  | 'second-factor-removed'
  | 'second-factor-reset'
  | 'recovery-code-used'
  | 'email-changed'

type Place = { partnershipName: string; publicUrl: string }

/** The six-digit code for a new password. There is no link in it: the code is typed where it was asked for. */
export function passwordCodeEmail(
  given: Place & { name: string; code: string; minutes: number },
): Email {
  return write(given, {
    subject: `${given.code} is your code to choose a password`,
    name: given.name,
    paragraphs: ['Type this code on the page where you asked for it:'],
    code: given.code,
    after: [
      `It works once, for ${given.minutes} minutes. Nobody from the partnership will ever ask you for it.`,
      'If you did not ask for a code, somebody may have typed your address by mistake. You need not do anything: your password stays as it is.',
    ],
  })
}

/** Tells somebody that they have been added, and how they get in. */
export function invitationEmail(given: Place & { name: string; email: string; by: string }): Email {
  const address = `${given.publicUrl}/sign-in/new-password`
  return write(given, {
    subject: `You can now sign in to ${given.partnershipName}`,
    name: given.name,
    paragraphs: [
      `${given.by} has added you to the site of ${given.partnershipName}. To begin, choose a password:`,
    ],
    steps: [
      `Go to ${address}`,
      `Enter your email address, ${given.email}. We send a six-digit code to it.`,
      'Type the code and the password that you want to use.',
    ],
    after: [
      'If you did not expect this, tell the partnership. Without a password nobody can sign in as you.',
    ],
  })
}

const noticeWords: Record<NoticeKind, { subject: string; happened: string; wasNotYou: string }> = {
  'password-set': {
    subject: 'Your password has been changed',
    happened: 'Your password has been changed. Everywhere else you have been signed out.',
    wasNotYou: 'If that was not you, choose a new password now:',
  },
  'second-factor-set': {
    subject: 'Your second factor has been set up',
    happened:
      'An authenticator app has been set up for your account. From now on you need a code from it to sign in.',
    wasNotYou: 'If that was not you, tell the partnership at once, and choose a new password:',
  },
  'second-factor-removed': {
    subject: 'Your second factor has been switched off',
    happened: 'You no longer need a code to sign in: your second factor has been switched off.',
    wasNotYou: 'If that was not you, tell the partnership at once, and choose a new password:',
  },
  'second-factor-reset': {
    subject: 'Your second factor has been reset',
    happened:
      'An officer of the partnership has reset your second factor, and you have been signed out. If your role needs one, you set up a new one when you next sign in.',
    wasNotYou:
      'If you did not ask for this, tell the partnership at once, and choose a new password:',
  },
  'recovery-code-used': {
    subject: 'A recovery code has been used',
    happened:
      'Somebody signed in to your account with one of your recovery codes. That code cannot be used again.',
    wasNotYou: 'If that was not you, tell the partnership at once, and choose a new password:',
  },
  'email-changed': {
    subject: 'Your email address has been changed',
    happened:
      'The partnership has changed the email address of your account, and you have been signed out. Sign in with the new address.',
    wasNotYou:
      'If you did not expect this, tell the partnership at once. To choose a new password:',
  },
}

/** Tells somebody what has changed in how they sign in. */
export function noticeEmail(given: Place & { name: string; kind: NoticeKind }): Email {
  const words = noticeWords[given.kind]
  return write(given, {
    subject: words.subject,
    name: given.name,
    paragraphs: [words.happened],
    after: [`${words.wasNotYou} ${given.publicUrl}/sign-in/new-password`],
  })
}

const place = {
  partnershipName: 'Cumbria Safeguarding Children Partnership',
  publicUrl: 'https://cairn.example',
}

/** Every e-mail of this slice as it arrives, for the preview and a test. */
export const sample: Record<string, Email> = {
  'password code': passwordCodeEmail({ ...place, name: 'Jo Askew', code: '402718', minutes: 10 }),
  invitation: invitationEmail({
    ...place,
    name: 'Jo Askew',
    email: 'jo.askew@derwent-youth.example',
    by: 'Ivy Thornthwaite',
  }),
  ...Object.fromEntries(
    (Object.keys(noticeWords) as NoticeKind[]).map((kind) => [
      kind.replaceAll('-', ' '),
      noticeEmail({ ...place, name: 'Jo Askew', kind }),
    ]),
  ),
}

type Letter = {
  subject: string
  name: string
  paragraphs: string[]
  code?: string
  steps?: string[]
  after: string[]
}

function write(from: Place, letter: Letter): Email {
  const { subject, name, paragraphs, code, steps = [], after } = letter
  const text = [
    `Hello ${name},`,
    ...paragraphs,
    ...(code ? [`    ${code}`] : []),
    ...(steps.length > 0 ? [steps.map((step, at) => `${at + 1}. ${step}`).join('\n')] : []),
    ...after,
    `${from.partnershipName}\n${from.publicUrl}`,
  ].join('\n\n')
  const html = renderToString(
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>{subject}</title>
      </head>
      <body style="margin:0;padding:24px 16px;background:#f7f5f0;color:#17211c;font:18px/1.5 Arial,Helvetica,sans-serif">
        <div style="max-width:580px;margin:0 auto;padding:24px;background:#ffffff;border-top:6px solid #15402f">
          <Paragraph>Hello {name},</Paragraph>
          {paragraphs.map((paragraph) => (
            <Paragraph>{paragraph}</Paragraph>
          ))}
          {code && (
            <p style="margin:0 0 20px;font-size:32px;font-weight:bold;letter-spacing:6px">{code}</p>
          )}
          {steps.length > 0 && (
            <ol style="margin:0 0 20px;padding-left:24px">
              {steps.map((step) => (
                <li style="margin:0 0 8px">
                  <WithLinks>{step}</WithLinks>
                </li>
              ))}
            </ol>
          )}
          {after.map((paragraph) => (
            <Paragraph>
              <WithLinks>{paragraph}</WithLinks>
            </Paragraph>
          ))}
          <p style="margin:24px 0 0;color:#45524b;font-size:16px">
            {from.partnershipName}
            <br />
            <WithLinks>{from.publicUrl}</WithLinks>
          </p>
        </div>
      </body>
    </html>,
  )
  return { subject, text: `${text}\n`, html: `<!doctype html>${html}` }
}

function Paragraph({ children }: { children: ComponentChildren }) {
  return <p style="margin:0 0 20px">{children}</p>
}

function WithLinks({ children }: { children: string }) {
  return (
    <>
      {children.split(/(https?:\/\/\S+)/).map((part, at) =>
        at % 2 === 1 ? (
          <a href={part} style="color:#15402f">
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </>
  )
}
