import { isConnectionLost } from '@/db/transient';
import type { Context } from '@/lib/auth/context';
import { AppError } from '@/lib/errors';
import { type Inserted, insertParsed } from '@/lib/events/insert-commands';
import { type Item, type ReadItem, readItem } from '@/lib/events/item';
import type { NewRecord } from '@/lib/events/new-event';
import type { AppendResult, Rejection, Warning } from '@/lib/events/schema';
import { LIMITS } from '@/lib/limits';
import { installationKey } from '@/lib/projects/commands';
import { redactLines } from '@/lib/redaction/redact';
import { ensureSession, type SessionKey } from '@/lib/sessions/commands';
import { orUnavailable } from '@/lib/unavailable';

/** Name of the key that content hashes are made with. */
export const CONTENT_HASH_KEY = 'content_hash';

/**
 * Appends events to a session, which is made if it is new. `items` are the bytes of each: of JSON as serialised again, of NDJSON the line.
 * Each item is judged by itself: one that cannot be stored is in `rejected`, the others are stored in one transaction. The same again is a duplicate.
 * Throws `invalid_request` for too many items or names that cannot be, `unavailable` when the database is away.
 */
export async function appendEvents(ctx: Context, key: SessionKey, items: Item[], how: 'json' | 'ndjson'): Promise<AppendResult> {
  if (items.length > LIMITS.batch_events) {
    throw new AppError('invalid_request', `One request takes at most ${LIMITS.batch_events} events; send the rest in the next.`);
  }
  return orUnavailable(async () => {
    const receivedAt = new Date();
    const hashKey = await installationKey(ctx, CONTENT_HASH_KEY);
    const redacted = await redactLines(items.map((item) => item.bytes));
    const read = items.map((item, i): ReadItem => {
      const safe = redacted[i];
      if (!safe) throw new Error('Redaction lost a line');
      return readItem(item, safe, { how, hashKey, receivedAt });
    });
    const session = await ensureSession(ctx, key);
    const good = items.flatMap((item, i) => {
      const result = read[i];
      return result && 'record' in result ? [{ index: item.index, record: result.record }] : [];
    });
    const records = good.map(({ record }) => record);
    const inserted = await insertOnceMore(ctx, session.id, { records, receivedAt });
    return resultOf(read, good, inserted);
  });
}

/** Sending the same again changes nothing, so a connection that broke is tried once more here, where the client need not know. */
async function insertOnceMore(
  ctx: Context,
  sessionId: string,
  batch: { records: NewRecord[]; receivedAt: Date },
): Promise<Inserted> {
  const insert = () =>
    insertParsed(ctx, sessionId, batch.records, { receivedAt: batch.receivedAt, isUndated: false, hasMoved: false });
  try {
    return await insert();
  } catch (error) {
    if (isConnectionLost(error)) return insert();
    throw error;
  }
}

function resultOf(read: ReadItem[], good: { index: number }[], inserted: Inserted): AppendResult {
  const placed = inserted.placed.flatMap((events, i) => events.map((event) => ({ ...event, index: good[i]?.index ?? 0 })));
  const conflicts: Rejection[] = placed
    .filter(({ outcome }) => outcome === 'conflict')
    .map(({ index, id }) => ({
      index,
      id,
      code: 'id_conflict',
      message: 'An event with this id but other content is stored already; the first stays.',
      path: `events[${index}].id`,
    }));
  const rejected = [...read.flatMap((item) => ('rejection' in item ? [item.rejection] : [])), ...conflicts];
  return {
    accepted: placed.filter(({ outcome }) => outcome === 'accepted').length,
    duplicates: placed.filter(({ outcome }) => outcome === 'duplicate').length,
    rejected: rejected.sort((a, b) => a.index - b.index),
    seqs: Object.fromEntries(placed.flatMap(({ id, seq }) => (seq === null ? [] : [[id, seq]]))),
    last_seq: inserted.lastSeq,
    warnings: unknownKeys(read),
  };
}

const NAMED_KEYS = 20;
const KEY_CHARS = 60;

function unknownKeys(read: ReadItem[]): Warning[] {
  const keys = new Set(read.flatMap((item) => ('unknownKeys' in item ? item.unknownKeys : [])));
  if (keys.size === 0) return [];
  const named = [...keys].slice(0, NAMED_KEYS).map((key) => key.slice(0, KEY_CHARS));
  const more = keys.size > NAMED_KEYS ? ` and ${keys.size - NAMED_KEYS} more` : '';
  return [{ code: 'unknown_keys', message: `Events do not have these keys; they are kept in data: ${named.join(', ')}${more}` }];
}
