import { expect, test } from 'vitest';
import { addressOf, hasFilters } from './address';

test.each([
  [{}, '/flower/sessions', false],
  [{ agent: ['claude', 'codex'] }, '/flower/sessions?agent=claude%2Ccodex', true],
  [{ branch: 'a/b', status: [] }, '/flower/sessions?branch=a%2Fb', true],
  [{ cursor: 'x', sort: 'events' as const }, '/flower/sessions?cursor=x&sort=events', false],
])('%j', (filters, address, isFiltered) => {
  expect(addressOf('flower', filters)).toBe(address);
  expect(hasFilters(filters)).toBe(isFiltered);
});
