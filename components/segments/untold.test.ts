import { describe, expect, test } from 'vitest';
import type { Facts } from '@/lib/segments/schema';
import { saysAsk } from './segment-title';
import { untold } from './untold';

const factsWith = (paths: string[], commits: string[] = []): Facts => ({
  files: paths.map((path) => ({ path, added: 1, removed: 0 })),
  checks: { run: 2, failed: 0, last: 'passed' },
  commands: 2,
  commits,
  pushed: true,
  pull_requests: [{ number: 12, url: 'https://example.com/pull/12' }],
  subagents: 0,
  tool_calls: 4,
  errors: 0,
  usage: {
    input: 0,
    output: 0,
    reasoning: 0,
    cache_read: 0,
    cache_write: 0,
    cost_usd: null,
    cost_source: 'none',
    cost_is_partial: false,
    output_under_reported: false,
  },
});

describe('untold', () => {
  const paths = ['src/tide.ts', 'src/list.ts', 'src/feed.ts'];
  test.each([
    ['two files in any order', 'Changed `list.ts`, `tide.ts` and 1 more file.', 0],
    ['one of several', 'Changed `list.ts`.', 3],
    ['named, but not as changed', 'The rule of `tide.ts` and `list.ts` holds.', 3],
    ['nothing', 'The rule holds.', 3],
  ])('%s', (_, outcome, left) => expect(untold(factsWith(paths), outcome).files).toHaveLength(left));

  test('leaves out named commits and pull requests, and keeps the checks', () => {
    const rest = untold(factsWith([], ['4c81f0e2', '9abc1234']), 'Committed as 4c81f0e. Opened PR #12.');
    expect(rest.commits).toEqual(['9abc1234']);
    expect(rest.pull_requests).toEqual([]);
    expect(rest.checks.run).toBe(2);
  });
});

describe('saysAsk', () => {
  const says = (title: string, ask: string) => saysAsk({ origin: 'heuristic', title }, ask);
  test('an ask with a few polite words more says no more', () => {
    expect(says('Spawn workers for the feed', 'we should spawn workers for the feed.')).toBe(true);
  });
  test('one that goes on does', () => {
    expect(says('Spawn workers for the feed', 'Spawn workers for the feed. Each has its own worktree.')).toBe(false);
  });
});
