import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { pipeline, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { refusalOf } from '@/lib/cli/credentials';
import { agentLine, persistedOutputs } from '@/lib/cli/persisted';
import { codeOf } from '@/lib/cli/reason';
import { extentOf, openTranscript } from '@/lib/cli/transcript';
import { type Problem, problem } from '@/lib/http/schema';
import { storable } from '@/lib/instant';
import { type TranscriptResult, transcriptResult } from '@/lib/transcripts/schema';

export interface Upload {
  server: string;
  project: string;
  path: string;
  cwd: string | null;
  /** A part of the file: its tail up to the end of its last whole line. Without it the file is sent whole. */
  part?: FilePart;
  /** What is sent in the file's place. */
  lines?: string;
  /** Says who sends it. */
  authorization: Record<string, string>;
  /** Told how many bytes more were sent; less than zero when they are sent again. */
  onBytes?: (bytes: number) => void;
}

/** Bytes of a file, from one offset up to before another. */
export interface FilePart {
  from: number;
  until: number;
  /** Hash of the bytes before `from`, by which the server knows them. */
  prefixSha256: string;
}

/** The server did not take a file; the message says why. */
export class UploadError extends Error {
  override readonly name = 'UploadError';
  constructor(
    message: string,
    /** True if nobody answered, or takes nothing of who asks: further files need not be tried. */
    readonly isFinal = false,
    /** What the server said; null where it said nothing that is understood. */
    readonly problem: Pick<Problem, 'code' | 'known_offset'> | null = null,
  ) {
    super(message);
  }

  /** Whether it passes by itself: the server is busy, ill or away. */
  get passes(): boolean {
    return this.problem === null || PASSING.has(this.problem.code);
  }
}

const PASSING = new Set<string>(['unavailable', 'rate_limited', 'internal', 'body_incomplete']);

const ATTEMPTS = 5;
const MAX_WAIT_MS = 60_000;
const FIRST_WAIT_MS = 500;
/** The connection broke, or could not be made. What had arrived is stored, and sent again it is known. */
const BROKEN = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
]);

/** Sends a transcript, again where the server is busy or the connection breaks. Throws UploadError, or what reading the file throws. */
export async function uploadTranscript(upload: Upload): Promise<TranscriptResult> {
  for (let attempt = 1; ; attempt += 1) {
    const isLast = attempt === ATTEMPTS;
    try {
      const { response, body } = await send(upload, storable(Math.round((await extentOf(upload.path)).modified)));
      const isBusy = response.statusCode === 429 || response.statusCode === 503;
      if (!isBusy || isLast) return resultOf(response, body, upload.authorization.authorization !== undefined);
      await sleep(waitOf(response.headers['retry-after'], attempt));
    } catch (error) {
      const code = codeOf(error);
      if (!code || !BROKEN.has(code)) throw error;
      if (isLast) throw new UploadError(`the connection to ${upload.server} broke ${ATTEMPTS} times (${code})`, true);
      await sleep(FIRST_WAIT_MS * 2 ** (attempt - 1));
    }
  }
}

/** Sends what is told of a subagent in a file beside its transcript; false where nothing is told, or not yet. */
export async function uploadAgent(upload: Omit<Upload, 'lines' | 'part' | 'onBytes'>): Promise<boolean> {
  const lines = await agentLine(upload.path);
  if (lines) await uploadTranscript({ ...upload, lines });
  return lines !== null;
}

/** Sends the outputs that stand in files beside a transcript; `part` is what was sent of it. What cannot be read stays as it is. */
export async function uploadOutputs(upload: Omit<Upload, 'lines' | 'onBytes'>): Promise<void> {
  const { part, ...file } = upload;
  for await (const lines of persistedOutputs(upload.path, part)) await uploadTranscript({ ...file, lines });
}

/** One request. Not by fetch: that gives up where the answer takes five minutes, as that to a very long transcript may. */
function send(
  { server, project, path, cwd, part, lines, authorization, onBytes }: Upload,
  modifiedAt: Date | null,
): Promise<{ response: IncomingMessage; body: string }> {
  const url = new URL(`${server}/api/v1/projects/${encodeURIComponent(project)}/transcripts`);
  url.searchParams.set('source', lines === undefined ? path : `${path}#outputs`);
  if (cwd) url.searchParams.set('cwd', cwd);
  if (modifiedAt) url.searchParams.set('modified_at', modifiedAt.toISOString());
  if (part && part.from > 0) {
    url.searchParams.set('offset', String(part.from));
    url.searchParams.set('prefix_sha256', part.prefixSha256);
  }
  const isSecure = url.protocol === 'https:';
  let sent = 0;
  return new Promise<{ response: IncomingMessage; body: string }>((resolve, reject) => {
    const agent = isSecure ? new HttpsAgent() : new HttpAgent(); // an agent of its own: the default one may go through a proxy
    const headers = { 'content-type': 'application/octet-stream', accept: 'application/json', ...authorization };
    const request = (isSecure ? httpsRequest : httpRequest)(url, { method: 'POST', agent, headers });
    const file =
      lines === undefined
        ? openTranscript(path, part && { start: part.from, end: part.until - 1 })
        : Readable.from([Buffer.from(lines)]);
    let isAnswered = false;
    request.once('response', (response) => {
      isAnswered = true;
      text(response).then((body) => resolve({ response, body }), reject);
    });
    file.on('data', (chunk: Uint8Array | string) => {
      sent += chunk.length;
      onBytes?.(chunk.length);
    });
    // A server that refuses answers before it has read all: then the broken pipe means nothing.
    pipeline(file, request, (error) => error && !isAnswered && reject(error));
    request.once('error', (error) => !isAnswered && reject(error));
  }).catch((error) => {
    onBytes?.(-sent);
    throw error;
  });
}

function resultOf(response: IncomingMessage, body: string, isKnown: boolean): TranscriptResult {
  const json = parsed(body);
  if (response.statusCode === 200) {
    const result = transcriptResult.safeParse(json);
    if (result.success) return result.data;
    throw new UploadError('the server answered something else than a result; is it another version of Debrief?');
  }
  const said = problem.safeParse(json);
  if (!said.success) throw new UploadError(`the server answered ${response.statusCode}`);
  const { detail, code, status } = said.data;
  throw new UploadError(refusalOf(said.data, isKnown) ?? `${detail} (${code})`, status === 401, said.data);
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

/** Milliseconds to wait, as the server says in seconds or by a date, or else ever longer. */
export function waitOf(retryAfter: string | undefined, attempt: number): number {
  const seconds = Number(retryAfter ?? Number.NaN);
  const until = retryAfter ? Date.parse(retryAfter) - Date.now() : Number.NaN;
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Number.isFinite(until) ? until : FIRST_WAIT_MS * 2 ** (attempt - 1);
  return Math.min(Math.max(wait, 0), MAX_WAIT_MS);
}
