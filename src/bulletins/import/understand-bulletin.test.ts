import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { projectFolder } from '../../platform/project.ts'
import { plainTextOf } from '../../publishing/rich-text.ts'
import type { BulletinFile, ImportedBulletin, ImportedItem } from './read-bulletin.ts'
import { understandBulletin } from './understand-bulletin.ts'

const terms = [
  { label: 'peer-on-peer', nation: 'england', validTo: '2022', replacedBy: 'child-on-child' },
]

async function read(
  bytes: Uint8Array | string,
  given: Partial<BulletinFile> = {},
): Promise<ImportedBulletin> {
  const file = {
    bytes: Buffer.from(bytes),
    fileName: 'bulletin',
    nation: 'england',
    terms,
    ...given,
  }
  const reading = await understandBulletin(file)
  assert.ok(reading.ok, reading.ok ? '' : reading.reason)
  return reading.bulletin
}

const fixture = (name: string): Promise<ImportedBulletin> =>
  read(readFileSync(join(projectFolder, 'src/bulletins/import/fixtures', name)), { fileName: name })

const kinds = (bulletin: ImportedBulletin): string[] => bulletin.items.map(({ kind }) => kind)
const titles = (bulletin: ImportedBulletin): string[] => bulletin.items.map(({ title }) => title)
const dates = (item: ImportedItem | undefined): (string | null)[] =>
  item?.dates.map(({ absolute, startTime, endTime }) =>
    [absolute, startTime, endTime].filter(Boolean).join(' '),
  ) ?? []
const organisations = (item: ImportedItem | undefined): string[] =>
  item?.organisations.map(({ name, abbreviation }) =>
    abbreviation ? `${name} (${abbreviation})` : name,
  ) ?? []

/** What the October 2020 bulletin must give; ours has the same structure in other words. */
function checkOctober(
  bulletin: ImportedBulletin,
  expected: { name: string; themes: string[]; course: string; story: string; also: string },
) {
  assert.deepEqual(kinds(bulletin), ['campaign', 'guidance', 'training'])
  assert.equal(bulletin.month?.month, '2020-10')
  assert.equal(bulletin.month.isCertain, false)
  assert.match(bulletin.month.reason, /An item says .*1 October 2020/)
  const [first, second, third] = bulletin.items
  assert.deepEqual(first?.campaign, {
    name: expected.name,
    startsOn: '2020-10-01',
    months: 12,
    endsOn: '2021-09-30',
    themes: expected.themes,
    audiences: ['young people', 'parents', 'carers', 'practitioners'],
    channels: ['PR', 'social media', 'online', 'print', 'coalition of partners'],
    partners: ['NSPCC'],
  })
  assert.deepEqual(dates(first), ['1 October 2020', 'ends 30 September 2021'])
  assert.match(
    first?.kindReason ?? '',
    /^Taken as a campaign, because it says “campaign” \(\d times\)/,
  )
  assert.equal(first?.missingLinks.length, 1)
  assert.equal(second?.guidance?.publisher, 'NSPCC Learning')
  assert.equal(second.guidance.sections.length, 4)
  assert.deepEqual(
    second.guidance.seeAlso.map(({ title, relation, source, href }) => [
      title,
      relation,
      source,
      href,
    ]),
    [
      [expected.story, 'news story', null, null],
      [expected.also, 'see also', 'NSPCC Learning', null],
    ],
  )
  assert.equal(second.title, expected.story)
  assert.deepEqual(
    second.missingLinks.map(({ target }) => target),
    [expected.story, expected.also],
  )
  assert.ok(
    second.checks.some(
      ({ kind, suggestion }) => kind === 'replaced-term' && suggestion === 'child-on-child',
    ),
  )
  assert.equal(third?.course?.title, expected.course)
  assert.equal(third.course.bandLabel, 'Level 2')
  assert.ok(!('level' in third.course))
  assert.equal(third.course.delivery, 'blended')
  assert.equal(third.course.liveFrom, '2020-10')
  assert.equal(third.course.enrolment.length, 1)
  assert.match(
    third.course.detailsCheck.join(),
    /name, organisation and email address are correct|details are correct/,
  )
  assert.equal(third.course.outsideAgencies.length, 1)
  assert.match(
    third.course.outsideAgencies[0]!,
    /outside of .* County Council .* account on My Learning/,
  )
  assert.equal(third.course.whereAndWhen.length, 1)
  assert.deepEqual(dates(third), ['October 2020'])
  assert.ok(
    third.checks.some(
      ({ kind, suggestion }) => kind === 'relative-date' && suggestion === 'in October 2020',
    ),
  )
  assert.equal(third.missingLinks.length, 1)
}

