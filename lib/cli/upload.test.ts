import { describe, expect, it } from 'vitest';
import { waitOf } from '@/lib/cli/upload';

describe('the wait before another attempt', () => {
  it.each([
    ['seconds', '2', 1, 2000],
    ['too many seconds', '86400', 1, 60_000],
    ['a date that has passed', 'Thu, 01 Jan 2026 00:00:00 GMT', 1, 0],
    ['nothing', undefined, 1, 500],
    ['nothing, the third time', undefined, 3, 2000],
    ['nonsense', 'soon', 2, 1000],
  ])('with %s', (_what, header, attempt, expected) => expect(waitOf(header, attempt)).toBe(expected));
});
