import { encode } from 'uqr'
import { Callout } from '../ui/content.tsx'
import { formatDate } from '../ui/dates.ts'
import { Tag } from '../ui/govuk/tag.tsx'
import { Page } from '../ui/layout.tsx'
import type { FormState } from '../platform/forms.ts'
import { FormErrors, SubmitButton, TextField, hasErrors } from '../ui/form.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { certificateIdInGroups, initialsOf } from './certificate-ids.ts'
import { durationInWords } from './course-content.ts'
import type { Certificate } from './certificate-queries.ts'
import { learningPaths } from './learning-paths.ts'

/** The certificate for the person it belongs to: to look at, to print, to keep. */
export function MyCertificatePage(props: {
  site: SiteContext
  certificate: Certificate
  name: string
  /** The full address of the page that verifies it. */
  verifyAt: string
  isNew: boolean
}) {
  const { site, certificate, name, verifyAt, isNew } = props
  return (
    <Page
      site={site}
      title={`Certificate: ${certificate.courseTitle}`}
      isUnlisted
      breadcrumbs={[
        { text: 'Home', href: '/' },
        { text: 'Your courses', href: learningPaths.mine },
      ]}
      success={isNew ? 'You have completed the course. This is your certificate.' : undefined}
    >
      {certificate.revokedAt && <Withdrawn certificate={certificate} />}
      <article class="cairn-certificate">
        <p class="cairn-certificate__from">{site.partnershipName}</p>
        <h1>Certificate of completion</h1>
        <p class="cairn-certificate__name">{name}</p>
        <p>has completed</p>
        <p class="cairn-certificate__course">{certificate.courseTitle}</p>
        <p>
          {[
            certificate.bandLabel &&
              `${certificate.bandLabel}${certificate.frameworkName ? `, ${certificate.frameworkName}` : ''}`,
            durationInWords(certificate.minutes),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <p>
          <strong>{formatDate(certificate.issuedAt)}</strong>
        </p>
        <div class="cairn-certificate__foot">
          <QrCode words={verifyAt} />
          <p>
            Number {certificateIdInGroups(certificate.id)}
            <br />
            Check it at{' '}
            <a class="govuk-link" href={learningPaths.certificate(certificate.id)}>
              {verifyAt}
            </a>
          </p>
        </div>
        {site.isDemonstration && (
          <p class="cairn-certificate__warning">
            Made on a demonstration. It proves nothing about anybody.
          </p>
        )}
      </article>
      <p class="govuk-body cairn-not-printed">
        To keep it as a file, print this page and choose “Save as PDF”.
      </p>
    </Page>
  )
}

function Withdrawn({ certificate }: { certificate: Certificate }) {
  return (
    <Callout isUrgent>
      <p>
        <strong>This certificate was withdrawn on {formatDate(certificate.revokedAt!)}.</strong>{' '}
        {certificate.revokedReason}
      </p>
    </Callout>
  )
}

/** What anybody with the number may know: that it is real, for which course, and the initials. Never the workplace. */
export function CertificatePage(props: {
  site: SiteContext
  certificate: Certificate
  name: string
}) {
  const { site, certificate, name } = props
  const facts: [string, string][] = [
    ['Initials', initialsOf(name)],
    ['Course', certificate.courseTitle],
    ['Completed on', formatDate(certificate.issuedAt)],
    ['Number', certificateIdInGroups(certificate.id)],
  ]
  return (
    <Page
      site={site}
      title="Certificate check"
      isUnlisted
      breadcrumbs={[
        { text: 'Home', href: '/' },
        { text: 'Check a certificate', href: learningPaths.certificates },
      ]}
    >
      <h1 class="govuk-heading-l">
        {certificate.revokedAt ? 'This certificate was withdrawn' : 'This certificate is valid'}
      </h1>
      <p class="govuk-body">
        {certificate.revokedAt ? (
          <>
            <Tag classes="govuk-tag--red">Withdrawn</Tag> on {formatDate(certificate.revokedAt)}
          </>
        ) : (
          <>
            <Tag classes="govuk-tag--green">Valid</Tag> issued by {site.partnershipName}
          </>
        )}
      </p>
      <dl class="cairn-facts cairn-facts--large">
        {facts.map(([key, value]) => (
          <div>
            <dt>{key}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p class="govuk-body">
        For the person’s privacy this page shows initials only, and not where they work. Compare
        them with the certificate you were given.
      </p>
      {site.isDemonstration && (
        <p class="govuk-body">Made on a demonstration. It proves nothing about anybody.</p>
      )}
    </Page>
  )
}

/** Where somebody types the number from a paper. */
export function FindCertificatePage({ site, form }: { site: SiteContext; form: FormState }) {
  return (
    <Page
      site={site}
      title="Check a certificate"
      isUnlisted
      hasErrors={hasErrors(form)}
      breadcrumbs={[{ text: 'Home', href: '/' }]}
    >
      <FormErrors form={form} />
      <h1 class="govuk-heading-l">Check a certificate</h1>
      <form action={learningPaths.certificates} method="get" novalidate>
        <TextField
          form={form}
          name="number"
          label="Number of the certificate"
          hint="26 letters and digits, at the foot of the certificate. Spaces do not matter."
          autocomplete="off"
          spellcheck={false}
        />
        <SubmitButton>Check</SubmitButton>
      </form>
    </Page>
  )
}

/** The address as a QR code, drawn as one path. */
function QrCode({ words }: { words: string }) {
  const { data, size } = encode(words, { ecc: 'M', border: 4 })
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('')
  return (
    <svg
      class="cairn-certificate__code"
      viewBox={`0 0 ${size} ${size}`}
      width="110"
      height="110"
      role="img"
      aria-label="QR code with the address that checks this certificate"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
