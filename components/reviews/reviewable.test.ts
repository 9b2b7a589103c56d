import { expect, test } from 'vitest';
import { byText, initialsOf } from './initials';
import { coverageOf, reviewableOf } from './reviewable';

const at = '2026-03-02T09:00:00.000Z';
const entry = (n: number) => ({ id: `s${n}`, n, rev: 2, event_count: 10 * n });
const by = (person: string, current = true) => ({ person, person_id: person, rev: 2, at, current });

test('a reader’s mark is on, changed or off; others count as far as they read what stands there now', () => {
  const marks = [by('Mara Voss'), by('Ada Lin', false), by('you')];
  expect(reviewableOf({ ...entry(1), mark: { rev: 2, at, current: true }, marks }, 'you')).toEqual({
    ...{ id: 's1', n: 1, rev: 2, events: 10 },
    mark: 'on',
    by: ['Mara Voss'],
  });
  expect(reviewableOf({ ...entry(1), mark: { rev: 1, at, current: false } }, 'you')).toMatchObject({ mark: 'changed', by: [] });
  expect(reviewableOf({ ...entry(1), mark: null, marks: [] }, 'you')).toMatchObject({ mark: 'off' });
});

test('coverage counts segments and their events, and nothing where there are none', () => {
  const events = (n: number, mark: 'on' | 'off' | 'changed') => ({ events: n, mark });
  expect(coverageOf([events(30, 'on'), events(60, 'off'), events(10, 'changed')])).toEqual({ reviewed: 1, of: 3, share: 0.3 });
  expect(coverageOf([events(0, 'on')])).toEqual({ reviewed: 1, of: 1, share: 0 });
});

test.each([
  [[], ''],
  [['Mara Voss'], 'MV'],
  [['mara'], 'M'],
  [['Ada Maria Lin', '李 雷', 'Bo'], 'AL 李雷 +1'],
])('the initials of %j are %s', (people, initials) => {
  expect(initialsOf(people)).toBe(initials);
});

test('who reviewed it is told by name', () => {
  expect(byText(['Ada', 'Bo'])).toBe('Reviewed by Ada, Bo');
});
