import type { Context } from '@/lib/auth/context';
import { AppError } from '@/lib/errors';
import { insertParsed } from '@/lib/events/insert-commands';
import type { NewRecord } from '@/lib/events/new-event';
import type { Placed } from '@/lib/events/placement';
import { MAIN_THREAD } from '@/lib/events/schema';
import { type LineFormat, type ParsedEvent, SAMPLE_LINES, SAMPLE_VALUES } from '@/lib/formats/format';
import { isUnnamed } from '@/lib/formats/identity';
import { firstValues } from '@/lib/formats/json';
import { FORMATS, recognise } from '@/lib/formats/registry';
import { LIMITS } from '@/lib/limits';
import { redactLines } from '@/lib/redaction/redact';
import { ensureSession } from '@/lib/sessions/commands';
import type { TakenApart } from '@/lib/transcripts/documents';
import type { Line } from '@/lib/transcripts/lines';
import { parseLine, type RedactedLine } from '@/lib/transcripts/parse-line';
import { fitId, type LineRecord, prepareRecords } from '@/lib/transcripts/prepare';
import { addWarnings, newTally, type Tally } from '@/lib/transcripts/tally';

/** An upload on its way: what was read so far, and what it brought. */
export interface Upload {
  project: string;
  /** Name of the file, without secrets. */
  source: string | null;
  cwd: string | null;
  hashKey: Uint8Array;
  /** Its beginning came in another upload. */
  isTail: boolean;
  receivedAt: Date;
  /** The time of events of which the file tells none. */
  undatedAt: Date;
  /** The format that the client named, if it did. */
  named: LineFormat | null;
  /** Set where the body was one JSON value: its records are the lines. */
  document: TakenApart | null;
  /** The format, once it is known. */
  format: LineFormat | null;
  /** The parser's state after the last whole line. */
  state: unknown;
  /** Whole lines from the beginning of the file. */
  lines: number;
  /** Bytes since the end of the last line that held a secret. */
  sinceSecret: number;
  /** Lines that wait until the format is recognised. */
  head: RedactedLine[];
  /** The session of the last line, as its agent names it. */
  session: string | null;
  /** Events that wait for the first session. */
  loose: LineRecord[];
  tallies: Map<string, Tally>;
  /** The last time that each session's lines told. */
  lastAt: Map<string, Date>;
  /** The file was written anew since it was sent before: lines stand in another place. */
  hasMoved: boolean;
}

/** What lines brought, by session. */
export type Brought = Map<string, LineRecord[]>;

/** Redacts and parses some lines. Nothing comes out until the format is recognised. Throws `unknown_format` if no format knows the file. */
export async function readLines(upload: Upload, lines: Line[]): Promise<Brought> {
  const redacted = await redactLines(lines.map((line) => line.bytes));
  const safe = lines.map((line, i): RedactedLine => {
    const found = redacted[i];
    if (!found) throw new Error('Redaction lost a line');
    return { ...line, ...found, original: line.bytes };
  });
  if (upload.format) return parseLines(upload, upload.format, safe);
  upload.head.push(...safe);
  return begin(upload) ? parseHead(upload) : new Map();
}

/**
 * What still waits when the body has ended. Throws `unknown_format` if no format knows it; of a body that broke off too little may have come to tell its
 * format, or its session.
 */
export function readRest(upload: Upload, isBroken: boolean): Brought {
  const isKnown = upload.format !== null || (begin(upload) && upload.format !== null);
  if (!isKnown && isBroken) return new Map();
  const rest: Brought = isKnown && upload.head.length === 0 ? new Map() : parseHead(upload);
  if (isBroken && [...rest.keys()].some(isUnnamed)) return new Map();
  if (upload.loose.length > 0 && !isBroken) throw unknownFormat('no line names a session');
  return rest;
}

function parseHead(upload: Upload): Brought {
  if (!upload.format) throw unknownFormat(upload.head.length === 0 ? 'the body is empty' : 'none of them knows its first values');
  return parseLines(upload, upload.format, upload.head.splice(0));
}

const unknownFormat = (reason: string) =>
  new AppError(
    'unknown_format',
    `This is not a transcript that can be read: ${reason}. Looked for: ${FORMATS.map(({ name }) => name).join(', ')}.`,
  );

