import { expect, test } from 'vitest';
import { readAsked } from '@/lib/search/asked';

const NOTHING = { words: [], refs: [], branches: [], agents: [], is: [], statuses: [], has: [], before: null, after: null };
const word = (text: string) => ({ text, isPlain: true, parts: [] });
const identifier = (text: string, parts: string[] = []) => ({ text, isPlain: false, parts });

test.each([
  ['Timer overflow', { words: [word('timer'), word('overflow')] }],
  ['the timer', { words: [word('timer')] }],
  ['the', { words: [word('the')] }],
  ['daemon_reset #271', { words: [identifier('daemon_reset'), identifier('#271')] }],
  ['follow-up', { words: [identifier('follow-up', ['follow', 'up'])] }],
  ['ref:#271 is:open', { refs: ['#271'], is: ['open'] }],
  ['agent:"claude code" tide', { agents: ['claude code'], words: [word('tide')] }],
  ['branch:flower/271-x STATUS:in-progress', { branches: ['flower/271-x'], statuses: ['in_progress'] }],
  ['has:failure has:comments', { has: ['failures', 'comments'] }],
  ['before:2026-11-20 after:2026-11-01', { before: '2026-11-20T00:00:00.000Z', after: '2026-11-01T00:00:00.000Z' }],
  ['colour:red', { words: [identifier('colour:red', ['colour', 'red'])] }],
  ['see src/app.ts:42', { words: [word('see'), identifier('src/app.ts:42')] }],
])('%s', (q, asked) => {
  expect(readAsked(q)).toEqual({ ...NOTHING, ...asked });
});

test.each([
  ['', /Look for a word/],
  ['… !', /Look for a word/],
  ['ref: #271', /ref: takes a value, such as ref:#271/],
  ['is:closed', /is: takes open, live, waiting, done.*such as is:open/],
  ['has:tests', /has: takes questions, decisions, comments, failures, such as has:failures/],
  ['before:yesterday', /before: takes a date, such as before:2026-11-20/],
  ['after:2026-02-31', /after: takes a date/],
])('of %s it is said what to do', (q, message) => {
  expect(() => readAsked(q)).toThrow(message);
});
