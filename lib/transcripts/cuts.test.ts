import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { testDatabase } from '@/db/testing';
import { localContext } from '@/lib/auth/context';
import { AppError } from '@/lib/errors';
import { importTranscript, type TranscriptFile } from '@/lib/transcripts/commands';
import { bodyOf } from '@/lib/transcripts/testing';
import { storedIn } from '@/lib/transcripts/testing-stored';

/**
 * Where a file breaks off is chance: each is cut at random bytes, the part sent, then the whole, and what is stored is held against one go.
 * `npm test` cuts what lies beside the formats, and some of a corpus; all of it with `DEBRIEF_CORPUS=… DEBRIEF_CUTS=20 npx vitest run lib/transcripts/cuts.test.ts`, at other places with `DEBRIEF_SEED=…`.
 */
const CUTS = Number(process.env.DEBRIEF_CUTS ?? 2);
const isComplete = process.env.DEBRIEF_CUTS !== undefined;
const SEED = Number(process.env.DEBRIEF_SEED ?? 20);
const SOME_FILES = 8;

const held = testDatabase();

const filesIn = (folder: string) =>
  !existsSync(folder)
    ? []
    : readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .sort();

const own = filesIn(join(import.meta.dirname, '../formats/fixtures'));
const corpus = process.env.DEBRIEF_CORPUS ? filesIn(process.env.DEBRIEF_CORPUS) : [];
const some = fc.sample(fc.noBias(fc.nat(Math.max(0, corpus.length - 1))), { seed: SEED, numRuns: SOME_FILES });
const chosen = isComplete ? corpus : corpus.filter((_, at) => some.includes(at));

const CHUNK_BYTES = 64 * 1024;
const chunks = (bytes: Buffer) =>
  Array.from({ length: Math.ceil(bytes.length / CHUNK_BYTES) }, (_, i) => bytes.subarray(i * CHUNK_BYTES, (i + 1) * CHUNK_BYTES));

/** A file that grows is known by its name; one that is sent but once may have none. */
type Part = Pick<TranscriptFile, 'project' | 'source'> & Partial<TranscriptFile>;
const send = (part: Part, bytes: Buffer, error?: Error) =>
  importTranscript(
    localContext(held.db, 'someone'),
    { cwd: null, format: null, offset: null, prefixSha256: null, modifiedAt: null, ...part },
    bodyOf(chunks(bytes), error),
  );

/** The body breaks off there, and the file is sent again. */
async function sendBroken(file: Part, bytes: Buffer, cut: number): Promise<void> {
  const error: unknown = await send(file, bytes.subarray(0, cut), new Error('connection reset')).catch((reason) => reason);
  expect(error).toMatchObject({ code: 'body_incomplete' });
  await send(file, bytes);
}

const NEWLINE = 0x0a;

/** The file is as long as each of these, one after another: what it has grown by is sent, from where the server says if it knows another place. */
async function sendGrowing(file: Part, bytes: Buffer, ends: readonly number[]): Promise<void> {
  let start = 0;
  for (const end of ends) {
    const tail = (offset: number) => {
      const prefixSha256 = createHash('sha256').update(bytes.subarray(0, offset)).digest('hex');
      return send({ ...file, ...(offset > 0 ? { offset, prefixSha256 } : {}) }, bytes.subarray(offset, end));
    };
    await tail(start).catch((error) => {
      if (!(error instanceof AppError)) throw error;
      if (error.code === 'unknown_format' && end < bytes.length) return;
      if (error.code !== 'offset_mismatch') throw error;
      return tail(Number(error.details.extra?.known_offset));
    });
    start = bytes.lastIndexOf(NEWLINE, end - 1) + 1;
  }
}

/** By turns. */
const WAYS = [
  sendBroken,
  function sendGrown(file: Part, bytes: Buffer, cut: number) {
    return sendGrowing(file, bytes, [cut, bytes.length]);
  },
];

/** Where two lists are different first; null where they are alike. */
function difference(one: string[], other: string[]): string[] | null {
  const at = one.findIndex((line, i) => line !== other[i]);
  return at < 0 && one.length === other.length ? null : [one[at] ?? 'nothing', other[Math.max(at, 0)] ?? 'nothing'];
}

beforeEach(() => held.db.sql`delete from projects`);

test.each([...own, ...chosen])('%s is stored alike wherever it is cut', { timeout: 1_800_000 }, async (path) => {
  const bytes = readFileSync(path);
  const source = basename(path);
  await send({ project: 'whole', source }, bytes);
  const whole = await storedIn(held.db, 'whole');
  const cuts = fc.sample(fc.noBias(fc.integer({ min: 1, max: bytes.length - 1 })), { seed: SEED, numRuns: CUTS });
  const different: unknown[] = [];
  for (const [at, cut] of cuts.entries()) {
    const sendCut = WAYS[(at + SEED) % WAYS.length] ?? sendBroken;
    await held.db.sql`delete from projects where name = 'cut'`;
    await sendCut({ project: 'cut', source }, bytes, cut);
    const lines = difference(await storedIn(held.db, 'cut'), whole);
    if (lines) different.push({ way: sendCut.name, cut, lines });
  }
  expect(different).toEqual([]);
});

test.skipIf(!isComplete).each(own.filter((path) => path.endsWith('.jsonl')))(
  '%s is stored alike when it grows line by line',
  { timeout: 600_000 },
  async (path) => {
    const bytes = readFileSync(path);
    const source = basename(path);
    const ends = [...bytes.keys()].filter((at) => bytes[at] === NEWLINE).map((at) => at + 1);
    await send({ project: 'whole', source }, bytes);
    await sendGrowing({ project: 'cut', source }, bytes, ends);
    expect(await storedIn(held.db, 'cut')).toEqual(await storedIn(held.db, 'whole'));
  },
);
