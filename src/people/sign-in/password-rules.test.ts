import assert from 'node:assert/strict'
import { test } from 'node:test'
import { weaknessOfPassword } from './password-rules.ts'

const owner = {
  name: 'Ivy Thornthwaite',
  email: 'ivy.thornthwaite@eden.example',
  partnershipNames: ['Cumbria Safeguarding Children Partnership', 'CSCP'],
}

test('a long password of any characters is taken', () => {
  const good = [
    'slate heather beck lantern',
    'correct horse battery staple',
    'k7#Vq!z2Rw&e',
    'ysgol fynydd glaw pysgod',
    'плотник снег чайник',
    '石の上にも三年という言葉が好き',
    '  leading and trailing  ',
    '🐑🪨🌧️🏔️🚶🥾🗺️🧭⛺🔥🌲🌙',
    'IvyThornthwaite wades through rivers',
  ]
  for (const password of good) assert.equal(weaknessOfPassword(password, owner), null, password)
})

test('what can be guessed is refused, with the reason', () => {
  const bad: [string, string][] = [
    ['', 'too-short'],
    ['elevenchars', 'too-short'],
    ['é'.normalize('NFD').repeat(11), 'too-short'],
    ['a1!'.repeat(43), 'too-long'],
    ['unbelievable', 'common'],
    ['Manchester2020!', 'common'],
    ['P4$$w0rd123456', 'common'],
    ['dragonfootball', 'common'],
    ['Liverpool-Arsenal-1', 'common'],
    ['passwordpassword', 'repeated'],
    ['aaaaaaaaaaaaaaaa', 'repeated'],
    ['abc1abc1abc1abc1', 'repeated'],
    ['121212121212', 'repeated'],
    ['ivythornthwaite', 'personal'],
    ['Thornthwaite#2020', 'personal'],
    ['1vyTh0rnthw41te', 'personal'],
    ['Safeguarding2026', 'personal'],
    ['CumbriaPartnership1', 'personal'],
    ['zxcvbnm,./asdfg', 'keyboard'],
    ['QWERTYuiop[]#1', 'keyboard'],
    ['abcdefghijklmnop', 'keyboard'],
    ['9876543210987', 'keyboard'],
  ]
  for (const [password, reason] of bad)
    assert.equal(weaknessOfPassword(password, owner), reason, password)
})
