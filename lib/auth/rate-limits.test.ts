import { expect, test } from 'vitest';
import { connect } from '@/db/client';
import { testDatabase } from '@/db/testing';
import { networkOf } from '@/lib/auth/client-address';
import type { Identity } from '@/lib/auth/identity';
import { limitRequests, limitSignIn, limitUnknownTokens } from '@/lib/auth/rate-limits';
import { LIMITS } from '@/lib/limits';

const held = testDatabase();
const late = { code: 'rate_limited', details: { retryAfter: expect.any(Number) } };

test('a limit holds over all instances, for each address by itself', async () => {
  const other = connect(held.url);
  for (let i = 0; i < LIMITS.unknown_tokens; i++) await limitUnknownTokens(i % 2 ? held.db : other, '192.0.2.1');
  await expect(limitUnknownTokens(held.db, '192.0.2.1')).rejects.toMatchObject(late);
  await expect(limitUnknownTokens(other, '192.0.2.1')).rejects.toMatchObject(late);
  await limitUnknownTokens(other, '192.0.2.2');
  await other.close();
});

test('an address is one whole network of IPv6', () => {
  expect(networkOf('192.0.2.1')).toBe('192.0.2.1');
  expect(networkOf('::ffff:192.0.2.1')).toBe('192.0.2.1');
  expect(networkOf('2001:db8:0:1::5')).toBe('2001:db8:0:1::/64');
  expect(networkOf('2001:0DB8::1:aaaa:bbbb:cccc:dddd')).toBe('2001:db8:0:1::/64');
  expect(networkOf('2001:db8:0:1:2:3:4:5')).toBe('2001:db8:0:1::/64');
  expect(networkOf('::1')).toBe('0:0:0:0::/64');
  expect(networkOf('unheard of')).toBe('unheard of');
});

test('people and addresses have limits of their own', async () => {
  const ida: Identity = { actor: { type: 'person', id: 'ida', name: 'Ida', isAdmin: false }, roles: new Map() };
  for (let i = 0; i < LIMITS.address_requests; i++) await limitRequests(held.db, null, '192.0.2.3');
  await expect(limitRequests(held.db, null, '192.0.2.3')).rejects.toMatchObject(late);
  await limitRequests(held.db, ida, '192.0.2.3');
});

test('failed sign-ins are counted by email and address; who guesses does not keep the owner out', async () => {
  const guess = () => limitSignIn(held.db, ' Ida@Example.test', '192.0.2.4');
  for (let i = 0; i < LIMITS.failed_sign_ins; i++) await guess();
  await expect(guess()).rejects.toMatchObject(late);
  for (let i = 0; i < 2 * LIMITS.failed_sign_ins; i++)
    await (await limitSignIn(held.db, 'ida@example.test', '192.0.2.5')).succeeded();
});
