import { isTooDeep } from '@/lib/events/json-depth';
import type { LineFormat } from '@/lib/formats/format';
import { takeApart } from '@/lib/formats/registry';
import { LIMITS } from '@/lib/limits';

/** What became of a body that is one JSON value. */
export interface TakenApart {
  format: LineFormat;
  /** False for one that breaks off: its last record comes when it is whole. */
  isWhole: boolean;
}

export interface DocumentOptions {
  /** Formats that may take the document apart; all of them by default. */
  formats?: readonly LineFormat[];
  /** Called before the first record. */
  onDocument(document: TakenApart): void;
  /** Bytes of a document that is held in memory; a longer body is read as lines. */
  limit?: number;
}

/**
 * Gives a body on as it comes, except one that is a single JSON value of a known format: of that each record comes as a line.
 * Held back is only what may be a document: a body of one line, or one whose first line is no value by itself.
 * An error of the source passes through after what arrived before it.
 */
export async function* recordsOrLines(body: AsyncIterable<Uint8Array>, options: DocumentOptions): AsyncGenerator<Uint8Array> {
  const head = new Head(options.limit ?? LIMITS.line_bytes);
  try {
    for await (const chunk of body) {
      if (head.isReleased) yield chunk;
      else yield* head.add(chunk);
    }
  } catch (error) {
    yield* readHeld(head.release(), options);
    throw error;
  }
  yield* readHeld(head.release(), options);
}

const NEWLINE = 0x0a;
const isBlank = (bytes: Uint8Array): boolean => Buffer.from(bytes).toString('utf8').trim() === '';

/** The beginning of a body, as long as it may be a document. */
class Head {
  isReleased = false;
  private held: Uint8Array[] = [];
  private bytes = 0;
  /** Whether the first line is a value by itself; null before it has ended. */
  private isValueFirst: boolean | null = null;

  constructor(private readonly limit: number) {}

  /** Takes a chunk in; gives everything back once it is clear that lines follow. */
  add(chunk: Uint8Array): Uint8Array[] {
    this.held.push(chunk);
    this.bytes += chunk.length;
    let rest = chunk;
    if (this.isValueFirst === null) {
      const end = chunk.indexOf(NEWLINE);
      if (end < 0) return this.bytes > this.limit ? this.release() : [];
      const before = this.held.slice(0, -1);
      this.isValueFirst = isJson(Buffer.concat([...before, chunk.subarray(0, end)]).toString('utf8'));
      rest = chunk.subarray(end);
    }
    const hasLines = this.isValueFirst && !isBlank(rest);
    return hasLines || this.bytes > this.limit ? this.release() : [];
  }

  release(): Uint8Array[] {
    this.isReleased = true;
    return this.held.splice(0);
  }
}

function* readHeld(held: Uint8Array[], { formats, onDocument }: DocumentOptions): Generator<Uint8Array> {
  const bytes = Buffer.concat(held);
  const parsed = isTooDeep(bytes) ? null : parseDocument(bytes.toString('utf8'));
  const taken = parsed && takeApart(parsed.value, parsed.isWhole, formats);
  const lines = taken && serialise(taken.records);
  if (!lines) return yield* held;
  onDocument({ format: taken.format, isWhole: parsed.isWhole });
  for (const line of lines) yield Buffer.from(`${line}\n`);
}

/** The value of a text, or of one that breaks off as much as is whole; null for what is no object and no list. */
function parseDocument(text: string): { value: unknown; isWhole: boolean } | null {
  if (!/^\uFEFF?\s*[[{]/.test(text)) return null;
  const source = text.replace(/^\uFEFF/, '');
  try {
    return { value: JSON.parse(source), isWhole: true };
  } catch {
    return parseBroken(source);
  }
}

/** Only what breaks off is mended: what is wrong in its middle is no document. */
function parseBroken(source: string): { value: unknown; isWhole: boolean } | null {
  try {
    return { value: JSON.parse(closed(source)), isWhole: false };
  } catch {
    return null;
  }
}

/** The text up to the end of the last value that is whole, with what is open there closed. */
function closed(text: string): string {
  const open: string[] = [];
  let isInString = false;
  let whole = { end: 0, depth: 0 };
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (isInString) {
      if (char === '\\') at += 1;
      else if (char === '"') isInString = false;
    } else if (char === '"') isInString = true;
    else if (char === ',') whole = { end: at, depth: open.length };
    else if (char === '{' || char === '[') open.push(char === '{' ? '}' : ']');
    else if (char === '}' || char === ']') {
      open.pop();
      whole = { end: at + 1, depth: open.length };
    }
  }
  return text.slice(0, whole.end) + open.slice(0, whole.depth).reverse().join('');
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Null where a record cannot be written: nested too deeply. */
function serialise(records: readonly unknown[]): string[] | null {
  try {
    return records.map((record) => JSON.stringify(record) ?? 'null');
  } catch {
    return null;
  }
}
