import { expect, test } from 'vitest';
import { factsOf, isVerified } from '@/lib/segmenter/facts/facts';
import { message, prompt, script, shell, tool } from '@/lib/segmenter/testing';

const edit = (path: string, before = 'a\nb', after = 'a\nc\nd') =>
  tool('Edit', { file_path: path, old_string: before, new_string: after });

test('lines come from the recorded patch, else from the texts; failed edits count for nothing', () => {
  const events = script(
    ...tool('Edit', { file_path: '/app/a.ts', old_string: 'x', new_string: 'y' }, { data: { patch: { added: 12, removed: 3 } } }),
    ...edit('/app/a.ts'),
    ...tool('Write', { file_path: '/app/b.md', content: 'one\ntwo\n' }),
    ...tool(
      'Edit',
      { file_path: '/app/c.ts', old_string: 'x', new_string: 'y' },
      { isError: true, output: 'String to replace not found' },
    ),
    ...tool('MultiEdit', {
      file_path: '/elsewhere/d.ts',
      edits: [
        { old_string: 'a', new_string: 'b' },
        { old_string: '', new_string: 'c' },
      ],
    }),
    ...tool('apply_patch', {
      input: '*** Begin Patch\n*** Update File: e.py\n-old\n+new\n+more\n*** Add File: f.py\n+x\n*** End Patch',
    }),
    {
      kind: 'tool_call',
      tool: { name: 'Edit', callId: 'pending', input: { file_path: '/app/g.ts', old_string: 'a', new_string: 'b' } },
    },
  );
  expect(factsOf(events, '/app').files).toEqual([
    { path: 'a.ts', added: 14, removed: 4 },
    { path: 'b.md', added: 2, removed: 0 },
    { path: '/elsewhere/d.ts', added: 2, removed: 1 },
    { path: 'e.py', added: 2, removed: 1 },
    { path: 'f.py', added: 1, removed: 0 },
  ]);
});

test('commits and pushes are taken from what git says', () => {
  const facts = factsOf(
    script(
      ...shell(
        'git add -A && git commit -m "Fix [main 1234567] parser" && git push',
        '[main ab12cd3] Fix parser\n 1 file changed\nTo github.com:x/y\n   1111111..ab12cd3  main -> main',
      ),
      ...shell('cat log.txt', '[main deadbe1] not made here'),
      ...shell('git commit -m again', 'nothing to commit, working tree clean', { exitCode: 1, isError: true }),
    ),
  );
  expect(facts).toMatchObject({ commits: ['ab12cd3'], pushed: true, commands: 3, tool_calls: 3, errors: 1 });
});

test.each([
  ['git push', ' ! [rejected]        main -> main (fetch first)\nerror: failed to push some refs', false],
  ['git push', 'Everything up-to-date', false],
  ['git push --dry-run', '   1111111..2222222  main -> main', false],
  ['git push -q', '', true],
  ['git -C app push origin HEAD 2>&1 | tail -1', ' * [new branch]      feature -> feature', true],
  ['echo git push', '   1111111..2222222  main -> main', false],
])('%s with %j: pushed is %s', (command, output, pushed) => {
  expect(factsOf(script(...shell(command, output))).pushed).toBe(pushed);
});

test('pull requests come from gh and from records, each once', () => {
  const url = 'https://github.com/acme/shop/pull/41';
  const events = script(
    ...shell('gh pr create --fill', `Creating…\n${url}\n`),
    { kind: 'note', actor: 'system', data: { type: 'pull_request', url, number: 41 } },
    ...shell('gh pr view 7', 'https://github.com/acme/shop/pull/7'),
  );
  expect(factsOf(events).pull_requests).toEqual([{ number: 41, url }]);
});

test('checks count once a command, and the last one tells how it stands', () => {
  const events = script(
    ...shell('npm test', '', { exitCode: 1, isError: true }),
    ...shell('npm run lint && npm test'),
    ...shell('ls'),
  );
  expect(factsOf(events).checks).toEqual({ run: 2, failed: 1, last: 'passed' });
});

test('usage counts a response once, with the largest of each field', () => {
  const events = script(
    { ...message('a'), usage: { response_id: 'r1', input: 10, output: 1, cost_usd: 0.1 } },
    { ...message('b'), usage: { response_id: 'r1', input: 10, output: 30 } },
    { ...message('c'), usage: { input: 5, cache_read: 7 } },
  );
  const counted = { input: 15, output: 30, reasoning: 0, cache_read: 7, cache_write: 0 };
  expect(factsOf(events).usage).toEqual({
    ...counted,
    cost_usd: 0.1,
    output_under_reported: false,
    models: [{ model: null, ...counted }],
    subagents: null,
  });
});

test('refusals and fallout are no errors; subagents are counted by thread', () => {
  const events = script(
    ...tool('Bash', { command: 'ls' }, { isError: true, output: "The user doesn't want to proceed with this tool use." }),
    ...tool('Read', {}, { isError: true, output: 'Sibling tool call errored' }),
    ...tool('Read', {}, { isError: true, output: 'File does not exist' }),
    { thread: 'sub-1', actor: 'subagent', text: 'x' },
    { thread: 'sub-2', actor: 'subagent', text: 'x' },
    { thread: 'sub-1', actor: 'subagent', text: 'y' },
  );
  expect(factsOf(events)).toMatchObject({ errors: 1, subagents: 2 });
});

test.each([
  ['a check after the last edit passed', [...edit('a.ts'), ...shell('npm test')], true],
  [
    'the last check failed',
    [...edit('a.ts'), ...shell('npm test'), ...shell('npm test', '', { exitCode: 1, isError: true })],
    false,
  ],
  ['an edit follows the check', [...edit('a.ts'), ...shell('npm test'), ...edit('b.ts')], false],
  ['nothing was edited', [...shell('npm test')], false],
  [
    'the result of the last check is unknown',
    [...edit('a.ts'), ...shell('npm test'), ...shell('npm test | tail -1', 'Done')],
    false,
  ],
])('verified when %s: %#', (_name, drafts, expected) => {
  expect(isVerified(script(prompt('Fix it'), ...drafts))).toBe(expected);
});
