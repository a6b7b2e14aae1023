import {
  EmailButton,
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
import { bulletinPaths } from './bulletin-paths.ts'

/** The mail that asks whether it was really you; nothing happens unless the button on the page is pressed. */
export function confirmationEmail(data: {
  partnershipName: string
  publicUrl: string
  token: string
}): Email {
  const url = data.publicUrl + bulletinPaths.confirm(data.token)
  const subject = 'Please confirm your e-mail address'
  const asked = `Somebody, we hope you, typed this address to get the bulletin of ${data.partnershipName}.`
  const ignore =
    'If it was not you, do nothing: you will not get the bulletin, and we forget your address after seven days.'
  return {
    subject,
    text: `${[
      wrapText(asked),
      `To get the bulletin, open this page and press the button:\n${url}`,
      wrapText(ignore),
      data.partnershipName,
    ].join('\n\n')}\n`,
    html: renderEmail({
      partnershipName: data.partnershipName,
      subject,
      preview: 'One more step before you get the bulletin',
      footer: <SmallPrint>{ignore}</SmallPrint>,
      children: (
        <>
          <h1 class="ink" style={emailStyles.h1}>
            {subject}
          </h1>
          <EmailParagraph>{asked}</EmailParagraph>
          <EmailParagraph>To get it, open the page and press the button there.</EmailParagraph>
          <EmailButton href={url}>Go to the page</EmailButton>
        </>
      ),
    }),
  }
}

/** For somebody who gets the bulletin already and asks again: the page may not tell, but the mail may. */
export function alreadySubscribedEmail(data: {
  partnershipName: string
  publicUrl: string
}): Email {
  const url = data.publicUrl + bulletinPaths.archive
  const subject = 'You already get our bulletin'
  const said = `Somebody, we hope you, typed this address to get the bulletin of ${data.partnershipName}. It is on the list already, so nothing changes.`
  const leave = 'To leave the list, use the link at the foot of any bulletin.'
  return {
    subject,
    text: `${[wrapText(said), wrapText(leave), `All our bulletins:\n${url}`, data.partnershipName].join('\n\n')}\n`,
    html: renderEmail({
      partnershipName: data.partnershipName,
      subject,
      preview: 'Nothing changes',
      footer: <SmallPrint>{leave}</SmallPrint>,
      children: (
        <>
          <h1 class="ink" style={emailStyles.h1}>
            {subject}
          </h1>
          <EmailParagraph>{said}</EmailParagraph>
          <EmailParagraph>
            <EmailLink href={url}>Read all our bulletins</EmailLink>
            <br />
            <VisibleAddress url={url} />
          </EmailParagraph>
        </>
      ),
    }),
  }
}

const sampleSite = {
  partnershipName: 'Fellshire Safeguarding Children Partnership',
  publicUrl: 'https://cairn.example.org',
}

export const sample: EmailSamples = {
  'Bulletin: confirm your address': confirmationEmail({
    ...sampleSite,
    token: 'an-example-of-a-token',
  }),
  'Bulletin: you already get it': alreadySubscribedEmail(sampleSite),
}
