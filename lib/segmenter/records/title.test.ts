import { expect, test } from 'vitest';
import { bareSubject } from '@/lib/segmenter/events/git';
import { planHeading } from '@/lib/segmenter/events/plans';
import { directiveTitle } from '@/lib/segmenter/records/order-title';
import { record } from '@/lib/segmenter/records/record';
import { message, prompt, script, shell, tool } from '@/lib/segmenter/testing';

const titled = (...drafts: Parameters<typeof script>) => record(script(...drafts), { isLast: false }).title;
const commit = (subject: string, command = 'git commit -m x') => shell(command, `[main ab12cd3] ${subject}\n 1 file changed`);
const approve = (plan: string) => tool('ExitPlanMode', { plan }, { output: 'User has approved your plan.' });
const todos = (...statuses: string[]) =>
  tool('TodoWrite', { todos: statuses.map((status, i) => ({ content: `Write part ${i + 1}`, status })) });

test.each([
  ['# Plan: Cache the index\n\nText', 'Cache the index'],
  ['# Implementation Plan: Cache the index', 'Cache the index'],
  ['Intro\n\n## Cache the index — plan', 'Cache the index'],
  ['# Plan', null],
  ['# Overview of it', null],
  ['no heading', null],
])('the heading of %j is %j', (plan, heading) => {
  expect(planHeading(plan)).toBe(heading);
});

test.each([
  ['fix(parser): count leap days', 'Count leap days'],
  ['Count leap days (#12)', 'Count leap days'],
  ['Merge branch main', null],
  ['wip', null],
  ['initial', null],
  ['typo', null],
])('the commit subject %j reads %j', (subject, title) => {
  expect(bareSubject(subject)).toBe(title);
});

test.each([
  ['Fix the date parser', 'Fix the date parser'],
  ['ok, can you please fix the date parser?', 'Fix the date parser'],
  ['It fails on leap days. Let’s just rewrite the table.', 'Rewrite the table'],
  [
    'I’d like you to add a test for leap days, since nobody noticed that the table was wrong for years',
    'Add a test for leap days',
  ],
  ['run `make lint`', 'Run `make lint`'],
  ['fix it', null],
  ['Investigate why and fix this bug', null],
  ['Spawn a worker to do this', null],
  ['Spawn a worker to do', null],
  ['Address the following items:\n1. The days\n2. The years', null],
  ['Review the table of days if it says the same as the one in the manual of last year', 'Review the table of days'],
  [
    'Remove the days that were added by mistake last week and push it all to the main branch',
    'Remove the days that were added by mistake last week',
  ],
  ['Close https://example.org/acme/dates/pull/12 please', 'Close dates#12'],
  ['it fails in leap years, can you extend the table to 2040', 'Extend the table to 2040'],
  ['the table is gone. restore the old one', null],
  ['$planner ensure that all days are there', 'Ensure that all days are there'],
  ['Debug me@host days % tail -f days.log', null],
  ['update this please', null],
  ['build fails on main', null],
  ['test results look odd', null],
  ['why does this fail?', null],
  ['commit 0123abc (origin/main)', null],
  ['Implement the plan.', null],
  ['x '.repeat(1000), null],
])('the order in %j is %j', (ask, title) => {
  expect(directiveTitle(ask)).toBe(title);
});

test('an approved plan names the segment before its commit does', () => {
  expect(titled(prompt('make it fast'), ...approve('# Cache the index'), ...commit('feat: add cache'), message('Done.'))).toBe(
    'Cache the index',
  );
});

test('a plan handed over names the segment; one that was refused does not', () => {
  expect(titled(prompt('Implement the following plan:\n\n# Plan: Cache the index\n\nSteps'))).toBe('Cache the index');
  const refused = tool(
    'ExitPlanMode',
    { plan: '# Cache the index' },
    { isError: true, output: "The user doesn't want to proceed" },
  );
  expect(titled(prompt('make it fast'), ...refused)).toBe('“make it fast”');
});

test.each([
  ['one commit', [...commit('fix: count leap days')], 'Count leap days'],
  [
    'of several the one closest to the ask',
    [...commit('Tidy the readme'), ...commit('Cache the index table')],
    'Cache the index table',
  ],
  [
    'several that share nothing with the ask',
    [...commit('Tidy the readme'), ...commit('Bump the version')],
    'Speed up that index thing',
  ],
  ['a try-out in a temporary folder', [...commit('Add first file', 'cd /tmp/x && git commit -m x')], 'Speed up that index thing'],
])('%s: %#', (_name, drafts, title) => {
  expect(titled(prompt('speed up that index thing'), ...drafts)).toBe(title);
});

test('without a prompt the task in work names the segment, with the number of others', () => {
  expect(
    titled(message('Go on.'), ...todos('completed', 'pending', 'pending'), ...todos('completed', 'completed', 'in_progress')),
  ).toBe('Write part 3 (+1 task)');
});

test('an approval alone is no title: the option it chose is', () => {
  expect(titled(message('Two ways:\n1. **Cache** the index\n2. Drop it\n\nWhich one?'), prompt('1'))).toBe('Cache the index');
});

test.each([
  ['Verification: npm test, npm run lint', [...shell('npm test'), ...shell('npm run lint'), ...shell('npm test -- a')]],
  ['Delegation', [...tool('Task', { prompt: 'x' })]],
  ['Delegation: Count the days', [...tool('Task', { description: 'Count the days', prompt: 'x' })]],
  ['Commit and publish', [...shell('git push', ' * [new branch]      a -> a')]],
  ['Investigation', [...shell('ls'), ...shell('git log')]],
  [
    'Investigation: a.ts, b.md +1',
    [...tool('Read', { file_path: '/x/a.ts' }), ...shell('cat lib/a.ts'), ...shell('sed -n 1,9p b.md && head c.go')],
  ],
  ['Waiting: date-worker', [...shell('workmux wait date-worker'), ...shell('sleep 30 && workmux capture date-worker')]],
  ['Count leap days (+1 commit)', [...commit('Count leap days'), ...commit('Tidy the readme')]],
  ['Work without a prompt', [message('Hello')]],
])('a segment without words of a person is called %s', (title, drafts) => {
  expect(titled(...drafts)).toBe(title);
});

test('commands to the host and stray keys name nothing', () => {
  const command = (text: string) => ({ actor: 'human' as const, kind: 'command' as const, text });
  expect(titled(command('/clear'), command('/deploy staging'), message('Deployed.'))).toBe('“/deploy staging”');
  expect(titled(prompt('q'), prompt('Count the leap days of both tables'), message('366.'))).toBe(
    'Count the leap days of both tables',
  );
});
