import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { outlineOf, readTranscript } from '@/lib/formats/testing';

const read = (name: string) => readTranscript(readFileSync(join(import.meta.dirname, 'fixtures', 'pi', name), 'utf8'));

test('a session of Pi is read whole', () => {
  const { format, events, sessions } = read('session.jsonl');
  expect(format.name).toBe('pi');
  expect(sessions).toEqual(['01990000-0000-7000-8000-000000000001']);
  expect(outlineOf(events)).toMatchSnapshot();
  expect(events.find(({ usage }) => usage)?.usage).toEqual({
    model: 'sprout-2',
    response_id: 'r1',
    input: 1200,
    output: 40,
    cache_read: 800,
    cache_write: 0,
    cost_usd: 0.0125,
  });
});
