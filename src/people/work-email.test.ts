import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isSharedMailbox } from './shared-mailbox.ts'
import { isPersonalProvider, readWorkEmail } from './work-email.ts'

const refusalOf = (typed: string): string | null => {
  const read = readWorkEmail(typed)
  return read.ok ? null : read.message
}

test('addresses of one person are taken', () => {
  for (const email of [
    'jo.askham@derwent-youth.example',
    'jo@fellside.cumbria.sch.uk',
    'j@example.org',
    "siobhan.o'brien@example.org",
    'jo+training@example.org',
    'first_last-99@sub.domain.example.org',
    '5551234@police.example',
    `${'x'.repeat(64)}@example.org`,
    'JO@EXAMPLE.ORG',
    'jo@nhs.net',
    'jo@xn--mnchen-3ya.example',
  ])
    assert.equal(refusalOf(email), null, email)
  const long = `${'x'.repeat(64)}@${'a.'.repeat(92)}org.uk`
  assert.equal(long.length, 255)
  assert.equal(refusalOf(long.replace('x', '')), null)
  assert.match(refusalOf(long) ?? '', /254 characters or fewer/)
})

test('the address is kept as mail carries it', () => {
  assert.deepEqual(readWorkEmail('  Jo@Ysgol-Tŷ.Example '), {
    ok: true,
    email: 'Jo@xn--ysgol-t-xvb.example',
  })
  assert.deepEqual(readWorkEmail('Jo@EXAMPLE.org'), { ok: true, email: 'Jo@example.org' })
})

test('each slip gets the sentence that helps', () => {
  const slips: [string, RegExp][] = [
    ['', /Enter an email address/],
    ['jo', /with an @/],
    ['jo@', /after the @/],
    ['@example.org', /before the @/],
    ['jo@example', /After the @ an email address has/],
    ['jo@@example.org', /one @/],
    ['jo@example.org, sam@example.org', /without spaces/],
    ['jo@example.org,sam', /without commas/],
    ['jo@example.org;', /without commas/],
    ['jo askham@example.org', /without spaces/],
    ['jo@exam ple.org', /without spaces/],
    ['"jo askham"@example.org', /without spaces/],
    ['"jo"@example.org', /quotation marks/],
    ['jo\\@x@example.org', /quotation marks/],
    ['Jo <jo@example.org>', /address alone/],
    ['mailto:jo@example.org', /address alone/],
    ['jo@example.org.', /full stop too many/],
    ['jo@.example.org', /full stop too many/],
    ['jo@example..org', /full stop too many/],
    ['.jo@example.org', /full stop too many/],
    ['jo.@example.org', /full stop too many/],
    ['jo..askham@example.org', /full stop too many/],
    ['jo@[192.0.2.1]', /After the @ an email address has/],
    ['jo@192.0.2.1', /After the @ an email address has/],
    ['jo@-example.org', /After the @ an email address has/],
    ['jo@example-.org', /After the @ an email address has/],
    ['jo@exa_mple.org', /After the @ an email address has/],
    [`jo@${'x'.repeat(64)}.org`, /After the @ an email address has/],
    ['jo@localhost', /After the @ an email address has/],
    ['jo@printer.local', /After the @ an email address has/],
    ['jo@example.org/x', /After the @ an email address has/],
    ['jo@ex%61mple.org', /After the @ an email address has/],
    ['jö@example.org', /without accents/],
    [`${'x'.repeat(65)}@example.org`, /64 characters/],
    ['jo(comment)@example.org', /right form/],
    ['jo@example.org\nBcc: everyone@example.org', /cannot be seen/],
    ['jo@example.org\r\nSubject: x', /cannot be seen/],
    ['jo\u0000@example.org', /cannot be seen/],
    ['jo\u200b@example.org', /cannot be seen/],
    ['\u202ejo@example.org', /cannot be seen/],
    ['x'.repeat(10_000), /254 characters/],
    ["'; drop table person; --", /without spaces/],
    ['<script>alert(1)</script>@example.org', /address alone/],
    ['jo@mailinator.com', /short time/],
    // Who catches mistyped addresses is on the list too.
    ['jo@gmial.com', /Check how it is spelt/],
    ['jo@inbox.mailinator.com', /short time/],
    ['jo@MAILINATOR.com', /short time/],
  ]
  for (const [typed, words] of slips)
    assert.match(refusalOf(typed) ?? 'taken', words, typed.slice(0, 60))
})

test('shared mailboxes are told from people who are called so', () => {
  for (const email of [
    'office@fellside.cumbria.sch.uk',
    'Office@fellside.cumbria.sch.uk',
    'admin@x.example',
    'admin2@x.example',
    'admin-1@x.example',
    'info@x.example',
    'head@x.example',
    'headteacher@x.example',
    'head-office@x.example',
    'head.teacher@x.example',
    'enquiries@x.example',
    'reception@x.example',
    'school-office@x.example',
    'schooloffice@x.example',
    'the.office@x.example',
    'mainoffice@x.example',
    'generalenquiries@x.example',
    'fellsideoffice@fellside.cumbria.sch.uk',
    'office.fellside@fellside.cumbria.sch.uk',
    'fellside-primary-admin@fellside-primary.example',
    'no-reply@x.example',
    'noreply@x.example',
    'do.not.reply@x.example',
    'all-staff@x.example',
    'staff.list@x.example',
    'team@x.example',
    'childrens.team.north@x.example',
    'duty.team@x.example',
    'hr@x.example',
    'office+jo@x.example',
    'swyddfa@ysgol.example',
    'swyddfa.ysgol@x.example',
    'pennaeth@x.example',
    'ymholiadau@x.example',
    'derbynfa@x.example',
    'gweinyddu@x.example',
    'tîm@x.example',
  ])
    assert.equal(isSharedMailbox(email), true, email)
  for (const email of [
    'office.lee@x.example',
    'lee.office@x.example',
    'j.head@x.example',
    'anna.head@x.example',
    'anna.post@x.example',
    'headley@x.example',
    'd.headley@x.example',
    'mark.list@x.example',
    'staffordr@x.example',
    'adminda.price@x.example',
    'senior.jones@x.example',
    'grace@x.example',
    'may.church@x.example',
    'a.north@x.example',
    'west@x.example',
    'teamer@x.example',
    'posta@x.example',
    'jo.fellside@fellside.example',
    'h.r@x.example',
    '1234567@police.example',
  ])
    assert.equal(isSharedMailbox(email), false, email)
})

test('personal providers are known, so that a note can be shown', () => {
  assert.equal(isPersonalProvider('jo@Gmail.com'), true)
  assert.equal(isPersonalProvider('jo@btinternet.com'), true)
  assert.equal(isPersonalProvider('jo@gmail.com.example'), false)
  assert.equal(isPersonalProvider('jo@derwent-youth.example'), false)
})
