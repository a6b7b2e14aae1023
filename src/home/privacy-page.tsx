import { Page } from '../ui/layout.tsx'
import type { SiteContext } from '../ui/site-context.ts'
import { Contact } from './accessibility-page.tsx'
import { Statement } from './statement.tsx'

/**
 * What this product keeps about people, as the UK GDPR (articles 13 and 14) asks to be told. It says what the software
 * does; who the controller is, and for how long each thing is kept, is the partnership's to add.
 */
export function PrivacyPage({ site }: { site: SiteContext }) {
  return (
    <Page
      site={site}
      title="Privacy"
      description="What this website keeps about you, and what it does not."
      breadcrumbs={[{ text: 'Home', href: '/' }]}
    >
      <Statement title="Privacy">
        <p>
          <strong>You can read every public page without anything being kept about you.</strong>{' '}
          Here is what that means, and what is kept when you sign in, learn, subscribe or support a
          campaign.
        </p>
        <h2>When you only read</h2>
        <ul>
          <li>No cookie is set, and nothing is stored on your device.</li>
          <li>
            Nothing is loaded from other companies: no advertising, no analytics, no maps, no fonts,
            no films.
          </li>
          <li>
            We do not write down which pages somebody read. The address of your device is used to
            send you the page and to stop floods of requests, and is then forgotten.
          </li>
          <li>
            On pages about getting help, the browser is asked not to keep a copy. “Exit this page”
            also asks it to forget what it kept of this site.
          </li>
        </ul>
        <p>
          We cannot hide a visit from somebody who controls your device or your network, and your
          browser may keep a list of pages. If that worries you, use a device that nobody else uses,
          or call.
        </p>
        <h2>Children</h2>
        <p>
          This website keeps no information about any child’s case. It has no form for reporting:
          you report to people, by telephone or on their own pages. Please never write details of a
          child into any form here. Children have no accounts.
        </p>
        <h2>When you sign in</h2>
        <p>
          People who work with children can have an account. We keep your name, work email address,
          employer, role, when you signed in, a scrambled form of your password, and, if you use
          one, the key of your authenticator app, encrypted. One cookie keeps you signed in. Another
          remembers that you have signed in on this device, so that nobody who guesses at your
          password elsewhere can lock you out; it lasts 180 days and opens nothing.
        </p>
        <h2>When you register</h2>
        <p>
          When you press Continue on the first page, one cookie ties your registration to your
          browser, so that nobody else can go on with it. It is needed for that, and ends when you
          close the browser. What you type is kept until you are done, and is removed after a day if
          you do not finish. From your address we keep a scrambled form for a week, so that nobody
          can send you codes without end. There is no account before you have typed the code that we
          send to your address.
        </p>
        <h2>When you learn</h2>
        <p>
          We keep which courses you enrolled on, how far you are, your results and certificates.
          Your agency’s lead can see them for the agency’s own staff. Anybody who has the number of
          a certificate can check that it is real.
        </p>
        <h2>When you get the bulletin</h2>
        <p>
          We keep your email address, when and how you agreed, and whether each bulletin could be
          delivered. We do not know whether you opened it or which links you followed: there is
          nothing in it that would tell us. Every bulletin has a link to unsubscribe.
        </p>
        <h2>When your organisation supports a campaign</h2>
        <p>
          The organisation’s name and web address are shown with the campaign. Your own name and
          email address are seen by the partnership only, used for that campaign only, and deleted
          when the organisation is not accepted or leaves.
        </p>
        <h2>What people who work here do</h2>
        <p>
          What officers change is written into a log that cannot be altered, with their name and the
          time.
        </p>
        <h2>Your rights</h2>
        <p>
          You can ask for a copy of what is kept about you, have it corrected or deleted, have its
          use limited, object, and take back your agreement. Each partnership runs this software for
          itself and answers for what is in it.
        </p>
        <p>
          If you have an account, see what is kept about you and take it with you under{' '}
          <a href="/account/data">your data</a>. Requests are answered within one month.
        </p>
        <Contact site={site} />
        <h2>Complaints</h2>
        <p>
          If you are unhappy with how we use your information, complain to us first:{' '}
          <a href="/privacy/complaint">complain about how your data is used</a>. You need no
          account. We confirm that we have your complaint within 30 days, look into it, and tell you
          what we found. You can also complain to the{' '}
          <a href="https://ico.org.uk/make-a-complaint/" rel="noreferrer">
            Information Commissioner
          </a>{' '}
          at any time.
        </p>
      </Statement>
    </Page>
  )
}
