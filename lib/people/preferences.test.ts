import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { testTeam } from '@/lib/auth/testing';
import { bad, good, testApi } from '@/lib/http/testing';
import { NO_PREFERENCES, preferences } from '@/lib/people/preference-schema';

const held = testDatabase();
const api = testApi(held, { DEBRIEF_MODE: 'team' });
const team = testTeam(held);
let ida: Awaited<ReturnType<typeof team.person>>;
let ken: Awaited<ReturnType<typeof team.person>>;

beforeAll(async () => {
  [ida, ken] = [await team.person({ name: 'Ida' }), await team.person({ name: 'Ken' })];
});

const change = (body: unknown, { headers } = ida) => api.send('PATCH', '/api/v1/me/preferences', body, headers);
const read = (headers: Record<string, string>) => api.fetch('/api/v1/me/preferences', { headers });

test('who chose nothing has what is usual', async () => {
  expect(await good(preferences, read(ida.headers))).toEqual(NO_PREFERENCES);
});

test('what is chosen stays, beside what was chosen before, and is one’s own', async () => {
  await good(preferences, change({ density: 'compact', keys: false }));
  const both = await good(preferences, change({ time_zone: 'Europe/Lisbon', density: 'comfortable' }));
  expect(both).toEqual({ ...NO_PREFERENCES, keys: false, time_zone: 'Europe/Lisbon' });
  expect(await good(preferences, read(ida.headers))).toEqual(both);
  expect(await good(preferences, change({ time_zone: null }))).toMatchObject({ time_zone: null, keys: false });
  expect(await good(preferences, read(ken.headers))).toEqual(NO_PREFERENCES);
});

test.each([
  [{ time_zone: 'Mars/Olympus' }, 'time_zone'],
  [{ density: 'tight' }, 'density'],
  [{ keys: 'off' }, 'keys'],
])('%j is refused', async (body, path) => {
  expect(await bad(change(body))).toMatchObject({ status: 400, issues: [{ path }] });
});

test('a token has no preferences', async () => {
  const { headers } = await team.token({ personId: ida.id, scopes: ['read', 'review'] });
  expect(await bad(read(headers))).toMatchObject({ status: 403 });
});
