import { describe, expect, test } from 'vitest';
import { demoSessions, loadedAt } from '@/lib/demo/sessions';
import { eventInput } from '@/lib/events/schema';
import { segmentInput } from '@/lib/segments/schema';

const NOW = new Date('2031-06-02T15:00:00.000Z');
const sessions = demoSessions(NOW);
const [main = sessions[0]] = sessions;
const events = new Map(main?.events.map((event) => [event.id, event]));
const segments = main?.segments ?? [];

const claims = segments.flatMap((segment) => [
  ...(segment.claims?.summary ?? []),
  ...(segment.claims?.outcome ?? []),
  ...[...segment.key_decisions, ...segment.next_steps, ...segment.open_questions].flatMap((item) =>
    typeof item === 'string' ? [] : [item],
  ),
  ...segment.answers,
]);

/** What a claim can be held to: code, hashes, numbers of briefs, and numbers of two digits or more. */
const identifiersIn = (text: string) => [
  ...[...text.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''),
  ...(text.match(/#\d+|\b[0-9a-f]{7,}\b|\b\d+(?:[.:]\d+)+\b|\b\d{2,}\b/g) ?? []),
];

test('everything is as the API takes it', () => {
  for (const { events: sent, segments: written } of sessions) {
    for (const event of sent) eventInput.parse(event);
    for (const segment of written) segmentInput.parse(segment);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(sent.length);
  }
});

describe('claims', () => {
  test.each(claims.map((claim) => [claim.text, claim.evidence.map(String)] as const))('%s', (text, evidence) => {
    expect(evidence.length).toBeGreaterThan(0);
    const cited = evidence.map((id) => events.get(id));
    expect(cited).not.toContain(undefined);
    const proof = cited
      .map((event) => [event?.text, event?.tool?.output, flat(event?.tool?.input), flat(event?.data)].join('\n'))
      .join('\n');
    expect(identifiersIn(text).filter((identifier) => !proof.includes(identifier))).toEqual([]);
  });
});

/** All strings of a value, as they read. */
const flat = (value: unknown): string =>
  typeof value === 'object' && value !== null ? Object.values(value).map(flat).join('\n') : String(value ?? '');

test('the segments tell the whole session in order', () => {
  expect(segments).toHaveLength(13);
  const order = [...events.keys()];
  const bounds = segments.map(({ first, last }) => [order.indexOf(String(first)), order.indexOf(String(last))]);
  const ids = main?.events.flatMap((event, index) => (event.thread === 'main' ? [index] : [])) ?? [];
  expect(bounds.flat()).not.toContain(-1);
  expect(bounds[0]?.[0]).toBe(0);
  expect(bounds.at(-1)?.[1]).toBe(ids.at(-1));
  for (const [at, [first]] of bounds.entries()) {
    if (at > 0) expect(first).toBe(ids.find((index) => index > (bounds[at - 1]?.[1] ?? 0)));
  }
});

test('what a later segment answers, picks up or supersedes was said before', () => {
  const known = new Set<string>();
  let links = 0;
  for (const segment of segments) {
    const targets = [...segment.picks_up, ...segment.supersedes, ...segment.answers.map(({ question }) => question)];
    for (const target of targets) expect(known).toContain(target);
    links += targets.length;
    for (const item of [...segment.key_decisions, ...segment.next_steps, ...segment.open_questions]) {
      if (typeof item !== 'string' && item.key) known.add(item.key);
    }
  }
  expect(links).toBeGreaterThan(6);
});

test('time runs forward, with one long gap, and ends two hours ago', () => {
  for (const { events: sent } of sessions) {
    const times = sent.map(({ at }) => Date.parse(at ?? ''));
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times.at(-1)).toBeLessThanOrEqual(NOW.getTime() - 2 * 3_600_000);
  }
  const times = main?.events.map(({ at }) => Date.parse(at ?? '')) ?? [];
  expect(times.filter((time, i) => i > 0 && time - (times[i - 1] ?? 0) > 20 * 60_000)).toHaveLength(1);
  expect(loadedAt(new Date(main?.startedAt ?? 0))).toEqual(NOW);
});

test('each sort of event is there', () => {
  const all = main?.events ?? [];
  expect(all.length).toBeGreaterThan(130);
  expect(new Set(all.map(({ kind }) => kind))).toEqual(
    new Set(['prompt', 'message', 'thinking', 'tool_call', 'tool_result', 'interrupt']),
  );
  expect(all.some(({ thread }) => thread !== 'main')).toBe(true);
  expect(all.some(({ tool }) => (tool?.output ?? '').split('\n').length > 120)).toBe(true);
  expect(all.some(({ tool }) => tool?.output?.includes('\u001b['))).toBe(true);
  expect(all.some(({ tool }) => tool?.is_error)).toBe(true);
});
