import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '@/lib/errors';
import { swapped } from '@/lib/formats/testing-robust';
import { recordsOrLines } from '@/lib/transcripts/documents';
import { batchesOf, type Line, splitLines } from '@/lib/transcripts/lines';
import { bodyOf } from '@/lib/transcripts/testing';
import { type Brought, readLines, readRest, type Upload } from '@/lib/transcripts/upload-commands';

const FIXTURES = join(import.meta.dirname, '../formats/fixtures');
const documents = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' }).filter((path) => /\.(json|traj)$/.test(path));
/** The same values in every run: what breaks here breaks everywhere. */
const SEED = 1;
const RUNS = 150;
const ODD = [null, 0, '', 'x'.repeat(20_000), [], {}, [[[null]]], { type: 7 }, '\uD800'];

const newUpload = (): Upload => ({
  ...{
    project: 'p',
    source: 'a',
    cwd: null,
    isTail: false,
    hashKey: new Uint8Array(32),
    receivedAt: new Date(),
    undatedAt: new Date(),
    named: null,
  },
  ...{
    document: null,
    format: null,
    state: null,
    lines: 0,
    sinceSecret: 0,
    head: [],
    session: null,
    loose: [],
    tallies: new Map(),
  },
  ...{ lastAt: new Map(), hasMoved: false },
});

/** Reads a body as an import does, but stores nothing: which of its lines gave neither an event nor a warning. Null where no format knows it. */
async function lost(bytes: Buffer): Promise<number[] | null> {
  const upload = newUpload();
  const lines: Line[] = [];
  const told = new Set<number>();
  const tell = (brought: Brought) => {
    for (const { line, record, warnings } of [...brought.values()].flat())
      if (record.events.length > 0 || warnings.length > 0) told.add(line.number);
  };
  try {
    const records = recordsOrLines(bodyOf([bytes]), { onDocument: (document) => void Object.assign(upload, { document }) });
    for await (const batch of batchesOf(splitLines(records))) {
      lines.push(...batch);
      tell(await readLines(upload, batch));
    }
    tell(readRest(upload, false));
  } catch (error) {
    if (error instanceof AppError && error.code === 'unknown_format') return null;
    throw error;
  }
  return lines.filter((line) => line.bytes.toString('utf8').trim() !== '' && !told.has(line.number)).map(({ number }) => number);
}

/** Bytes elsewhere in it, its end missing, a part twice, another value in a place. */
const brokenFrom = (bytes: Buffer) =>
  fc.oneof(
    fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 }).map((places) => {
      const broken = Buffer.from(bytes);
      for (const [at, byte] of places) broken[at] = byte;
      return broken;
    }),
    fc.nat(bytes.length).map((end) => bytes.subarray(0, end)),
    fc
      .tuple(fc.nat(bytes.length), fc.nat(bytes.length))
      .map(([end, from]) => Buffer.concat([bytes.subarray(0, end), bytes.subarray(from)])),
    fc.tuple(fc.nat(), fc.constantFrom(...ODD)).map(([at, odd]) => Buffer.from(swapped(bytes.toString('utf8'), at, odd))),
  );

test.each(documents.map((path) => [basename(path), path]))(
  '%s bears being broken: nothing throws, and no line is lost',
  { timeout: 240_000 },
  async (_, path) => {
    const bytes = readFileSync(join(FIXTURES, path));
    expect(await lost(bytes)).toEqual([]);
    const check = fc.asyncProperty(brokenFrom(bytes), async (broken) => {
      expect((await lost(broken)) ?? []).toEqual([]);
    });
    await fc.assert(check, { numRuns: RUNS, seed: SEED });
  },
);
