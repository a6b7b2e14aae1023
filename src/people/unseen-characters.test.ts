import assert from 'node:assert/strict'
import { test } from 'node:test'
import { line, words } from '../ui/form-words.ts'
import { NewOrganisationForm, organisationName } from './organisations/organisation-forms.ts'
import { jobTitle } from './person-forms.ts'
import { ComplaintForm, OwnRequestForm } from './privacy/privacy-forms.ts'
import { emailAddress } from './sign-in/sign-in-forms.ts'

/** Texts of strangers are read by officers: they read as they are, and two that look alike are the same. */
const unseen = ['\u202e', '\u2066', '\u200b', '\u2060']

test('names and addresses with characters that cannot be seen are refused', () => {
  const complaint = { details: 'Nobody answered', wantsAnswer: 'yes', email: 'jo@example.org' }
  for (const sign of unseen) {
    const name = `Fell${sign}side`
    assert.match(String(organisationName.safeParse(name).error), /cannot be seen/)
    assert.match(String(ComplaintForm.safeParse({ ...complaint, name }).error), /cannot be seen/)
    assert.match(String(emailAddress.safeParse(`jo${sign}@example.org`).error), /right form/)
    assert.match(String(emailAddress.safeParse(`jo@exam${sign}ple.org`).error), /right form/)
  }
  assert.equal(organisationName.parse('مدرسة فيلسايد'), 'مدرسة فيلسايد')
  assert.equal(organisationName.parse('क्‍ष विद्यालय'), 'क्‍ष विद्यालय')
  assert.ok(ComplaintForm.safeParse({ ...complaint, name: 'Zoë Ng' }).success)
  assert.equal(emailAddress.parse('jo@example.org'), 'jo@example.org')
})

test('other texts are kept without them', () => {
  for (const sign of [...unseen, '\ufeff']) {
    const typed = `Head ${sign}teacher`
    assert.equal(jobTitle.parse(typed), 'Head teacher')
    assert.equal(line('The town', 100).parse(typed), 'Head teacher')
    assert.equal(words('The note', 100).parse(`a\n${sign}b`), 'a\nb')
    assert.equal(
      OwnRequestForm.parse({ kind: 'correction', details: typed }).details,
      'Head teacher',
    )
    const place = NewOrganisationForm.safeParse({ place: typed })
    assert.doesNotMatch(String(place.error), /place/)
  }
  assert.equal(jobTitle.parse(' \u200b '), null)
  assert.equal(line('The town', 100).parse('تن\u200fx'), 'تن\u200fx')
})
