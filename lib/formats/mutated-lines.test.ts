import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { LineFormat } from '@/lib/formats/format';
import { FORMATS } from '@/lib/formats/registry';
import { readTranscript } from '@/lib/formats/testing';
import { bearsBrokenLines } from '@/lib/formats/testing-robust';

const FIXTURES = join(import.meta.dirname, 'fixtures');

/** The lines of every fixture, by the format that reads it. */
const known = new Map<LineFormat, string[]>();
for (const file of readdirSync(FIXTURES, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())) {
  const { format, texts } = readTranscript(readFileSync(join(file.parentPath, file.name), 'utf8'), file.name);
  known.set(format, [...(known.get(format) ?? []), ...texts]);
}

test('every format has lines to be broken', () => {
  expect(FORMATS.filter((format) => !known.has(format)).map(({ name }) => name)).toEqual([]);
});

test.each([...known.keys()])('$name bears broken lines', { timeout: 240_000 }, (format) =>
  bearsBrokenLines(format, known.get(format) ?? []),
);
