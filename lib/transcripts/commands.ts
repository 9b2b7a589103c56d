import { inArray } from 'drizzle-orm';
import { sessions } from '@/db/schema';
import type { Context } from '@/lib/auth/context';
import { AppError } from '@/lib/errors';
import { CONTENT_HASH_KEY } from '@/lib/events/commands';
import type { Warning } from '@/lib/events/schema';
import { FORMATS, formatNamed } from '@/lib/formats/registry';
import { LIMITS } from '@/lib/limits';
import { installationKey } from '@/lib/projects/commands';
import { redactTexts } from '@/lib/redaction/redact';
import { trySettling } from '@/lib/segments/commands';
import { findCopies } from '@/lib/segments/recount-commands';
import { sessionPath } from '@/lib/sessions/slug';
import { storableText } from '@/lib/storable';
import { recordsOrLines, type TakenApart } from '@/lib/transcripts/documents';
import { forgetFile, type KnownFile, knownFile, knownPrefix, rememberFile } from '@/lib/transcripts/known-commands';
import { batchesOf, splitLines } from '@/lib/transcripts/lines';
import { type PrefixReader, readPrefix } from '@/lib/transcripts/prefix';
import type { TranscriptResult } from '@/lib/transcripts/schema';
import { takeBackSessions } from '@/lib/transcripts/take-back-commands';
import { addWarnings, listWarnings } from '@/lib/transcripts/tally';
import { type Brought, readLines, readRest, storeBrought, type Upload } from '@/lib/transcripts/upload-commands';
import { orUnavailable } from '@/lib/unavailable';

/** A transcript file as it is sent. */
export interface TranscriptFile {
  project: string;
  /** Its name or path. */
  source: string | null;
  /** Where the session ran. */
  cwd: string | null;
  /** Name of its format; without it the content tells. */
  format: string | null;
  /** The body is its tail from this byte on; null or 0 = the whole file. */
  offset: number | null;
  /** Hash of the bytes before `offset`. */
  prefixSha256: string | null;
  /** When the file was written last, if the client told. */
  modifiedAt: Date | null;
}

/**
 * Imports a transcript file, or the tail of one, while it arrives: memory stays constant, and chunks of it are committed. The same file again, or a
 * longer version, adds only what is new. Returns when its sessions are cut, or with the warning `cut_failed`.
 * Throws `unknown_format`, `offset_mismatch` (with `known_offset`), `body_too_large`, and `body_incomplete` when the body breaks off: what was whole
 * stays then, with the counts in the error, and sending the file again goes on.
 */
export async function importTranscript(
  ctx: Context,
  file: TranscriptFile,
  body: AsyncIterable<Uint8Array>,
): Promise<TranscriptResult> {
  return orUnavailable(async () => {
    const { upload, prefix, told } = await open(ctx, file);
    const broken = await readBody(ctx, { upload, prefix, body });
    if (upload.document?.isWhole === false) for (const tally of upload.tallies.values()) addWarnings(tally, [UNFINISHED]);
    if (!broken && prefix.isOther()) for (const tally of upload.tallies.values()) addWarnings(tally, [REWRITTEN]);
    if (!broken) await takeBack(ctx, upload, told);
    for (const { session, firstSeq } of upload.tallies.values())
      if (Number.isFinite(firstSeq)) await findCopies(ctx, session.id, firstSeq);
    for (const tally of upload.tallies.values())
      if (!(await trySettling(ctx, tally.session.id))) addWarnings(tally, [CUT_FAILED]);
    await remember(ctx, upload, prefix);
    const result = await resultOf(ctx, upload);
    if (broken) throw incomplete(broken, result);
    return result;
  });
}

/** The events are stored all the same, and their job tries again. */
const CUT_FAILED: Warning = {
  code: 'cut_failed',
  message: 'Every event is stored, but cutting them into segments did not finish. It is tried again.',
};

const REWRITTEN: Warning = {
  code: 'rewritten_file',
  message: 'The file was another or longer when it was sent last. What is new in it is added; what it no longer holds stays.',
};

const UNFINISHED: Warning = {
  code: 'unfinished_document',
  message: 'The document ends in its middle. What was whole is stored; send it again when it is finished.',
};

/** Only the whole of a file tells whose its beginning is. */
async function takeBack(ctx: Context, { tallies, source }: Upload, told: readonly string[]): Promise<void> {
  const kept = [...tallies.values()].map(({ session }) => session);
  const [first] = kept;
  if (!first || source === null) return;
  const left = told.filter((name) => !kept.some(({ externalId }) => externalId === name));
  await takeBackSessions(ctx, { projectId: first.projectId, source, told: left, kept: kept.map(({ id }) => id) });
}