test('a plain text with "|" between items gives its campaign, guidance and course', async () => {
  const bulletin = await fixture('one-line-paragraphs.txt')
  checkOctober(bulletin, {
    name: "IT'S YOUR CALL",
    themes: ['county lines', 'healthy friendships', 'safety online'],
    course: 'Safeguarding Duties, Thresholds & Making a Referral',
    story: 'Keeping children safe from each other',
    also: 'Harmful sexual behaviour in schools',
  })
  assert.equal(bulletin.title, 'Fellshire Safeguarding Children Partnership bulletin, October 2020')
  assert.deepEqual(organisations(bulletin.items[0]), [
    'Fellshire Safeguarding Children Partnership (FSCP)',
    'NSPCC',
  ])
  assert.equal(bulletin.items[0]?.title, "IT'S YOUR CALL campaign")
})

test('the bulletin of October 2020 itself, where the file is at hand', async (t) => {
  const path = [join(projectFolder, '..'), join(projectFolder, '../..')]
    .map((folder) => join(folder, 'shared/data/cscp-bulletin-2020-10.txt'))
    .find((candidate) => existsSync(candidate))
  if (!path) return t.skip('shared/data/cscp-bulletin-2020-10.txt is not on this machine')
  checkOctober(await read(readFileSync(path), { fileName: 'bulletin.txt' }), {
    name: "IT'S NOT OK",
    themes: ['child criminal exploitation', 'healthy relationships', 'online safety'],
    course: 'Safeguarding Responsibilities, Threshold Guidance & Referral Process',
    story: 'Protecting children from peer-on-peer sexual abuse',
    also: 'Protecting children from harmful sexual behaviour',
  })
})

test('underlined headings in a wrapped text, with a welcome and parts of an item', async () => {
  const bulletin = await fixture('underlined-wrapped.txt')
  assert.equal(bulletin.title, 'Dunmoor Safeguarding Children Partnership: Newsletter - March 2021')
  assert.match(
    plainTextOf(bulletin.introduction),
    /^Welcome to the spring edition of our newsletter\. Thank you to everybody who sent/,
  )
  assert.deepEqual(kinds(bulletin), ['guidance', 'training', 'news'])
  const [strategy, course, scrutineer] = bulletin.items
  assert.deepEqual(strategy?.guidance?.sections, [
    'what neglect looks like at different ages',
    'the graded care profile and when to use it',
    'who to talk to before making a referral',
  ])
  assert.equal(strategy.links[0]?.href, 'https://www.dunmoor-scp.example.org/neglect')
  assert.equal(course?.course?.title, 'Working with resistance')
  assert.deepEqual(course.course.sessions, [
    { day: '2021-04-14', startTime: '09:30', endTime: '12:30' },
    { day: '2021-04-22', startTime: '09:30', endTime: '12:30' },
  ])
  assert.match(plainTextOf(course.text), /Who is it for\?\nAnyone who works/)
  assert.match(course.course.enrolment[0]!, /^To book, email training@/)
  assert.deepEqual(dates(scrutineer), ['February 2021', '2021'])
  assert.deepEqual(
    bulletin.dropped.map(({ reason }) => reason),
    ['how to unsubscribe'],
  )
})

test('paragraphs without separators and headings are told apart by their subjects', async () => {
  const bulletin = await fixture('no-separators.txt')
  assert.equal(bulletin.separatedBy, 'changes of subject')
  assert.deepEqual(kinds(bulletin), ['campaign', 'guidance', 'event', 'news'])
  assert.deepEqual(titles(bulletin)[0], 'Enough campaign')
  assert.equal(bulletin.items[0]?.campaign?.endsOn, '2022-03-31')
  assert.equal(bulletin.items[1]?.guidance?.publisher, 'Ofsted')
  assert.equal(bulletin.items[1].guidance.sections.length, 3)
  assert.deepEqual(bulletin.items[2]?.event, {
    startsOn: '2021-12-09',
    endsOn: '2021-12-09',
    startTime: '13:00',
    endTime: '14:30',
    venue: 'Teams',
    bookBy: null,
  })
})

