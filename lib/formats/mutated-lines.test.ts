import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { LineFormat } from '@/lib/formats/format';
import { isObject } from '@/lib/formats/json';
import { FORMATS, formatNamed } from '@/lib/formats/registry';
import { readTranscript } from '@/lib/formats/testing';

/** All that is asked for where the corpus of transcripts lies; elsewhere what takes seconds. */
const LINES = process.env.DEBRIEF_CORPUS ? 10_000 : 1_000;
const FIXTURES = join(import.meta.dirname, 'fixtures');

/** The lines of every fixture, by the format that reads it. */
const known = new Map<string, string[]>();
for (const file of readdirSync(FIXTURES, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())) {
  const { format, texts } = readTranscript(readFileSync(join(file.parentPath, file.name), 'utf8'), file.name);
  known.set(format.name, [...(known.get(format.name) ?? []), ...texts]);
}

/** Numbers from 0 up to a limit, the same in every run. */
function numbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

const DEEP = JSON.parse(`${'['.repeat(250)}${']'.repeat(250)}`);
const OTHERS = [null, true, 7, -1.5, 1e300, '', 'text', '\u0000\uD800', 'x'.repeat(20_000), [], {}, [null], { a: 1 }, DEEP];

type Pick = (limit: number) => number;
const MUTATIONS: ((line: string, pick: Pick) => string)[] = [
  (line, pick) => line.slice(0, pick(line.length)),
  (line, pick) => flip(line, pick),
  (line, pick) => flip(flip(flip(line, pick), pick), pick),
  (line, pick) => withOther(line, pick),
  (line, pick) => withOther(withOther(line, pick), pick),
  (line, pick) => line + line.slice(pick(line.length)),
];

function flip(line: string, pick: Pick): string {
  const at = pick(line.length);
  return line.slice(0, at) + String.fromCharCode(pick(256)) + line.slice(at + 1);
}

/** The line with another value in one of its places. */
function withOther(line: string, pick: Pick): string {
  try {
    return JSON.stringify(replaced(JSON.parse(line), pick));
  } catch {
    return line;
  }
}

function replaced(value: unknown, pick: Pick): unknown {
  const keys = Array.isArray(value) ? [...value.keys()] : isObject(value) ? Object.keys(value) : [];
  const key = keys[pick(keys.length)];
  if (key === undefined || pick(4) === 0) return OTHERS[pick(OTHERS.length)];
  if (Array.isArray(value)) return value.map((each, at) => (at === key ? replaced(each, pick) : each));
  return isObject(value) ? { ...value, [key]: replaced(value[key], pick) } : value;
}

function readMutated(format: LineFormat, lines: string[]): void {
  const pick = numbers(lines.length);
  const state = format.start({ source: null, cwd: null }, []);
  for (let number = 1; number <= LINES; number += 1) {
    const line = lines[pick(lines.length)] ?? '';
    const text = (MUTATIONS[pick(MUTATIONS.length)] ?? flip)(line, pick);
    const { records, warnings } = format.parse(state, { text, number, isTruncated: false });
    const isRead = text.trim() === '' || warnings.length > 0 || records.some(({ events }) => events.length > 0);
    if (!isRead) expect.fail(`Nothing came of ${text.slice(0, 500)}`);
  }
  expect(JSON.stringify(state).length).toBeLessThan(4_000_000);
}

test.each(FORMATS.filter(({ name }) => known.has(name)).map(({ name }) => name))(
  '%s reads damaged lines',
  { timeout: 60_000 },
  (name) => {
    const format = formatNamed(name);
    if (format) readMutated(format, known.get(name) ?? []);
  },
);