async function open(
  ctx: Context,
  file: TranscriptFile,
): Promise<{ upload: Upload; prefix: PrefixReader; told: readonly string[] }> {
  const format = file.format === null ? null : formatNamed(file.format);
  if (file.format !== null && !format) {
    throw new AppError('unknown_format', `No format has this name. Known: ${FORMATS.map(({ name }) => name).join(', ')}.`);
  }
  const source = await withoutSecrets(file.source);
  const cwd = await withoutSecrets(file.cwd);
  const known = file.offset ? await knownTail(ctx, { ...file, source, offset: file.offset }) : null;
  const receivedAt = new Date();
  const upload: Upload = {
    project: file.project,
    source,
    cwd,
    hashKey: await installationKey(ctx, CONTENT_HASH_KEY),
    isTail: known !== null,
    receivedAt,
    undatedAt: file.modifiedAt && file.modifiedAt < receivedAt ? file.modifiedAt : receivedAt,
    named: format,
    document: null,
    format: known ? formatNamed(known.format) : null,
    state: known?.parserState ?? null,
    lines: known?.lines ?? 0,
    sinceSecret: Number.POSITIVE_INFINITY,
    head: [],
    session: known?.session ?? null,
    loose: [],
    tallies: new Map(),
    lastAt: new Map(known?.lastAt),
    hasMoved: false,
  };
  const before = source && !known ? await knownPrefix(ctx, { project: file.project, source }) : null;
  return { upload, prefix: await readPrefix(known?.prefix ?? null, before), told: before?.sessions ?? [] };
}

const withoutSecrets = async (text: string | null) =>
  text === null ? null : storableText((await redactTexts([text]))[0]?.text ?? '');

async function knownTail(ctx: Context, file: TranscriptFile & { offset: number }): Promise<KnownFile> {
  const { source } = file;
  if (!source) throw new AppError('invalid_request', 'A tail needs the name of its file: send source beside offset.');
  return knownFile(ctx, { ...file, source });
}

interface Arriving {
  upload: Upload;
  prefix: PrefixReader;
  body: AsyncIterable<Uint8Array>;
}

/** Stores the body's lines, and reads the next ones meanwhile; gives the reason if the body broke off. */
async function readBody(ctx: Context, { upload, prefix, body }: Arriving): Promise<BodyBroken | null> {
  let storing = Promise.resolve();
  let broken: BodyBroken | null = null;
  const store = async (brought: Brought) => {
    await storing;
    storing = storeBrought(ctx, upload, brought);
    storing.catch(() => {}); // awaited before the next
  };
  try {
    for await (const lines of batchesOf(splitLines(recordsOf(upload, followed(body, prefix)), upload.lines + 1)))
      await store(await readLines(upload, lines));
  } catch (error) {
    await Promise.allSettled([storing]);
    if (!(error instanceof BodyBroken)) throw error;
    broken = error;
  }
  await store(readRest(upload, broken !== null));
  await storing;
  return broken;
}

/** The lines of the body; of a document its records. The tail of a file goes on with its lines. */
function recordsOf(upload: Upload, body: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  if (upload.format) return body;
  const onDocument = (document: TakenApart) => {
    upload.document = document;
  };
  return recordsOrLines(body, { onDocument, ...(upload.named ? { formats: [upload.named] } : {}) });
}

/** The body did not end as it should; told apart from a failure of the database. */
class BodyBroken extends Error {
  constructor(readonly reason: unknown) {
    super('The body broke off');
  }
}

async function* followed(body: AsyncIterable<Uint8Array>, prefix: PrefixReader): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  try {
    for await (const chunk of body) {
      bytes += chunk.length;
      if (bytes > LIMITS.transcript_bytes)
        throw new AppError('body_too_large', `A transcript has at most ${LIMITS.transcript_bytes} bytes.`);
      prefix.add(chunk);
      yield chunk;
    }
  } catch (error) {
    throw new BodyBroken(error);
  }
}

function incomplete({ reason }: BodyBroken, result: TranscriptResult): AppError {
  if (reason instanceof AppError && reason.code !== 'body_incomplete') return reason;
  return new AppError('body_incomplete', 'The body broke off. What was whole is stored; send the file again to go on.', {
    extra: { ...result },
  });
}

/** The state of a SHA-256 holds up to a block of what was hashed, as it is. */
const HASH_STATE_BYTES = 64;

/** What is known of the file now, for its tail; nothing of a document, and where the state of the hash might hold a secret: the file then comes whole again. */
async function remember(ctx: Context, upload: Upload, prefix: PrefixReader): Promise<void> {
  const [tally] = upload.tallies.values();
  if (!tally || upload.source === null || !upload.format) return;
  const named = { projectId: tally.session.projectId, source: upload.source };
  if (upload.document || upload.format.isDocument || upload.sinceSecret < HASH_STATE_BYTES) return forgetFile(ctx, named);
  await rememberFile(ctx, named, {
    format: upload.format.name,
    prefix: prefix.known(),
    lines: upload.lines,
    parserState: upload.state,
    session: upload.session,
    lastAt: upload.lastAt,
  });
}

async function resultOf(ctx: Context, upload: Upload): Promise<TranscriptResult> {
  const tallies = [...upload.tallies.values()];
  if (tallies.length === 0) return { sessions: [] };
  const ids = tallies.map(({ session }) => session.id);
  const rows = await ctx.db.orm
    .select({ id: sessions.id, title: sessions.title, segments: sessions.segmentCount })
    .from(sessions)
    .where(inArray(sessions.id, ids));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return {
    sessions: tallies.map((tally) => ({
      sid: tally.session.sid,
      external_id: tally.session.externalId,
      format: upload.format?.name ?? '',
      url: sessionPath(upload.project, byId.get(tally.session.id)?.title ?? null, tally.session.sid),
      accepted: tally.accepted,
      duplicates: tally.duplicates,
      prompts: tally.prompts,
      segments: byId.get(tally.session.id)?.segments ?? 0,
      warnings: listWarnings(tally),
    })),
  };
}
