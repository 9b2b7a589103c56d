import { hash } from 'node:crypto';
import { contentHash } from '@/lib/events/content-hash';
import { withoutReturn } from '@/lib/events/item';
import { type NewRecord, newEvent } from '@/lib/events/new-event';
import type { Warning } from '@/lib/events/schema';
import { storableContent } from '@/lib/events/storable-event';
import type { ParsedEvent, ParsedRecord } from '@/lib/formats/format';
import { LIMITS } from '@/lib/limits';
import { storableInstant, storableText } from '@/lib/storable';
import type { RedactedLine } from '@/lib/transcripts/parse-line';

export interface PrepareOptions {
  hashKey: Uint8Array;
  source: string | null;
  /** For an event without a time before and after it. */
  undatedAt: Date;
}

/** A record of a line, with its line. */
export interface LineRecord {
  line: RedactedLine;
  record: ParsedRecord;
  warnings: Warning[];
}

/** Makes the records of one session storable. An event without a time has that of the one before it, at the beginning of the one after it. */
export function prepareRecords(
  records: LineRecord[],
  lastAt: Date | null,
  options: PrepareOptions,
): { records: NewRecord[]; lastAt: Date | null } {
  const times = records.flatMap(({ record }) => record.events.map(timeOf));
  let at = lastAt ?? times.find((time) => time !== null) ?? options.undatedAt;
  const prepared = records.map(({ line, record }) => {
    const { own, fallback } = identityOf(line, options.hashKey);
    const events = record.events.map((event) => {
      at = timeOf(event) ?? at;
      const id = fitId(event.id);
      return newEvent(
        { ...event, thread: fitId(event.thread) },
        {
          id,
          fallbackId: `${id}~${fallback}`,
          contentHash: event.tells === undefined ? own : contentHash(options.hashKey, event.tells),
          at,
          isNoise: event.isNoise,
          kinds: line.kinds,
          source: options.source,
          line: line.number,
          part: event.part,
        },
      );
    });
    const threads = record.threads.map((thread) => ({
      thread: fitId(thread.thread),
      label: storableOrNull(thread.label),
      spawnCallId: storableOrNull(thread.spawnCallId),
    }));
    const outputs = record.outputs?.map(({ callId, output }) => ({ callId: storableText(callId), output: kept(output) }));
    return {
      events,
      line: line.bytes,
      facts: Object.keys(record.facts).length > 0 ? record.facts : null,
      threads,
      ...(outputs && { outputs }),
    };
  });
  const hasTime = lastAt !== null || times.some((time) => time !== null);
  return { records: prepared, lastAt: hasTime ? at : null };
}

const timeOf = (event: ParsedEvent) => (event.at ? storableInstant(event.at) : null);
const storableOrNull = (text: string | null) => (text === null ? null : storableText(text));

const kept = (output: string): string => storableContent({ text: null, output, input: null, data: null }).output ?? '';

const FALLBACK_CHARS = 8;

/** The line is what tells a repetition; of a line too long to be kept its hash stands for it. */
function identityOf(line: RedactedLine, hashKey: Uint8Array): { own: Buffer; fallback: string } {
  const content = line.tooLong ? line.tooLong.sha256 : withoutReturn(line.original);
  const sha256 = line.tooLong?.sha256 ?? hash('sha256', content);
  return { own: contentHash(hashKey, content), fallback: sha256.slice(0, FALLBACK_CHARS) };
}

const HASH_CHARS = 16;

/** An id within the limit: of a longer one the head and the hash of it all. */
export function fitId(id: string): string {
  const text = storableText(id);
  if (text.length <= LIMITS.id_chars) return text;
  return storableText(`${text.slice(0, LIMITS.id_chars - HASH_CHARS - 1)}-${hash('sha256', text).slice(0, HASH_CHARS)}`);
}
