import { afterEach, beforeEach, expect, vi } from 'vitest';

/** What nobody expected to be printed fails the test that printed it; a test that expects it silences the console itself. */
const watched = ['error', 'warn'] as const;

beforeEach(() => {
  for (const method of watched) vi.spyOn(console, method);
});

afterEach(() => {
  for (const method of watched) expect(vi.mocked(console[method]).mock.calls, `console.${method} was called`).toEqual([]);
  vi.restoreAllMocks();
});
