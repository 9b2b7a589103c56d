import { expect, test } from 'vitest';
import { activeAt, effective } from '@/lib/sessions/effective';

test('what was sent wins, key by key, and null clears', () => {
  const derived = { title: 'From events', branch: 'main', cwd: '/a', started_at: '2026-01-01T00:00:00.000Z', parent: 'p' };
  const shown = effective({ title: 'Sent', branch: null, status: 'waiting', event_count: 7 }, derived, null);
  expect(shown).toEqual({
    title: 'Sent',
    agent: null,
    model: null,
    branch: null,
    cwd: '/a',
    status: 'waiting',
    startedAt: new Date('2026-01-01T00:00:00Z'),
    endedAt: null,
    statedEventCount: 7,
    parentExternalId: 'p',
    predecessorExternalId: null,
  });
});

test('a person’s title wins over all others', () => {
  expect(effective({ title: 'Sent' }, { title: 'From events' }, 'Mine')).toMatchObject({ title: 'Mine' });
  expect(effective({ title: null }, {}, 'Mine')).toMatchObject({ title: 'Mine' });
});

test('a list sorts by the newest time that is known', () => {
  const [early, late] = [new Date('2026-01-01'), new Date('2026-01-02')];
  expect(activeAt(null, late, early)).toEqual(late);
  expect(activeAt(null, null, early)).toEqual(early);
  expect(activeAt(early, null, late)).toEqual(early);
});
