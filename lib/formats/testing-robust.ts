import fc from 'fast-check';
import { expect } from 'vitest';
import type { LineFormat } from '@/lib/formats/format';
import { isObject } from '@/lib/formats/json';
import { readTranscript } from '@/lib/formats/testing';
import { recordsOrLines } from '@/lib/transcripts/documents';

/** What a value may turn into. */
const ODD = [
  null,
  0,
  -1.5,
  1e300,
  true,
  '',
  '\u0000',
  '\uD800',
  'REDACTED',
  [],
  {},
  [[]],
  [null],
  { type: 7 },
  'x'.repeat(100_000),
  nested(500),
];

function nested(levels: number): unknown {
  let value: unknown = 'deep';
  for (let level = 0; level < levels; level += 1) value = level % 2 ? [value] : { value };
  return value;
}

/** The same values in every run: what breaks here breaks everywhere. */
const SEED = 1;
const MAX_STATE_CHARS = 4_000_000;

/** Breaks 10,000 lines of a transcript in every way: none may throw, and each gives an event or a warning; the state stays small. Only for tests. */
export function bearsBrokenLines(format: LineFormat, texts: readonly string[]): void {
  const line = fc.constantFrom(...texts);
  const broken = fc.oneof(
    fc.tuple(line, fc.nat(), fc.nat(255)).map(([text, at, byte]) => flipped(text, at, byte)),
    fc.tuple(line, fc.nat()).map(([text, at]) => text.slice(0, at % (text.length + 1))),
    fc.tuple(line, fc.nat(), fc.constantFrom(...ODD)).map(([text, at, odd]) => swapped(text, at, odd)),
    fc.tuple(line, line).map(([one, other]) => one + other),
    fc.tuple(line, fc.nat()).map(([text, at]) => text + text.slice(at % (text.length + 1))),
  );
  let state = format.start({ source: null, cwd: null }, []);
  let number = 0;
  const check = fc.property(broken, fc.boolean(), (text, isTruncated) => {
    number += 1;
    const { records, warnings } = format.parse(state, { text, number, isTruncated });
    if (number % 100 === 0) state = JSON.parse(JSON.stringify(state));
    return text.trim() === '' || warnings.length > 0 || records.some(({ events }) => events.length > 0);
  });
  fc.assert(check, { numRuns: 10_000, seed: SEED });
  expect(JSON.stringify(state).length).toBeLessThan(MAX_STATE_CHARS);
}

function flipped(text: string, at: number, byte: number): string {
  const bytes = Buffer.from(text);
  if (bytes.length > 0) bytes[at % bytes.length] = byte;
  return bytes.toString('utf8');
}

/** Puts another value in the place of one of those in a line. */
export function swapped(text: string, at: number, odd: unknown): string {
  const root = { value: parsed(text) };
  const places: [Record<string, unknown> | unknown[], string | number][] = [];
  const visit = (holder: Record<string, unknown> | unknown[]): void => {
    for (const [key, value] of Object.entries(holder)) {
      places.push([holder, key]);
      if (isObject(value) || Array.isArray(value)) visit(value);
    }
  };
  visit(root);
  const [holder, key] = places[at % places.length] ?? [root, 'value'];
  Object.assign(holder, { [key]: odd });
  return JSON.stringify(root.value);
}

/** A fixture may hold a line that is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Puts other values in the places of those in a document: what it is taken apart into can be written, and each record gives events. Only for tests. */
export function bearsBrokenDocuments(format: LineFormat, text: string): void {
  const check = fc.property(fc.nat(), fc.nat(), fc.constantFrom(...ODD), fc.boolean(), (at, other, odd, isWhole) => {
    const document: unknown = JSON.parse(swapped(swapped(text, at, odd), other, odd));
    const records = format.takeApart?.(document, isWhole)?.map((record) => JSON.stringify(record)) ?? [];
    const state = format.start(
      { source: null, cwd: null },
      records.slice(0, 50).map((record) => JSON.parse(record)),
    );
    return records.every((text, index) =>
      format.parse(state, { text, number: index + 1, isTruncated: false }).records.some(({ events }) => events.length > 0),
    );
  });
  fc.assert(check, { numRuns: 300, seed: SEED });
}

const CUTS = 300;

/** Wherever a document breaks off, its records are the first ones of the whole document. Only for tests. */
export async function beginsAlikeWhereverItEnds(text: string): Promise<void> {
  const { texts } = readTranscript(text);
  for (let end = 1; end < text.length; end += Math.ceil(text.length / CUTS)) {
    const records = await recordsOf(text.slice(0, end));
    expect(records, `cut at ${end}`).toEqual(texts.slice(0, records.length));
  }
}

async function recordsOf(text: string): Promise<string[]> {
  let isDocument = false;
  const chunks: Uint8Array[] = [];
  const body = (async function* () {
    yield Buffer.from(text);
  })();
  for await (const chunk of recordsOrLines(body, { onDocument: () => (isDocument = true) })) chunks.push(chunk);
  return isDocument ? Buffer.concat(chunks).toString('utf8').split('\n').filter(Boolean) : [];
}
