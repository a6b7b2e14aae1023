import assert from 'node:assert/strict'
import { test } from 'node:test'
import { networkOf } from './network.ts'

test('addresses of one IPv6 network count together, however they are written', () => {
  assert.equal(networkOf('192.0.2.1'), '192.0.2.1')
  assert.equal(networkOf('::ffff:192.0.2.1'), '192.0.2.1')
  assert.equal(networkOf('2001:0db8:0001:0002:0:0:0:5'), '2001:db8:1:2::/64')
  assert.equal(networkOf('2001:db8:1:2::5'), '2001:db8:1:2::/64')
  assert.equal(networkOf('2001:DB8::5'), '2001:db8:0:0::/64')
  assert.equal(networkOf('fe80::1%eth0'), 'fe80:0:0:0::/64')
  assert.equal(networkOf('::1'), '0:0:0:0::/64')
  assert.equal(networkOf('unknown'), 'unknown')
})
