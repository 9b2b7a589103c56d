import { Buffer } from 'node:buffer';
import { findSecrets } from '@/lib/redaction/find-secrets';
import { type ScanText, scanText, unitsOf } from '@/lib/redaction/scan-text';
import { marker, type Span } from '@/lib/redaction/spans';

export interface RedactedLine {
  bytes: Buffer;
  text: string;
  kinds: string[];
}

export interface RedactedText {
  text: string;
  kinds: string[];
}

/**
 * Replaces the secrets in lines (one JSON record or any text each) by `‹redacted:kind›`; every other byte stays, and JSON stays JSON.
 * `text` is the UTF-8 decoding of `bytes`, `kinds` the sorted kinds that were found. Redacting twice changes nothing.
 */
export async function redactLines(lines: readonly Buffer[]): Promise<RedactedLine[]> {
  const redacted = await redactAll(lines, (line) => line, replaceBytes);
  return redacted.map(({ value, kinds }) => ({ bytes: value, text: value.toString('utf8'), kinds }));
}

/** The same for texts that are strings already: titles, names, a field of JSON. */
export async function redactTexts(texts: readonly string[]): Promise<RedactedText[]> {
  const redacted = await redactAll(texts, unitsOf, replaceUnits);
  return redacted.map(({ value, kinds }) => ({ text: value, kinds }));
}

type Replace<T> = (value: T, spans: readonly Span[]) => T;

/** A replacement may bring a context to light that was not one before: goes round until nothing more is found. */
const ROUNDS = 5;

async function redactAll<T>(values: readonly T[], source: (value: T) => Uint8Array, replace: Replace<T>) {
  const results = values.map((value) => ({ value, kinds: [] as string[] }));
  let pending = [...results];
  for (let round = 0; round < ROUNDS && pending.length > 0; round++) {
    const scans = pending.map((result) => scanText(source(result.value)));
    const found = await findSecrets(scans);
    pending = pending.filter((result, index) => {
      const spans = found[index] ?? [];
      const scan = scans[index];
      if (spans.length === 0 || !scan) return false;
      result.value = replace(result.value, inSource(spans, scan));
      result.kinds = [...new Set([...result.kinds, ...spans.map(({ kind }) => kind)])].sort();
      return true;
    });
  }
  return results;
}

function inSource(spans: readonly Span[], scan: ScanText): Span[] {
  const starts = scan.starts();
  return spans.map(({ start, end, kind }) => ({ start: starts[start] ?? 0, end: starts[end] ?? 0, kind }));
}

function replaceBytes(line: Buffer, spans: readonly Span[]): Buffer {
  const isInner = (at: number) => ((line[at] ?? 0) & 0xc0) === 0x80 && (line[at - 1] ?? 0) >= 0x80;
  const pieces: Buffer[] = [];
  let from = 0;
  for (const span of spans) {
    const [start, end] = [whole(span.start, -1, isInner), whole(span.end, 1, isInner)];
    pieces.push(line.subarray(from, Math.max(from, start)), Buffer.from(marker(span.kind)));
    from = end;
  }
  return Buffer.concat([...pieces, line.subarray(from)]);
}

function replaceUnits(text: string, spans: readonly Span[]): string {
  const isInner = (at: number) => (text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800;
  let out = '';
  let from = 0;
  for (const span of spans) {
    out += text.slice(from, Math.max(from, whole(span.start, -1, isInner))) + marker(span.kind);
    from = whole(span.end, 1, isInner);
  }
  return out + text.slice(from);
}

/** The nearest end of a character: a character has at most three bytes after its first. */
function whole(at: number, step: 1 | -1, isInner: (at: number) => boolean): number {
  let edge = at;
  for (let moved = 0; moved < 3 && isInner(edge); moved++) edge += step;
  return edge;
}