test('fifteen numbered items are fifteen items', async () => {
  const bulletin = await fixture('fifteen-items.txt')
  assert.equal(bulletin.items.length, 15)
  assert.deepEqual(kinds(bulletin), [
    'campaign',
    'campaign',
    'guidance',
    'guidance',
    'guidance',
    'guidance',
    'training',
    'training',
    'training',
    'event',
    'event',
    'news',
    'news',
    'news',
    'news',
  ])
  assert.equal(bulletin.items[9]?.title, 'Designated safeguarding leads network meeting')
  assert.equal(bulletin.month?.month, '2021-02')
  assert.equal(bulletin.items[11]?.dates[0]?.start, '2021-02-28')
  assert.ok(
    bulletin.items.every(
      ({ titleFrom, kindReason }) => titleFrom === 'heading' && kindReason.endsWith('.'),
    ),
  )
})

test('headings in capitals and dates like "Tues 3rd Nov"', async () => {
  const bulletin = await fixture('capitals-short-dates.txt')
  assert.deepEqual(titles(bulletin), [
    'Road safety and school avoidance forum',
    'White Ribbon Day',
    'NSPCC: listen up, speak up workshop',
    'Office closed over Christmas',
  ])
  assert.deepEqual(kinds(bulletin), ['event', 'campaign', 'training', 'news'])
  assert.deepEqual(dates(bulletin.items[0]), ['3 November 2020 10:00 12:00', '30 October 2020'])
  assert.equal(bulletin.items[0]?.event?.bookBy, '2020-10-30')
  assert.equal(bulletin.items[0].event.venue, 'Ellerdale Town Hall')
  assert.deepEqual(dates(bulletin.items[2]), [
    '3 November 2020 14:00',
    '10 November 2020 14:00',
    '17 November 2020 14:00',
  ])
  assert.deepEqual(dates(bulletin.items[3]), ['24 December 2020 to 3 January 2021'])
  assert.deepEqual(organisations(bulletin.items[1]), [
    'Ellerdale Borough Council',
    'Ellerdale Constabulary',
  ])
  assert.equal(bulletin.items[1]?.missingLinks.length, 1)
})

test('an e-mail laid out in tables, with drawn lines, buttons and what a mailing tool adds', async () => {
  const bulletin = await fixture('table-mail.html')
  assert.equal(bulletin.format, 'web page')
  assert.equal(bulletin.title, 'Kelderside SCP Bulletin, May 2021')
  assert.deepEqual(kinds(bulletin), ['campaign', 'guidance', 'training'])
  const [campaign, review, course] = bulletin.items
  assert.deepEqual(
    [campaign?.campaign?.startsOn, campaign?.campaign?.endsOn],
    ['2021-05-17', '2021-05-23'],
  )
  assert.ok(organisations(campaign).includes('British Transport Police (BTP)'))
  assert.deepEqual(review?.guidance?.sections.length, 3)
  assert.deepEqual(review.links, [
    { text: 'Read the Child K briefing', href: 'https://www.example.org/child-k' },
  ])
  assert.equal(course?.course?.bandLabel, 'Group 3')
  assert.equal(course.course.sessions.length, 2)
  // The unsafe address is gone, so the words promise a link that is not there.
  assert.match(course.missingLinks[0]?.promise ?? '', /Book here/)
  assert.equal(bulletin.dropped.length, 5)
  assert.doesNotMatch(
    JSON.stringify(bulletin.items),
    /unsubscribe|preferences|GovDelivery|javascript/i,
  )
})

test('an e-mail file: the HTML part, its quoted-printable undone, the month from its date', async () => {
  const bulletin = await fixture('multipart.eml')
  assert.equal(bulletin.format, 'e-mail')
  assert.deepEqual(bulletin.month, {
    month: '2021-06',
    reason: 'The e-mail was sent in June 2021.',
    isCertain: true,
  })
  assert.deepEqual(kinds(bulletin), ['campaign', 'guidance', 'event'])
  assert.equal(bulletin.items[0]?.campaign?.name, 'ICON')
  assert.deepEqual(
    [bulletin.items[0].campaign.startsOn, bulletin.items[0].campaign.endsOn],
    ['2021-07-05', '2021-08-15'],
  )
  assert.match(plainTextOf(bulletin.items[0].text), /baby’s crying/)
  assert.deepEqual(dates(bulletin.items[2]), ['23 September 2021 09:00 16:00', '10 September 2021'])
  assert.doesNotMatch(JSON.stringify(bulletin.items), /should not be used|Copyright/)
})

