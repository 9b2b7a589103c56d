import { expect, test } from 'vitest';
import { checkResult, commandLine, isCheck, ranCheck } from '@/lib/segmenter/events/checks';
import { shellCommands } from '@/lib/segmenter/events/shell-commands';
import { toolCalls } from '@/lib/segmenter/events/tool-calls';
import type { SegmenterTool } from '@/lib/segmenter/segmenter';
import { script, shell, tool } from '@/lib/segmenter/testing';

const hasCheck = (line: string) => shellCommands(line).some((command) => isCheck(command.words));

test.each([
  'npm test',
  'npm run test:unit -- --watch=false',
  'cd web && npx tsc --noEmit',
  'CI=1 timeout 60 pnpm exec vitest run lib/a.test.ts 2>&1 | tail -20',
  'go test ./... -run TestOne',
  'python -m pytest -q',
  './gradlew build',
  'mise run test',
  'make lint',
  'cargo clippy --all-targets',
  'uv run ruff check .',
  'php artisan test',
  'bash -c "true"; yarn lint',
  './node_modules/.bin/eslint .',
])('%s is a check', (line) => {
  expect(hasCheck(line)).toBe(true);
});

test.each([
  'constructor test',
  '__proto__ test',
  'rm -rf build/test.json',
  'cat test-explain.md',
  'git commit -m "npm test passes"',
  'echo "npm test"',
  'npm install vitest',
  'ls tests',
  "cat > notes.md <<'EOF'\nnpm test\nEOF",
  'eslint --version',
  'grep -rn pytest .',
  '# npm test',
])('%s is no check', (line) => {
  expect(hasCheck(line)).toBe(false);
});

const result = (command: string, output: string, more: Partial<SegmenterTool>) => {
  const [call] = toolCalls(script(...shell(command, output, more)));
  return call && ranCheck(call) ? checkResult(call) : undefined;
};

test.each<[string, string, Partial<SegmenterTool>, 'passed' | 'failed' | null]>([
  ['npm test', '', { exitCode: 0 }, 'passed'],
  ['npm test', '', { exitCode: 1, isError: true }, 'failed'],
  ['npm test', 'FAIL in a string the test prints', { exitCode: 0 }, 'passed'],
  ['npm test | tail -5', 'Tests  12 passed', { exitCode: 0 }, 'passed'],
  ['npm test | tail -5', 'Tests  1 failed | 12 passed', { exitCode: 0 }, 'failed'],
  ['npm test | tail -5', 'Done', { exitCode: 0 }, null],
  ['go build ./... | head', 'a/b.go:12:5: too many errors', { exitCode: 0 }, 'failed'],
  ['make lint 2>&1 | tail', '0 issues.', { exitCode: 0 }, 'passed'],
  ['make lint | tail', 'a.c:12:5: warning: unused', { exitCode: 0 }, null],
  ['npm test || true', '', { exitCode: 0 }, null],
  ['npm test; echo finished', '', { exitCode: 0 }, null],
  ['npm run lint && npm test', '', { isError: false }, 'passed'],
  ['npm test && git push', 'rejected', { isError: true }, 'failed'],
  ['npm test | grep -c warn', '0', { exitCode: 1, isError: true }, null],
])('%s with %j and %j: %s', (command, output, more, expected) => {
  expect(result(command, output, more)).toBe(expected);
});

test('a check in the background has no result', () => {
  const [call] = toolCalls(
    script(...tool('Bash', { command: 'npm test', run_in_background: true }, { output: 'Command running in background' })),
  );
  expect(call && checkResult(call)).toBeNull();
});

test('commands are read from any shell tool, also as lists of words', () => {
  const lines = toolCalls(
    script(
      ...tool('shell', { command: ['bash', '-lc', 'npm test'] }),
      ...tool('exec_command', { cmd: 'ls' }),
      ...tool('Read', { command: 'no' }),
    ),
  ).map(commandLine);
  expect(lines).toEqual(['npm test', 'ls', null]);
});
