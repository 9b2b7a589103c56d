import { expect, test } from 'vitest';
import { detailsOf, doneOf } from '@/components/audit/wording';
import { AUDIT_ACTIONS } from '@/lib/audit/schema';
import { clockOf } from '@/lib/display';

const CLOCK = clockOf('UTC', Date.parse('2026-11-21T08:00:00Z'));

test('every action has words of its own', () => {
  expect(AUDIT_ACTIONS.filter((action) => doneOf(action) === action)).toEqual([]);
  expect(doneOf('kettle.boiled')).toBe('kettle.boiled');
});

test.each([
  [null, ''],
  [{ role: 'viewer', was: null }, 'role viewer'],
  [{ is_admin: true, note: '' }, 'is administrator'],
  [{ is_admin: false, scopes: ['ingest', 'read'] }, 'scopes ingest and read'],
  [{ expires_at: '2026-11-28T08:07:02.336Z' }, 'expires at Sat 28 Nov, 08:07'],
  [{ moved: { from: 3, to: 5 } }, 'moved {"from":3,"to":5}'],
])('%j', (details, words) => expect(detailsOf(details, CLOCK)).toBe(words));
