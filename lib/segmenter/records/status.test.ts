import { expect, test } from 'vitest';
import { record } from '@/lib/segmenter/records/record';
import { message, prompt, script, shell, tool } from '@/lib/segmenter/testing';

const edit = tool('Edit', { file_path: 'a.ts', old_string: 'a', new_string: 'b' });
const ask = prompt('Fix the parser');
const green = shell('npm test');
const red = shell('npm test', '1 failed', { exitCode: 1, isError: true });
const commit = shell('git commit -m x', '[main ab12cd3] Fix the parser');
const one = shell('npm test -- one.test.ts', '1 failed', { exitCode: 1, isError: true });
const halted = shell('npm test', '[Request interrupted by user for tool use]', { exitCode: 137, isError: true });
const lint = shell('npm run lint');
const looking = shell('ls');
const plan = tool('ExitPlanMode', { plan: '# Fix the parser' }, { output: 'User has approved your plan.' });
const open = tool('TodoWrite', { todos: [{ content: 'Print', status: 'pending' }] });
const stopped = { actor: 'human' as const, kind: 'interrupt' as const };

test.each([
  ['edits and a green check', [ask, ...edit, ...green, message('Fixed.')], 'done verified', 'done verified'],
  ['edits and a commit', [ask, ...edit, ...commit, message('Committed.')], 'done verified', 'done verified'],
  ['edits and words', [ask, ...edit, message('Fixed the parser.')], 'done claimed', 'done claimed'],
  ['a red check', [ask, ...edit, ...red, message('Two cases are left.')], 'partial none', 'partial none'],
  ['a red check and giving up', [ask, ...edit, ...red, message('I could not fix it.')], 'failed none', 'partial none'],
  ['a red check, then an edit', [ask, ...red, ...edit, message('Fixed the parser.')], 'done claimed', 'done claimed'],
  ['a commit after a red check', [ask, ...edit, ...red, ...commit, message('Committed.')], 'done none', 'done none'],
  ['commands that change something', [ask, ...shell('gh issue close 3'), message('Closed.')], 'done claimed', 'done claimed'],
  ['looking', [ask, ...shell('git status && gh pr list'), message('It is clean.')], 'done none', 'done none'],
  ['a gate', [ask, message('Two ways.\n\nWhich approach do you prefer?')], 'blocked none', 'done none'],
  ['an offer', [ask, ...edit, message('Fixed it. Want me to also commit it?')], 'done claimed', 'done claimed'],
  [
    'an error of the model',
    [ask, { actor: 'system' as const, kind: 'error' as const, text: 'API Error' }],
    'blocked none',
    'unknown none',
  ],
  ['a stop', [ask, ...edit, stopped], 'abandoned none', 'unknown none'],
  ['green work without an end', [ask, ...edit, ...green], 'in_progress verified', 'done verified'],
  ['edits without an end', [ask, ...edit], 'in_progress none', 'partial none'],
  ['green work with an open task', [ask, ...edit, ...green, ...open], 'in_progress verified', 'partial verified'],
  ['a red check after a commit', [ask, ...edit, ...commit, ...red, message('One case fails.')], 'partial none', 'partial none'],
  ['a green check of another kind', [ask, ...edit, ...red, ...lint, message('Fixed.')], 'done claimed', 'done claimed'],
  ['the red check, green', [ask, ...edit, ...one, ...lint, ...green, message('Fixed.')], 'done verified', 'done verified'],
  ['a check that was stopped', [ask, ...edit, ...halted, ...lint, message('Fixed.')], 'done verified', 'done verified'],
  ['an approved plan', [ask, ...edit, ...plan, message('Starting.'), ...looking], 'in_progress none', 'partial none'],
  ['nothing after an approved plan', [ask, ...edit, ...plan], 'in_progress none', 'done none'],
  ['a call for help', [ask, message('The server is down. Can you start it?')], 'blocked none', 'unknown none'],
])('%s', (_name, drafts, last, followed) => {
  const verdict = (isLast: boolean) => {
    const { status, verification } = record(script(...drafts), { isLast });
    return `${status} ${verification}`;
  };
  expect([verdict(true), verdict(false)]).toEqual([last, followed]);
});
