import {
  EmailButton,
  EmailParagraph,
  renderEmail,
  SmallPrint,
  wrapText,
  type Email,
  type EmailSamples,
} from '../ui/email.tsx'

type Given = {
  partnershipName: string
  campaignTitle: string
  organisationName: string
  howTheySupport: string
  address: string
}

/** Tells the partnership that an organisation would like to support a campaign. Who wrote is on the page, not in the mail. */
export function newSupporterEmail(given: Given): Email {
  const subject =
    `${given.organisationName} would like to support ${given.campaignTitle}`.replaceAll(/\s+/g, ' ')
  const first = `${given.organisationName} asks to be shown as a supporter of ${given.campaignTitle}.`
  const how = given.howTheySupport ? `They write: ${given.howTheySupport}` : ''
  const last = 'Nothing is shown before somebody of the partnership agrees.'
  return {
    subject,
    text: [first, how, `Decide here:\n${given.address}`, last]
      .filter(Boolean)
      .map((part) => wrapText(part))
      .join('\n\n'),
    html: renderEmail({
      partnershipName: given.partnershipName,
      subject,
      preview: first,
      kicker: given.campaignTitle,
      footer: <SmallPrint>You get this as the contact for supporters of the campaign.</SmallPrint>,
      children: (
        <>
          <EmailParagraph>{first}</EmailParagraph>
          {how && <EmailParagraph>{how}</EmailParagraph>}
          <EmailButton href={given.address}>Decide</EmailButton>
          <EmailParagraph>{last}</EmailParagraph>
        </>
      ),
    }),
  }
}

export const sample: EmailSamples = {
  'Campaign: a new supporter': newSupporterEmail({
    partnershipName: 'Westmoor Safeguarding Children Partnership',
    campaignTitle: 'IT’S NOT OK',
    organisationName: 'Fellside Football Club',
    howTheySupport: 'We put the poster texts into our match programme.',
    address: 'https://cairn.example.org/manage/campaigns/1/coalition',
  }),
}
