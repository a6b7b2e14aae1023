import type { ComponentChildren } from 'preact'
import { Document } from './document.tsx'
import type { DocumentProps } from './document.tsx'
import { Breadcrumbs } from './govuk/breadcrumbs.tsx'
import type { Breadcrumb } from './govuk/breadcrumbs.tsx'
import { NotificationBanner } from './govuk/notification-banner.tsx'
import type { Content } from './govuk/options.ts'
import { SkipLink } from './govuk/skip-link.tsx'
import { DemonstrationBanner, PartnershipMark, SignOut } from './layout.tsx'
import type { SiteContext } from './site-context.ts'

export type WorkspacePageProps = Omit<
  DocumentProps,
  'isSensitive' | 'shared' | 'translations' | 'isUnlisted'
> & {
  /** The way up from here, without "Workspace" and without this page itself. */
  breadcrumbs?: Breadcrumb[] | undefined
  /** Said once after something was done. */
  success?: Content
  /** Stands over the heading: what kind of thing this is. */
  caption?: Content
  /** The heading, when it is not the title; `false` when a form's legend is the heading. */
  heading?: Content
  /** Buttons and links beside the heading. */
  actions?: Content
  children: ComponentChildren
}

/** A page of the workspace under `/manage`. It speaks English. */
export function WorkspacePage(props: WorkspacePageProps) {
  const { site } = props
  const heading = props.heading ?? props.title
  return (
    <Document
      {...props}
      isUnlisted
      styles={['manage.css', ...(props.styles ?? [])]}
      bodyClass="cairn-workspace"
    >
      <SkipLink href="#main">Skip to main content</SkipLink>
      {site.isDemonstration && <DemonstrationBanner site={site} />}
      <WorkspaceHeader site={site} />
      <div class="cairn-workspace__columns">
        <WorkspaceNavigation site={site} />
        <main id="main" class="cairn-workspace__main" tabindex={-1}>
          {props.breadcrumbs && (
            <Breadcrumbs
              collapseOnMobile
              items={[{ text: 'Workspace', href: '/manage' }, ...props.breadcrumbs]}
            />
          )}
          {props.success && <NotificationBanner type="success">{props.success}</NotificationBanner>}
          {heading !== false && (
            <div class="cairn-workspace__heading">
              <h1 class="govuk-heading-l">
                {props.caption && <span class="govuk-caption-l">{props.caption}</span>}
                {heading}
              </h1>
              {props.actions && <div class="govuk-button-group">{props.actions}</div>}
            </div>
          )}
          {props.children}
        </main>
      </div>
    </Document>
  )
}

function WorkspaceHeader({ site }: { site: SiteContext }) {
  return (
    <header class="cairn-workspace__header">
      <a class="cairn-workspace__name" href="/manage">
        <PartnershipMark site={site} size={28} />
        <span>
          {site.shortName} <span class="cairn-workspace__word">Workspace</span>
        </span>
      </a>
      <div class="cairn-workspace__person">
        <a href="/">View the site</a>
        {site.person && (
          <>
            <a href="/account">{site.person.name}</a>
            <SignOut text="Sign out" />
          </>
        )}
      </div>
    </header>
  )
}

function WorkspaceNavigation({ site }: { site: SiteContext }) {
  const parts = [{ text: 'Overview', href: '/manage' }, ...site.workspaceParts]
  const isHere = (href: string) =>
    site.path === href || (href !== '/manage' && site.path.startsWith(`${href}/`))
  return (
    <nav class="cairn-workspace__nav" aria-label="Workspace">
      <ul>
        {parts.map((part) => (
          <li>
            <a
              href={part.href}
              aria-current={
                isHere(part.href) ? (site.path === part.href ? 'page' : 'true') : undefined
              }
            >
              {part.text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
