import type { RejectionCode } from '@/lib/errors';
import { canonicalJson, contentHash } from '@/lib/events/content-hash';
import { isTooDeep } from '@/lib/events/json-depth';
import { type NewRecord, newEvent } from '@/lib/events/new-event';
import { type EventInput, eventInput, type Rejection } from '@/lib/events/schema';
import { readInstant } from '@/lib/instant';
import { LIMITS } from '@/lib/limits';
import { storableText } from '@/lib/storable';

/** One item of a request as it came. */
export interface Item {
  index: number;
  bytes: Buffer;
}

/** An item without its secrets. */
export interface RedactedItem {
  bytes: Buffer;
  text: string;
  kinds: string[];
}

export interface ReadOptions {
  how: 'json' | 'ndjson';
  hashKey: Uint8Array;
  receivedAt: Date;
}

/** An item as an event to store, or why it cannot be one; and the names of keys that no event has. */
export type ReadItem = { record: NewRecord; unknownKeys: string[] } | { rejection: Rejection };

/**
 * Reads one item of a request. Equality is decided by what was sent: of JSON the validated item (its bytes are an accident of the client's
 * library), of NDJSON the line. What is stored comes from the redacted text alone.
 */
export function readItem(item: Item, redacted: RedactedItem, options: ReadOptions): ReadItem {
  const reject = (code: RejectionCode, message: string, path = '', id: string | null = null): ReadItem => ({
    rejection: { index: item.index, id, code, message, path: `events[${item.index}]${path}` },
  });
  if (isTooDeep(item.bytes)) return reject('too_deep', `This is nested more than ${LIMITS.json_depth} levels deep.`);
  const value = parseJson(redacted.text);
  if (value === undefined) return reject('invalid_json', 'This is not a JSON value.');
  const read = validate(value);
  if ('issue' in read) return reject('invalid_event', read.issue.message, read.issue.path, idOf(value));
  const { event, unknownKeys } = read;
  const made = newEvent(event, {
    id: storableText(event.id),
    fallbackId: null,
    contentHash: contentHash(options.hashKey, originalContent(item, redacted, { event, how: options.how })),
    at: (event.at && readInstant(event.at)) || options.receivedAt,
    isNoise: false,
    kinds: redacted.kinds,
    source: null,
    line: null,
    part: null,
  });
  return { record: { events: [made], line: redacted.bytes, facts: null, threads: [] }, unknownKeys };
}

/** What was sent, for the hash. Only where something was redacted does the item have to be read once more. */
function originalContent(
  item: Item,
  redacted: RedactedItem,
  read: { event: EventInput; how: 'json' | 'ndjson' },
): string | Buffer {
  if (read.how === 'ndjson') return withoutReturn(item.bytes);
  if (redacted.kinds.length === 0) return canonicalJson(read.event);
  const original = validate(parseJson(item.bytes.toString('utf8')));
  return 'event' in original ? canonicalJson(original.event) : item.bytes;
}

const RETURN = 0x0d;
/** A line is the same with either line end. */
export const withoutReturn = (line: Buffer): Buffer => (line.at(-1) === RETURN ? line.subarray(0, -1) : line);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch {
    return undefined;
  }
}

type Validated = { event: EventInput; unknownKeys: string[] } | { issue: { path: string; message: string } };

function validate(value: unknown): Validated {
  const checked = eventInput.safeParse(value);
  if (!checked.success) {
    const issue = checked.error.issues[0];
    return { issue: { path: pathOf(issue?.path ?? []), message: issue?.message ?? 'Invalid event' } };
  }
  const unknown = Object.entries(value as object).filter(([key]) => !Object.hasOwn(eventInput.shape, key));
  if (unknown.length === 0) return { event: checked.data, unknownKeys: [] };
  const event = { ...checked.data, data: withUnknown(checked.data.data ?? {}, unknown) };
  return { event, unknownKeys: unknown.map(([key]) => key) };
}

/** A key that `data` has itself is kept beside it, with underscores. */
function withUnknown(data: Record<string, unknown>, unknown: [string, unknown][]): Record<string, unknown> {
  const all = new Map(Object.entries(data));
  for (const [key, value] of unknown) {
    let name = key;
    while (all.has(name)) name += '_';
    all.set(name, value);
  }
  return Object.fromEntries(all);
}

const pathOf = (path: PropertyKey[]) =>
  path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');

function idOf(value: unknown): string | null {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : null;
  return typeof id === 'string' ? id.slice(0, LIMITS.id_chars) : null;
}