test('an e-mail of text alone, with a sign-off', async () => {
  const bulletin = await fixture('plain-mail.eml')
  assert.equal(bulletin.title, 'Partnership round-up, January 2021')
  assert.deepEqual(kinds(bulletin), ['guidance', 'training', 'news'])
  assert.equal(bulletin.items[0]?.guidance?.publisher, 'Department for Education')
  assert.equal(bulletin.items[1]?.course?.title, 'Hidden Harm: Parental Alcohol Use')
  assert.equal(bulletin.items[1].course.delivery, 'face to face')
  assert.match(bulletin.items[1].course.outsideAgencies[0] ?? '', /private nurseries pay £30/)
  assert.doesNotMatch(JSON.stringify(bulletin.items), /Jo Bloggs|confidential|colleagues/)
})

test('a Welsh board in two languages', async () => {
  const bulletin = await fixture('welsh-board.txt')
  assert.deepEqual(kinds(bulletin), ['campaign', 'guidance', 'training'])
  assert.equal(bulletin.month?.month, '2020-10')
  assert.deepEqual(dates(bulletin.items[0]), ['16 to 20 November 2020', '16 to 20 November 2020'])
  assert.deepEqual(bulletin.items[0]?.campaign?.themes, [
    'exploitation',
    'self-neglect',
    'online safety',
  ])
  assert.equal(bulletin.items[1]?.guidance?.sections.length, 3)
  assert.match(bulletin.items[1].missingLinks[0]?.promise ?? '', /Cliciwch yma/)
  assert.equal(bulletin.items[2]?.course?.bandLabel, 'Group A')
})

test('sections above items say what kind they are', async () => {
  const bulletin = await fixture('committee-sections.txt')
  assert.deepEqual(kinds(bulletin), ['training', 'training', 'event', 'guidance', 'news'])
  assert.equal(bulletin.items[0]?.course?.bandLabel, 'Level 1')
  assert.equal(bulletin.items[0].course.title, 'Child protection awareness')
  assert.deepEqual(bulletin.items[3]?.guidance?.sections, [
    'participation',
    'impact assessments',
    'complaints',
  ])
  assert.deepEqual(organisations(bulletin.items[4]), ['NHS Tayside', 'Police Scotland'])
})

test('text copied from a mail program keeps its links', async () => {
  const bulletin = await fixture('outlook-plain.txt')
  assert.deepEqual(kinds(bulletin), ['campaign', 'guidance', 'training'])
  assert.deepEqual(
    bulletin.items[0]?.links.map(({ href }) => href),
    ['https://trust.example.org/leaflets', 'https://trust.example.org/lock'],
  )
  assert.equal(bulletin.items[0]?.links[0]?.text, 'here')
  assert.equal(bulletin.items[0].campaign?.startsOn, '2021-04-12')
  assert.deepEqual(
    bulletin.items[2]?.course?.sessions.map(({ day }) => day),
    ['2021-04-20', '2021-04-21'],
  )
})

test('a web page with sections and articles', async () => {
  const bulletin = await fixture('sections-page.html')
  assert.deepEqual(kinds(bulletin), ['guidance', 'guidance', 'event', 'training'])
  assert.equal(
    bulletin.title,
    'The Signpost: newsletter of the Loughmore Safeguarding Panel, December 2021',
  )
  assert.deepEqual(organisations(bulletin.items[0]), [
    'Safeguarding Board for Northern Ireland (SBNI)',
  ])
  assert.deepEqual(
    bulletin.items[1]?.checks.map(({ kind }) => kind),
    ['vague-link'],
  )
  assert.equal(bulletin.items[2]?.event?.bookBy, '2022-01-17')
  assert.equal(bulletin.items[3]?.course?.delivery, 'face to face')
})

test('a page with scripts is cleaned, and its words are read', async () => {
  const bulletin = await fixture('hostile-page.html')
  assert.deepEqual(titles(bulletin), ['Online safety campaign', 'Gang workshop'])
  assert.equal(bulletin.items[0]?.campaign?.name, 'Think Twice')
  assert.deepEqual(
    bulletin.items[0].links.map(({ href }) => href),
    ['https://example.org/kit'],
  )
  assert.doesNotMatch(
    JSON.stringify(bulletin),
    /alert|onerror|onclick|evil|javascript|display:none/,
  )
})