/** Tries to recognise the format; true when that is decided. */
function begin(upload: Upload): boolean {
  const sample: unknown[] = [];
  for (const line of upload.head) {
    if (sample.length >= SAMPLE_VALUES) break;
    if (!line.tooLong) sample.push(...firstValues(line.text, SAMPLE_VALUES));
  }
  const values = sample.slice(0, SAMPLE_VALUES);
  upload.format = upload.document?.format ?? upload.named ?? recognise(values);
  if (upload.format) upload.state = upload.format.start({ source: upload.source, cwd: upload.cwd }, values);
  const bytes = upload.head.reduce((sum, line) => sum + line.bytes.length, 0);
  const isLong = upload.head.length >= SAMPLE_LINES || bytes > LIMITS.line_bytes;
  return upload.format !== null || values.length >= SAMPLE_VALUES || isLong;
}

function parseLines(upload: Upload, format: LineFormat, lines: RedactedLine[]): Brought {
  const brought: Brought = new Map();
  const put = (session: string, record: LineRecord) => {
    const records = brought.get(session) ?? [];
    brought.set(session, records);
    records.push(record);
  };
  for (const line of lines) {
    upload.sinceSecret = line.kinds.length > 0 ? 0 : upload.sinceSecret + line.original.length + 1;
    const { records, loose, warnings } = readNext(upload, format, line);
    for (const record of records) {
      upload.session = fitId(record.externalId);
      put(upload.session, { line, record, warnings: [] });
    }
    if (loose.length > 0 || warnings.length > 0) {
      upload.loose.push({ line, warnings, record: { externalId: '', events: loose, facts: {}, threads: [] } });
    }
    if (upload.session === null) continue;
    for (const waiting of upload.loose.splice(0)) put(upload.session, waiting);
  }
  return brought;
}

/** A last line without line end comes again when the file has grown: what is remembered stands before it. */
function readNext(upload: Upload, format: LineFormat, line: RedactedLine) {
  const state = line.isEnded ? upload.state : structuredClone(upload.state);
  const read = parseLine(format, state, line);
  if (upload.isTail && format.isMisled?.(state))
    throw new AppError('offset_mismatch', 'With this tail the file is another session than its beginning told. Send it whole.', {
      extra: { known_offset: 0 },
    });
  if (line.isEnded) upload.lines = line.number;
  return read;
}

/** Stores what lines brought: one transaction for each session. */
export async function storeBrought(ctx: Context, upload: Upload, brought: Brought): Promise<void> {
  for (const [session, records] of brought) await storeRecords(ctx, upload, { session, records });
}

async function storeRecords(
  ctx: Context,
  upload: Upload,
  { session, records }: { session: string; records: LineRecord[] },
): Promise<void> {
  const tally =
    upload.tallies.get(session) ?? newTally(await ensureSession(ctx, { project: upload.project, externalId: session }));
  upload.tallies.set(session, tally);
  const prepared = prepareRecords(records, upload.lastAt.get(session) ?? null, upload);
  if (prepared.lastAt) upload.lastAt.set(session, prepared.lastAt);
  const { placed, hasMoved } = await insertParsed(ctx, tally.session.id, prepared.records, {
    receivedAt: upload.receivedAt,
    isUndated: prepared.lastAt === null,
    hasMoved: upload.hasMoved,
  });
  upload.hasMoved ||= hasMoved;
  tally.prompts += records.flatMap(({ record }) => record.events).filter(isPrompt).length;
  for (const [i, { warnings }] of records.entries()) {
    addWarnings(tally, [...warnings, ...idWarnings(prepared.records[i], placed[i] ?? [])]);
  }
  for (const { outcome, seq } of placed.flat()) {
    tally.firstSeq = Math.min(tally.firstSeq, seq ?? tally.firstSeq);
    if (outcome === 'accepted') tally.accepted += 1;
    if (outcome === 'duplicate') tally.duplicates += 1;
  }
}

const isPrompt = (event: ParsedEvent) =>
  event.kind === 'prompt' && event.actor === 'human' && event.thread === MAIN_THREAD && !event.isNoise;

function idWarnings(record: NewRecord | undefined, placed: Placed[]) {
  const line = record?.events[0]?.line ?? undefined;
  if (placed.some(({ outcome }) => outcome === 'conflict')) {
    return [{ code: 'id_conflict', message: 'Other content has the id of this line; the first stays.', line }];
  }
  if (!placed.some(({ id, event }) => id !== event.id)) return [];
  return [{ code: 'id_reused', message: 'Other content has the id of this line; it is stored under an id of its own.', line }];
}
