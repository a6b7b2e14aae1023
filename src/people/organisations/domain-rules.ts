/** Where anybody can have an address, or many organisations do: nobody's own. */
const sharedDomains = new Set(
  `gmail.com googlemail.com hotmail.com hotmail.co.uk outlook.com live.com live.co.uk msn.com yahoo.com yahoo.co.uk
   ymail.com rocketmail.com icloud.com me.com mac.com aol.com aol.co.uk btinternet.com btopenworld.com sky.com
   talktalk.net virginmedia.com ntlworld.com blueyonder.co.uk tiscali.co.uk proton.me protonmail.com gmx.com
   gmx.co.uk mail.com zoho.com fastmail.com onmicrosoft.com nhs.net nhs.uk gov.uk gov.scot gov.wales police.uk
   pnn.police.uk sch.uk ac.uk co.uk org.uk me.uk ltd.uk plc.uk net.uk mod.uk cjsm.net`.split(/\s+/),
)

/** What was typed as an e-mail domain, as it is kept: `@Fellside.example ` is `fellside.example`. */
export function domainOf(typed: string): string {
  return typed.trim().toLowerCase().replace(/^.*@/, '').replace(/\.$/, '')
}

export type DomainRefusal = 'no-domain' | 'shared'

/** Why a domain cannot be an organisation's own, or null. */
export function refuseDomain(domain: string): DomainRefusal | null {
  const labels = domain.split('.')
  const isDomain =
    domain.length <= 253 &&
    labels.length >= 2 &&
    labels.every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label)) &&
    /[a-z]/.test(labels.at(-1)!)
  if (!isDomain) return 'no-domain'
  // All schools of a county end in its name: cumbria.sch.uk.
  const isCounty = labels.length === 3 && domain.endsWith('.sch.uk')
  return isCounty || sharedDomains.has(domain) ? 'shared' : null
}

export const domainSentences: Record<DomainRefusal, string> = {
  'no-domain': 'Enter the part of an email address after the @, like fellside.sch.example',
  shared:
    'Many organisations or private people have addresses there, so it cannot be the domain of one',
}
