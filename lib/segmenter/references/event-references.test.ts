import { expect, test } from 'vitest';
import { eventReferences } from '@/lib/segmenter/references/event-references';
import { message, prompt, script, shell, tool } from '@/lib/segmenter/testing';

type Drafts = Parameters<typeof script>;

const CWD = '/home/ida/shop';
const found = (...drafts: Drafts) =>
  eventReferences(script(...drafts), { cwd: CWD }).map(({ seq, kind, role, name }) => `${seq} ${kind} ${role} ${name}`);
/** What a shell line refers to, of the call (1) and of its result (2). */
const ofShell = (line: string, output = '', result?: Parameters<typeof shell>[2]) => found(...shell(line, output, result));
const FAILED = { exitCode: 1, isError: true };

test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('%s is no word of a program', (word) => {
  for (const line of [`${word} test`, `git ${word} 1`, `gh pr ${word} 1`, `bd ${word} debrief-4te`])
    expect(ofShell(line, 'done')).toEqual([]);
});

test.each([
  ['git commit -m x', '[main ab135e5] x\n 1 file changed', ['2 commit produced ab135e5', '2 branch touched main']],
  ['git commit -qm x', '', []],
  ['git commit -m "Stop it. Fixes #12"', '', ['1 issue mentioned #12']],
  ['git show ab135e5 --stat', '', ['1 commit mentioned ab135e5']],
  ['git cherry-pick 3cc4d2e..ab135e5', '', ['1 commit mentioned 3cc4d2e', '1 commit mentioned ab135e5']],
  ['git cat-file -t ab135e5', '', []],
  ['git checkout -b fix/dates', "Switched to a new branch 'fix/dates'\n", ['2 branch produced fix/dates']],
  ['git switch -c fix/dates', '', ['2 branch produced fix/dates']],
  ['git checkout -b fix/dates || git checkout fix/dates', "Switched to branch 'fix/dates'\n", ['2 branch touched fix/dates']],
  ['git checkout lib/dates.ts', '', []],
  ['git switch main', '', ['2 branch touched main']],
  ['git branch fix/dates', '', ['2 branch produced fix/dates']],
  ['git branch -D fix/dates | cat', 'Deleted branch fix/dates (was ab135e5).', ['2 branch closed fix/dates']],
  ['git push -u origin fix/dates', ' * [new branch]      fix/dates -> fix/dates\n', ['2 branch touched fix/dates']],
  [
    'git pull && git push',
    '   ab135e5..3cc4d2e  main       -> origin/main\n   3cc4d2e..1f1d2e3  main -> main\n',
    ['2 branch touched main'],
  ],
  [
    'git worktree add -b dates ../shop-dates main',
    "Preparing worktree (new branch 'dates')\n",
    ['2 branch produced dates', '2 worktree produced /home/ida/shop-dates'],
  ],
  ['git worktree remove ../shop-dates', '', ['2 worktree closed /home/ida/shop-dates']],
  ['git worktree add --help', '', []],
])('git: %s', (line, output, expected) => {
  expect(ofShell(line, output)).toEqual(expected);
});

test.each([
  ['gh pr create --fill', 'https://github.com/acme/shop/pull/41\n', ['2 pull_request produced #41']],
  ['git push && gh pr create --fill | tail -1', 'https://github.com/acme/shop/pull/41\n', ['2 pull_request produced #41']],
  [
    'gh issue create --title x --body "see #12"',
    'https://github.com/acme/shop/issues/42',
    ['1 issue mentioned #12', '2 issue produced #42'],
  ],
  ['gh pr merge 41 --squash', '', ['2 pull_request closed #41']],
  ['gh pr merge 41 --auto', '', ['2 pull_request touched #41']],
  ['gh issue close 12 --comment done', '', ['2 issue closed #12']],
  [
    'gh issue comment 12 --body-file - <<EOF\nDone\nEOF',
    'https://github.com/acme/shop/issues/12#issuecomment-7',
    ['2 issue commented #12'],
  ],
  ['gh pr review --approve 41', '', ['2 pull_request commented #41']],
  ['gh pr view --json title 41 2>&1 | head -20', 'title: x', ['2 pull_request read #41']],
  ['gh issue view https://github.com/acme/shop/issues/9', '', ['2 issue read #9']],
  ['gh issue view $n; gh issue list --limit 20', '', []],
  ['gh api repos/acme/shop/pulls/41/comments --paginate', '[]', ['2 pull_request read #41']],
  ['gh api repos/acme/shop/issues/9/comments -f body=Done', '{}', ['2 issue commented #9']],
  ['bd create "Dates"', '✓ Created issue: shop-4te — Dates', ['2 ticket produced shop-4te']],
  [
    'bd update shop-4te.1 --claim && bd close shop-4te',
    '✓ Updated issue: shop-4te.1\n✓ Closed shop-4te: Closed',
    ['2 ticket touched shop-4te.1', '2 ticket closed shop-4te'],
  ],
  ['bd show shop-4te', 'shop-4te Dates', ['2 ticket read shop-4te']],
])('trackers: %s', (line, output, expected) => {
  expect(ofShell(line, output)).toEqual(expected);
});

