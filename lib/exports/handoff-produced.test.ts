import { expect, test } from 'vitest';
import { producedSection } from '@/lib/exports/handoff-produced';

const segment = { sid: '4f7k2m9c', n: 1, url: '/x' };
const room = { chars: (most: number) => most, items: (most: number) => most };
const totals = {
  segments: 1,
  waits_on_person: 0,
  questions: 0,
  next_steps: 0,
  answered: 0,
  in_force: 0,
  superseded: 0,
  commits: 0,
  pull_requests: 0,
};

const filesOf = (...paths: string[]) => {
  const files = paths.map((path) => ({ path, added: 1, removed: 0, segment }));
  const none = { commits: [], pull_requests: [], branches: [], pushed: false, checks: null };
  return producedSection({ produced: { ...none, files }, totals: { ...totals, files: files.length } }, room);
};

test.each([
  [['/tide.ts', 'boats.ts'], '**Files, most changed first:** `/tide.ts` +1 −0, `boats.ts` +1 −0'],
  [['/a/tide.ts', '/b/tide.ts'], '**Files, most changed first:** `/a/tide.ts` +1 −0, `/b/tide.ts` +1 −0'],
  [[`a${'b'.repeat(300)}`], `**Files, most changed first:** \`a${'b'.repeat(199)}…\` +1 −0`],
  [['//', ''], '**Files, most changed first:** `//` +1 −0, \\`\\` +1 −0'],
  [
    ['/home/ada/harbour/timetable/tide.ts', '/home/ada/harbour/timetable/boats/ferry.ts'],
    '**Files in `/home/ada/harbour/timetable/`, most changed first:** `tide.ts` +1 −0, `boats/ferry.ts` +1 −0',
  ],
])('files %j are named from the folder that they share', (paths, told) => {
  expect(filesOf(...paths)).toBe(`## Produced\n\n- ${told}`);
});
