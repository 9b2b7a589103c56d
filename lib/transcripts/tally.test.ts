import { expect, test } from 'vitest';
import type { SessionHandle } from '@/lib/sessions/commands';
import { addWarnings, listWarnings, newTally } from '@/lib/transcripts/tally';

test('of each kind of warning at most 50 are listed, and the rest is counted', () => {
  const tally = newTally({} as SessionHandle);
  const warnings = (code: string, count: number) =>
    Array.from({ length: count }, (_, i) => ({ code, message: 'm', line: i + 1 }));
  addWarnings(tally, warnings('a', 60));
  addWarnings(tally, warnings('b', 2));
  const listed = listWarnings(tally);
  expect(listed).toHaveLength(53);
  expect(listed.at(-1)).toEqual({ code: 'more_warnings', message: 'Not listed: 10 of a' });
});
