import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withAsciiDigits } from './digits.ts'

test('the digits of every script are those of ours', () => {
  for (const digits of [
    '０１２３４５６７８９',
    '٠١٢٣٤٥٦٧٨٩',
    '۰۱۲۳۴۵۶۷۸۹',
    '০১২৩৪৫৬৭৮৯',
    '𝟘𝟙𝟚𝟛𝟜𝟝𝟞𝟟𝟠𝟡',
    '𞥐𞥑𞥒𞥓𞥔𞥕𞥖𞥗𞥘𞥙',
  ])
    assert.equal(withAsciiDigits(digits), '0123456789', digits)
  assert.equal(withAsciiDigits('12a-é'), '12a-é')
  for (let code = 0x80; code < 0x20000; code += 1) {
    const sign = String.fromCodePoint(code)
    if (/\p{Nd}/u.test(sign)) assert.match(withAsciiDigits(sign), /^[0-9]$/, code.toString(16))
  }
})
