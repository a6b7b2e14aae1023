import { campaignKind } from '../src/campaigns/campaigns.ts'
import {
  addSubscribers,
  bulletinKind,
  checkAddition,
  countRecipients,
  newItem,
  sendMailing,
  startMailing,
  updateSender,
  type BulletinContent,
} from '../src/bulletins/bulletins.ts'
import { guidanceKind } from '../src/guidance/guidance.ts'
import { courseKind } from '../src/learning/learning.ts'
import { openLog } from '../src/platform/log.ts'
import { openMail } from '../src/platform/mail.ts'
import type { Services } from '../src/platform/web.ts'
import { findPublished, type PublicationKind } from '../src/publishing/publishing.ts'
import { documentFromText } from '../src/publishing/rich-text-as-text.ts'
import { publishHistoric, type Cast } from './publish-historic.ts'

const historicNote =
  'This bulletin shows what was news in October 2020, in our own words. It is kept as it was; do not rely on it today.'

const publishedAt = new Date('2020-10-22T09:00:00Z')

/**
 * The bulletin of October 2020, published by two people and sent once to invented subscribers. The mails are kept in
 * the database whatever mail server is configured: nobody outside ever gets one from the demonstration.
 */
export async function seedBulletins(
  services: Services,
  cast: Cast,
): Promise<{ bulletin: string; mailing: string }> {
  const { database } = services
  await updateSender(database, {
    postalAddress: 'Business unit (demonstration)\n1 Fell View\nKeswick',
    contactEmail: 'bulletin@cumbria2020.example',
  })
  const bulletin = await publishHistoric(
    services,
    bulletinKind,
    {
      title: 'October 2020 bulletin: IT’S NOT OK begins',
      summary:
        'A campaign against the exploitation of children, principles on peer-on-peer sexual abuse, and an online course on thresholds and referrals.',
      content: await octoberBulletin(services),
    },
    { slug: 'october-2020', historicNote, publishedAt },
    cast,
  )
  await seedSubscribers(services, cast)
  return { bulletin, mailing: await sendOnce(services, bulletin, cast) }
}

async function octoberBulletin(services: Services): Promise<BulletinContent> {
  const idOf = async (kind: PublicationKind, slug: string): Promise<string> => {
    const page = await findPublished(services.database, kind, slug)
    if (!page) throw new Error(`the demonstration has no ${kind.noun} called ${slug}`)
    return page.publication.id
  }
  return {
    month: '2020-10',
    introduction: documentFromText(
      'Three things from the partnership in October 2020: a campaign that needs you, help with a subject many find hard to talk about, and a course you can begin today.',
    ),
    items: [
      newItem({
        id: 'campaign',
        kind: 'campaign',
        title: 'IT’S NOT OK: twelve months against child exploitation',
        text: documentFromText(`
On 1 October 2020 the partnership and the NSPCC began a campaign that runs for a year across Cumbria. It starts with **child criminal exploitation**; healthy relationships and safety online follow.

You will meet it in the press, on social media, in print and through many partners. There is something for young people, parents, carers and practitioners:

- the signs that a child may be exploited
- how to report it
- posts, texts and posters for you to use

Every organisation that works with families can support it. The campaign’s page says how.`),
        linkedPublicationId: await idOf(campaignKind, 'its-not-ok'),
      }),
      newItem({
        id: 'guidance',
        kind: 'guidance',
        title: 'Peer-on-peer sexual abuse: recognising it and responding well',
        text: documentFromText(`
NSPCC Learning has put good practice into a few principles. Our page sums them up:

1. what peer-on-peer sexual abuse looks like
2. how to respond, in proportion to what has happened
3. how to help prevent it
4. the law and guidance in each nation of the United Kingdom`),
        linkedPublicationId: await idOf(guidanceKind, 'peer-on-peer-sexual-abuse'),
        links: [
          {
            text: 'NSPCC Learning, for their news story and their pages on harmful sexual behaviour',
            href: 'https://learning.nspcc.org.uk/',
          },
        ],
      }),
      newItem({
        id: 'training',
        kind: 'training',
        title:
          'Safeguarding responsibilities, thresholds and referrals: the Level 2 course is online',
        text: documentFromText(`
The course went live in October 2020. Work through it at home or at work, whenever it suits you; part of it is a conversation with people of other agencies.

- If you work **outside the County Council**, you need an account of your own first.
- If you are **enrolled already**, please check your name, organisation and e-mail address, so that your certificate reaches you.`),
        linkedPublicationId: await idOf(
          courseKind,
          'safeguarding-responsibilities-thresholds-and-referrals',
        ),
      }),
    ],
    senderNote: documentFromText(
      'Please pass this on to colleagues who work with children and families. They can get the bulletin themselves: [subscribe to the bulletin](/bulletins/subscribe).',
    ),
  }
}

