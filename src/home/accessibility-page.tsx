import { Page } from '../ui/layout.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { Statement } from './statement.tsx'

/**
 * The statement that the Public Sector Bodies (Websites and Mobile Applications) Accessibility Regulations 2018 ask
 * for, about what this product does. What a partnership writes and uploads is its own to check.
 */
export function AccessibilityPage({ site }: { site: SiteContext }) {
  return (
    <Page
      site={site}
      title="Accessibility statement"
      description={`How accessible the website of ${site.partnershipName} is, and how to tell us about a problem.`}
      breadcrumbs={[{ text: 'Home', href: '/' }]}
    >
      <Statement title="Accessibility statement">
        <p>
          This statement is about the website of {site.partnershipName}. We want everybody to be
          able to use it, most of all when they are worried and in a hurry.
        </p>
        <h2>What you can do here</h2>
        <ul>
          <li>zoom in up to 400% without the text running off the screen</li>
          <li>get through everything with a keyboard, or with speech recognition</li>
          <li>listen to everything with a screen reader</li>
          <li>use every page with JavaScript switched off</li>
          <li>read in a light or a dark scheme, whichever your device is set to</li>
          <li>print every page; the page on how to report leaves out what paper cannot know</li>
        </ul>
        <p>We write in plain English, and in shorter words still for young people.</p>
        <h2>How accessible it is</h2>
        <p>
          It is built to the Web Content Accessibility Guidelines version 2.2, level AA. We know of
          these limits:
        </p>
        <ul>
          <li>
            The texts are in English only. There is no British Sign Language, Easy Read or Welsh
            version of them yet.
          </li>
          <li>
            “Exit this page” leaves no trace behind the back button in the current versions of
            Chrome and Firefox. It has not been tried on every phone. Without JavaScript it is a
            plain link, and the back button leads back here.
          </li>
          <li>
            Documents and pages of other organisations that we link to may be less accessible. We
            have no say in them.
          </li>
        </ul>
        <h2>Tell us about a problem</h2>
        <p>
          Tell the partnership’s office what the page was, what went wrong, and which device and
          assistive technology you use. Ask for any text in another format: large print, audio or on
          paper. We answer within 10 working days.
        </p>
        <Contact site={site} />
        <h2>If you are not happy with our answer</h2>
        <p>
          The Equality and Human Rights Commission enforces the Public Sector Bodies (Websites and
          Mobile Applications) (No. 2) Accessibility Regulations 2018 in England, Scotland and
          Wales; in Northern Ireland the Equality Commission does. Contact the{' '}
          <a href="https://www.equalityadvisoryservice.com/" rel="noreferrer">
            Equality Advisory and Support Service
          </a>
          , or the{' '}
          <a href="https://www.equalityni.org/" rel="noreferrer">
            Equality Commission for Northern Ireland
          </a>
          .
        </p>
        <h2>How we test</h2>
        <p>
          Every type of page is tested automatically with axe and an HTML checker each time the
          software changes, in a real browser, with and without JavaScript. Automatic tests find
          only a part of all problems. The software has not yet been audited by people with
          disabilities; when it has been, the result will stand here.
        </p>
      </Statement>
    </Page>
  )
}

/** How to reach the people behind the site; never about a child. */
export function Contact({ site }: { site: SiteContext }) {
  return (
    <p>
      {site.isDemonstration
        ? 'This is a demonstration: there is no office that answers. A real partnership gives its email address, telephone number and postal address here.'
        : `Write to the business unit of ${site.partnershipName}.`}{' '}
      Please never write to us about a child: read <a href="/report">how to report a concern</a>.
    </p>
  )
}
