import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { HonoRequest } from 'hono';
import { AppError } from '@/lib/errors';

const DRAINED_BYTES = 64 * 1024 * 1024;

/** The body of a request as it was meant: decompressed, counted, and known to have ended. `limit` is in bytes, before and after decompression. */
export async function* bodyChunks(request: HonoRequest, limit: number): AsyncGenerator<Uint8Array> {
  const encoding = (request.header('content-encoding') ?? 'identity').trim().toLowerCase();
  if (Number(request.header('content-length')) > limit) throw tooLarge(limit);
  if (encoding === 'identity') yield* received(request, limit);
  else if (encoding === 'gzip' || encoding === 'x-gzip') yield* gunzipped(received(request, limit), limit);
  else throw new AppError('unsupported_media_type', 'Content-Encoding must be gzip or absent');
}

/** The whole body, at most `limit` bytes. */
export async function readBody(request: HonoRequest, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bodyChunks(request, limit)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The media type of the body, lower-case and without parameters; one of those accepted, or AppError. */
export function mediaType<T extends string>(request: HonoRequest, accepted: readonly T[]): T {
  const [essence = '', ...parameters] = (request.header('content-type') ?? '').toLowerCase().split(';');
  const charset = parameters.find((parameter) => parameter.trim().startsWith('charset='))?.split('=')[1];
  const known = accepted.find((type) => type === essence.trim());
  if (known && (charset === undefined || /^"?utf-?8"?$/.test(charset.trim()))) return known;
  throw new AppError('unsupported_media_type', `Content-Type must be ${accepted.join(' or ')}, in UTF-8`);
}

async function* received(request: HonoRequest, limit: number): AsyncGenerator<Uint8Array> {
  const stated = request.header('content-length');
  const reader = request.raw.body?.getReader();
  let bytes = 0;
  try {
    while (reader) {
      const { done, value } = await reader.read().catch(() => Promise.reject(incomplete()));
      if (done) break;
      bytes += value.byteLength;
      if (bytes > limit) throw tooLarge(limit);
      yield value;
    }
    if (stated !== undefined && bytes < Number(stated)) throw incomplete();
  } finally {
    if (reader) void drain(reader);
  }
}

/** Takes in the rest of a body that is refused half-way, up to a measure: a client that is still sending would not see the answer otherwise. */
async function drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  try {
    for (let left = DRAINED_BYTES; left > 0; ) {
      const { done, value } = await reader.read();
      if (done) return;
      left -= value.byteLength;
    }
    await reader.cancel();
  } catch {
    // The client is gone.
  }
}

async function* gunzipped(source: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  pipeline(Readable.from(source), gunzip, () => {}); // an error of the source comes out of the loop below
  let bytes = 0;
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      bytes += chunk.byteLength;
      if (bytes > limit) throw tooLarge(limit);
      yield chunk;
    }
  } catch (error) {
    throw zlibProblem(error);
  }
}

function zlibProblem(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'Z_BUF_ERROR') return incomplete();
  if (typeof code === 'string' && code.startsWith('Z_'))
    return new AppError('invalid_request', 'The body is not gzip, though Content-Encoding says so');
  return error;
}

const incomplete = () => new AppError('body_incomplete', 'The body broke off before its end; send it again');

const MEBIBYTE = 1024 * 1024;
const tooLarge = (limit: number) =>
  new AppError('body_too_large', `The body is larger than ${limit < MEBIBYTE ? '' : `${limit / MEBIBYTE} MiB: `}${limit} bytes`);
