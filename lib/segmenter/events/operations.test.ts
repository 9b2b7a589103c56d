import { expect, test } from 'vitest';
import { operates } from '@/lib/segmenter/events/operations';
import { toolCalls } from '@/lib/segmenter/events/tool-calls';
import { script, shell, tool } from '@/lib/segmenter/testing';

const changesState = (...drafts: Parameters<typeof script>) => toolCalls(script(...drafts)).some(operates);

test.each([
  ['gh issue close 3', true],
  ['gh pr view 3', false],
  ['gh api repos/a/b/issues -f title=x', true],
  ['gh api -X DELETE repos/a/b/issues/3', true],
  ['gh api repos/a/b/pulls --jq .', false],
  ['git checkout -b x', true],
  ['git -C /app push', true],
  ['git branch old', true],
  ['git branch', false],
  ['git branch --merged main', false],
  ['git stash list', false],
  ['bd create --help', false],
  ['workmux add x', true],
  ['workmux status x', false],
  ['tmux capture-pane -p', false],
  ['rm old.txt', true],
  ['mkdir -p out', false],
  ['constructor x', false],
  ['docker compose ps', false],
  ['ls && pkill server', true],
])('%s changes state: %s', (line, expected) => {
  expect(changesState(...shell(line))).toBe(expected);
});

test('a tool of a tracker changes state by its name, a failed call does not', () => {
  expect(changesState(...tool('mcp__tracker__create_issue', {}))).toBe(true);
  expect(changesState(...tool('mcp__tracker__list_issues', {}))).toBe(false);
  expect(changesState(...shell('gh issue close 3', '', { exitCode: 1 }))).toBe(false);
});
