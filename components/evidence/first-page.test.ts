import { expect, test } from 'vitest';
import type { Event } from '@/lib/events/schema';
import { cutEvent, firstPageOfAll, firstPageOfPart } from './first-page';
import { event } from './testing';

const many = (count: number, more: Partial<Event> = {}) => Array.from({ length: count }, (_, i) => event(i + 1, more));
const nothing = { cited: new Map<number, unknown>(), selected: null, filter: null };

test('a short segment comes whole', () => {
  const page = firstPageOfAll(many(20), 1, nothing);
  expect([page.isWhole, page.events.length, page.filter, page.counts.all]).toEqual([true, 20, 'all', 20]);
});

test('what is cited opens first', () => {
  expect(firstPageOfAll(many(20), 1, { ...nothing, cited: new Map([[3, {}]]) }).filter).toBe('cited');
});

test.each([
  ['uncited', {}],
  ['noise', { is_noise: true }],
  ['of a subagent', { thread: 'worker-1' }],
])('a linked event that is %s is there, and the filter shows its surroundings', (_, more) => {
  const events = many(400);
  events[299] = event(300, more);
  const page = firstPageOfAll(events, 1, { ...nothing, cited: new Map([[3, {}]]), selected: 300 });
  expect(page.filter).toBe('all');
  expect(page.events.map((each) => each.seq)).toContain(300);
  expect(page.events.length).toBeLessThanOrEqual(60);
});

test('a linked event that is cited keeps the filter', () => {
  expect(firstPageOfAll(many(20), 1, { ...nothing, cited: new Map([[3, {}]]), selected: 3 }).filter).toBe('cited');
});

test('the first page stays small however long the texts are', () => {
  const page = firstPageOfAll(many(400, { text: 'x'.repeat(4000) }), 1, nothing);
  expect(page.events.length).toBe(60);
  expect(JSON.stringify(page.events).length).toBeLessThan(160_000);
  expect(page.events.every((each) => each.is_cut)).toBe(true);
});

test('a part of a long segment knows where the rest is', () => {
  const page = firstPageOfPart(
    { around: many(120), cited: [event(4000)] },
    { ...nothing, cited: new Map([[4000, {}]]), filter: 'all' },
    { first: 1, last: 5000, total: 5000, toolCalls: 900, errors: 4 },
  );
  expect([page.isWhole, page.events.length, page.cited.length, page.counts.cited]).toEqual([false, 60, 1, 1]);
});

test('a cut keeps the shape and says that it cut', () => {
  const long = event(1, { kind: 'tool_call', tool: { name: 'Write', input: { file_path: '/a', content: 'y'.repeat(500) } } });
  const cut = cutEvent(long, 100);
  expect(cut.tool?.input).toEqual({ file_path: '/a', content: 'y'.repeat(100) });
  expect([cut.is_cut, cutEvent(event(1), 100).is_cut]).toEqual([true, false]);
});