// example.org is reserved: no mail can reach anybody there.
const workAddresses = `email,name,role,sector
lead@fellside-primary.example.org,Marian Askew,Designated safeguarding lead,education
head@lakeview-academy.example.org,Tom Birkett,Head teacher,education
pastoral@beckfoot-college.example.org,Aisha Rahman,Pastoral manager,education
safeguarding@north-fells-nhs.example.org,Dr Helen Postlethwaite,Named doctor,health
school.nurse@north-fells-nhs.example.org,Joy Okafor,School nurse,health
exploitation@fell-police.example.org,Sgt Ruth Nixon,Exploitation team,police
duty@fells-council.example.org,Peter Lamb,Social work team manager,council
early.help@fells-council.example.org,Nadia Karim,Early help co-ordinator,council
housing@fells-homes.example.org,Colin Steele,Tenancy officer,housing
welfare@fells-football.example.org,Gemma Rook,Club welfare officer,sport
youth@derwent-youth.example.org,Sam Dockray,Youth worker,vcfse
yot@fells-council.example.org,Lena Dixon,Youth justice worker,youth-justice`

const ownConsent = `email,name,role,sector
childminder.keswick@example.org,Beth Tyson,Childminder,early-years
foster.carer@example.org,Ray Musgrave,Foster carer,other`

async function seedSubscribers({ database }: Services, { authorId }: Cast): Promise<void> {
  const at = new Date('2020-10-12T10:00:00Z')
  const add = async (text: string, basis: 'corporate' | 'consent', provenance: string) => {
    const list = { text, basis, provenance, collectedOn: '2020-10-01' }
    const id = await checkAddition(database, list, authorId, at)
    await addSubscribers(database, id, authorId, at)
  }
  await add(
    workAddresses,
    'corporate',
    'Contacts of partner agencies, given by each agency for the campaign’s launch (invented for the demonstration).',
  )
  await add(
    ownConsent,
    'consent',
    'Sign-up sheet of the launch on 1 October 2020, with the words: “I would like the partnership’s bulletin by e-mail.” (invented for the demonstration)',
  )
}

async function sendOnce(services: Services, bulletin: string, cast: Cast): Promise<string> {
  const { database, config } = services
  const then: Services = {
    ...services,
    clock: { now: () => publishedAt },
    log: openLog('silent'),
    mail: openMail({ ...config, smtpUrl: null }, database),
    // It is sent right here, not by the worker, whose mail server may be a real one.
    jobs: { ...services.jobs, enqueue: async () => {} },
  }
  const expected = {
    version: 1,
    recipients: await countRecipients(database),
    whenUnsure: 'resend' as const,
  }
  const begun = await startMailing(then, bulletin, expected, cast.reviewerId)
  if (!begun.ok) throw new Error(`the demonstration's bulletin was not sent: ${begun.reason}`)
  await sendMailing(then, begun.id, { sliceMs: 60_000 })
  return begun.id
}
