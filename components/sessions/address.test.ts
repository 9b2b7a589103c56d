import { expect, test } from 'vitest';
import { addressOf, hasFilters, type ListQuery } from './address';

test.each<[ListQuery, string, boolean]>([
  [{}, '/flower/sessions', false],
  [{ agent: ['claude', 'codex'] }, '/flower/sessions?agent=claude%2Ccodex', true],
  [{ branch: 'a/b', status: [] }, '/flower/sessions?branch=a%2Fb', true],
  [
    { cursor: 'x', sort: 'events', limit: 60, group: 'lineage' },
    '/flower/sessions?cursor=x&sort=events&limit=60&group=lineage',
    false,
  ],
])('%j', (filters, address, isFiltered) => {
  expect(addressOf('/flower/sessions', filters)).toBe(address);
  expect(hasFilters(filters)).toBe(isFiltered);
});
