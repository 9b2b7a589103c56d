import { createHash, type Hash } from 'node:crypto';
import { LIMITS } from '@/lib/limits';

/** A line of a file, without its line end. */
export interface Line {
  /** From 1. */
  number: number;
  /** The line, or the head of one that is over the limit. */
  bytes: Buffer;
  /** False for a last line without line end. */
  isEnded: boolean;
  /** Of a line over the limit: its full length, and the hash of it all. */
  tooLong: { bytes: number; sha256: string } | null;
}

export interface LineLimits {
  /** Bytes of a line that is given whole. */
  lineBytes: number;
  /** Bytes that are given of a longer one. */
  headBytes: number;
}

const DEFAULTS: LineLimits = { lineBytes: LIMITS.line_bytes, headBytes: 64 * 1024 };
const NEWLINE = 0x0a;

/**
 * Splits a stream of bytes into lines, however it was divided. Holds one line at most, and of one over the limit only the head.
 * An error of the source passes through after all lines that had ended; what had not is dropped then.
 */
export async function* splitLines(source: AsyncIterable<Uint8Array>, first = 1, limits = DEFAULTS): AsyncGenerator<Line> {
  let line = new OpenLine(limits);
  let number = first;
  for await (const chunk of source) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
      line.add(bytes.subarray(start, end));
      yield { number, isEnded: true, ...line.close() };
      line = new OpenLine(limits);
      number += 1;
      start = end + 1;
    }
    line.add(bytes.subarray(start));
  }
  if (line.length > 0) yield { number, isEnded: false, ...line.close() };
}

/** A line that is still arriving. */
class OpenLine {
  length = 0;
  private parts: Buffer[] = [];
  private hash: Hash | null = null;

  constructor(private readonly limits: LineLimits) {}

  add(part: Buffer): void {
    if (part.length === 0) return;
    this.length += part.length;
    if (this.hash) this.hash.update(part);
    else this.parts.push(part);
    if (!this.hash && this.length > this.limits.lineBytes) this.overflow();
  }

  close(): { bytes: Buffer; tooLong: Line['tooLong'] } {
    const bytes = this.parts.length === 1 ? (this.parts[0] ?? Buffer.alloc(0)) : Buffer.concat(this.parts);
    return { bytes, tooLong: this.hash ? { bytes: this.length, sha256: this.hash.digest('hex') } : null };
  }

  private overflow(): void {
    const all = Buffer.concat(this.parts);
    this.hash = createHash('sha256').update(all);
    this.parts = [Buffer.from(all.subarray(0, this.limits.headBytes))]; // a copy, so that the rest can go
  }
}

/** Lines that are redacted, parsed and committed together. */
const BATCH_LINES = 1000;
const BATCH_BYTES = 4 * 1024 * 1024;

/** Groups lines. Where the groups end depends on the lines alone. An error of the source comes after what arrived before it. */
export async function* batchesOf(lines: AsyncIterable<Line>): AsyncGenerator<Line[]> {
  let batch: Line[] = [];
  let bytes = 0;
  try {
    for await (const line of lines) {
      batch.push(line);
      bytes += line.bytes.length;
      if (batch.length < BATCH_LINES && bytes < BATCH_BYTES) continue;
      yield batch;
      batch = [];
      bytes = 0;
    }
  } catch (error) {
    if (batch.length > 0) yield batch;
    throw error;
  }
  if (batch.length > 0) yield batch;
}