test('the month can be set, and comes from wherever it is written', async () => {
  const text =
    'Neglect training on 3 November at 10am. Book your place on the course now.\n\n---\n\nA new policy on neglect was published by the partnership for all practitioners.'
  const from = async (fileName: string, month?: string) =>
    (await read(text, { fileName, month })).month
  assert.equal((await from('x.txt', '2019-10'))?.month, '2019-10')
  assert.equal((await from('scp-2021-10.txt'))?.month, '2021-10')
  assert.equal((await from('Newsletter Oct 2021 FINAL.txt'))?.month, '2021-10')
  assert.equal((await from('News_10-2021.txt'))?.month, '2021-10')
  assert.equal(await from('x.txt'), null)
  const undated = await read(text, { fileName: 'x.txt' })
  assert.deepEqual(
    undated.items[0]?.dates.map(({ absolute, text: words }) => [words, absolute]),
    [['3 November', null]],
  )
  assert.equal((await read(`Bulletin, Issue 4, May 2019\n\n${text}`)).month?.month, '2019-05')
  const wrong = await read(text.replace('3 November', 'Monday 3 November'), { month: '2020-10' })
  assert.match(wrong.items[0]?.dates[0]?.problem ?? '', /Tuesday/)
})

test('audiences come in their order, and those who support a campaign are its partners', async () => {
  const bulletin = await read(
    'Our “Look Again” campaign launches on 6 June 2022. Aimed at carers, parents and practitioners, it is shared on radio and by schools. Wexmoor Constabulary and Barnardo’s are supporting the campaign.',
  )
  assert.deepEqual(bulletin.items[0]?.campaign?.audiences, ['carers', 'parents', 'practitioners'])
  assert.deepEqual(bulletin.items[0]?.campaign?.partners, ['Wexmoor Constabulary', 'Barnardo’s'])
})

const mail = (subject: string, date: string, html: string): string =>
  [
    `Subject: ${subject}`,
    `Date: ${date}`,
    'From: news@example.org',
    'MIME-Version: 1.0',
    'Content-Type: text/html; charset=utf-8',
    '',
    html,
  ].join('\r\n')

test('a mail’s subject is the bulletin’s title, its first heading that of the first item', async () => {
  const bulletin = await read(
    mail(
      'FW: Safeguarding bulletin - March 2023',
      'Thu, 16 Mar 2023 09:00:00 +0000',
      `<h2>Neglect briefing</h2><p>A briefing on neglect was published last week. Teams should read it together.</p>
       <h2>Spring training</h2><p>Our course on private fostering has places left. Book with your manager.</p>`,
    ),
  )
  assert.equal(bulletin.title, 'Safeguarding bulletin - March 2023')
  assert.deepEqual(titles(bulletin), ['Neglect briefing', 'Spring training'])
  // The day of the mail tells what "last week" was.
  const [lastWeek] = bulletin.items[0]!.dates
  assert.deepEqual([lastWeek?.start, lastWeek?.end], ['2023-03-06', '2023-03-12'])
  assert.ok(
    bulletin.items[0]!.checks.some(({ suggestion }) => /6 March 2023/.test(suggestion ?? '')),
  )
})

test('what is outside the text and disagrees with every day in it is not certain', async () => {
  const text = (day: string) =>
    `On ${day} the partnership began its campaign on neglect.\n\n---\n\nA new course on private fostering is open to all practitioners.`
  const named = { fileName: 'news-2021-03.txt' }
  const apart = await read(text('1 October 2020'), named)
  assert.deepEqual([apart.month?.month, apart.month?.isCertain], ['2021-03', false])
  assert.match(apart.month!.reason, /file’s name is “news-2021-03\.txt”, but .*1 October 2020/)
  const near = await read(text('1 March 2021'), named)
  assert.deepEqual([near.month?.month, near.month?.isCertain], ['2021-03', true])
  const forwarded = await read(
    mail('FW: Safeguarding news', 'Mon, 1 Mar 2021 09:00:00 +0000', text('1 October 2020')),
  )
  assert.equal(forwarded.month?.isCertain, false)
})

test('a link whose address no page may carry is said to be missing', async () => {
  const bulletin = await fixture('hostile-page.html')
  assert.deepEqual(
    bulletin.items[0]!.missingLinks.map(({ target }) => target),
    ['Posters'],
  )
  assert.deepEqual(
    bulletin.items[0]!.links.map(({ text }) => text),
    ['a kit for schools'],
  )
})