test.each([
  ['cat lib/dates.ts', ['2 file read lib/dates.ts']],
  ["sed -n '1,40p' ./lib/dates.ts | head -5", ['2 file read lib/dates.ts']],
  ['cat /home/ida/shop/lib/dates.ts', ['2 file read lib/dates.ts']],
  ['cd lib && cat dates.ts', ['2 file read lib/dates.ts']],
  ['nl -ba README.md; head -n 3 package.json', ['2 file read README.md', '2 file read package.json']],
  ['cd /tmp && cat notes.md', ['2 file read /tmp/notes.md']],
  ['cat a.ts b.ts', []],
  ['cat $file.ts; cat *.ts', []],
  ['cat > lib/dates.ts <<EOF\nx\nEOF', []],
  ["sed -i 's/a/b/' lib/dates.ts", []],
  ['test -f a.ts && cat a.ts; true', []],
  ['for f in a b; do cat x.ts; done', []],
])('reading: %s', (line, expected) => {
  expect(ofShell(line, 'text')).toEqual(expected);
});

test('what failed made nothing, but what git says it did stands', () => {
  expect(ofShell('git checkout -b x', "fatal: a branch named 'x' already exists", FAILED)).toEqual([]);
  expect(ofShell('gh pr merge 41', 'not mergeable', FAILED)).toEqual([]);
  expect(ofShell('gh issue view 12 | head -3', 'GraphQL: Could not resolve to an issue')).toEqual([]);
  expect(ofShell('cat lib/gone.ts; ls', 'cat: lib/gone.ts: No such file or directory')).toEqual([]);
  expect(ofShell('git checkout -b x && npm test', "Switched to a new branch 'x'\n1 failed", FAILED)).toEqual([
    '2 branch produced x',
  ]);
  expect(found(...tool('Edit', { file_path: 'a.ts', old_string: 'a', new_string: 'b' }, { isError: true }))).toEqual([]);
});

test('a command that still runs has done nothing yet', () => {
  const [call, result] = shell('gh pr create --fill', '', { exitCode: null, isError: false });
  const running = { ...result, data: { is_running: true } };
  const ended = { ...shell('', 'https://github.com/acme/shop/pull/41')[1], isNoise: true };
  const late = { ...ended, tool: { ...ended.tool, callId: call?.tool?.callId ?? null } };
  expect(found(call ?? {}, running, message('Waiting.'), late)).toEqual(['4 pull_request produced #41']);
});

test('files of tools: made, changed and read, under one name', () => {
  const edit = { file_path: '/home/ida/shop/a.ts', old_string: 'a', new_string: 'b' };
  const patch = '*** Begin Patch\n*** Add File: b.ts\n+x\n*** Update File: a.ts\n+y\n*** End Patch';
  expect(
    found(
      ...tool('Read', { file_path: '/home/ida/shop/a.ts' }, { output: 'a' }),
      ...tool('Edit', edit),
      ...tool('Write', { file_path: 'c.ts', content: 'x' }, { output: 'File created successfully at: c.ts' }),
      ...tool('apply_patch', { input: patch }),
      ...tool('exec_command', { command: 'cat a.ts', workdir: '/home/ida/shop__worktrees/dates' }, { exitCode: 0 }),
    ),
  ).toEqual([
    '2 file read a.ts',
    '4 file touched a.ts',
    '6 file produced c.ts',
    '8 file produced b.ts',
    '8 file touched a.ts',
    '10 file read /home/ida/shop__worktrees/dates/a.ts',
    '10 worktree touched /home/ida/shop__worktrees/dates',
  ]);
});

test('sessions stand beside a cue, workers give theirs back', () => {
  const id = '019c1a2b-0000-7000-8000-00000000000a';
  expect(
    found(
      prompt(`Read the full transcript at: /home/ida/.claude/projects/-home-ida-shop/${id}.jsonl`),
      message(`The key ${id} is no session.`),
      ...shell(`codex resume ${id}`),
      ...tool('spawn_agent', { message: 'Count' }, { data: { agent: id } }),
      ...shell('codex exec "Count"', `workdir: /x\nsession id: ${id}\n`),
      ...shell(
        'workmux add dates',
        "✓ Successfully created worktree and tmux window for 'dates'\n  Worktree: /home/ida/shop__worktrees/dates\n",
      ),
    ),
  ).toEqual([
    `1 session mentioned ${id}`,
    `3 session mentioned ${id}`,
    `6 session produced ${id}`,
    `8 session produced ${id}`,
    '10 worktree produced /home/ida/shop__worktrees/dates',
    '10 branch touched dates',
  ]);
});

test('people and agents mention, tools and noise do not', () => {
  expect(
    found(
      prompt('Look at #12 and ENT-96, then `lib/a.ts:12`'),
      { ...message('#13'), thread: 'sub', actor: 'subagent' },
      { ...message('#14'), isNoise: true },
      { kind: 'note', actor: 'system', text: '#15' },
      { kind: 'note', actor: 'system', data: { type: 'pull_request', number: 41, url: 'https://x/pull/41' } },
      ...tool('Grep', { pattern: '#16' }, { output: '#17' }),
    ),
  ).toEqual([
    '1 issue mentioned #12',
    '1 ticket mentioned ENT-96',
    '1 file mentioned lib/a.ts',
    '2 issue mentioned #13',
    '5 pull_request produced #41',
  ]);
});

test('a result finds its call in what came before, and one without a call says nothing', () => {
  const [call, result] = script(...shell('git switch -c x'));
  if (!call || !result) throw new Error('No call');
  expect(eventReferences([result], { cwd: null, earlier: [call] })).toMatchObject([{ seq: 2, kind: 'branch', role: 'produced' }]);
  expect(eventReferences([result], { cwd: null })).toEqual([]);
});

test('an event has at most forty', () => {
  const text = Array.from({ length: 60 }, (_, i) => `#${i + 1}`).join(', ');
  expect(found(prompt(text))).toHaveLength(40);
});
