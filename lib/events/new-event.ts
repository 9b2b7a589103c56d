import { deflateRawSync } from 'node:zlib';
import type { EventInput, EventUsage } from '@/lib/events/schema';
import { storableContent } from '@/lib/events/storable-event';
import type { ParsedOutput, ParsedThread, SessionFacts } from '@/lib/formats/format';
import { storableText } from '@/lib/storable';

/** An event as it will be stored, but for its number. */
export interface NewEvent {
  id: string;
  /** The id to use where `id` is taken by other content; null where that is a conflict. */
  fallbackId: string | null;
  contentHash: Buffer;
  at: Date;
  thread: string;
  actor: string;
  kind: string;
  text: string | null;
  toolName: string | null;
  callId: string | null;
  input: unknown;
  output: string | null;
  isError: boolean | null;
  exitCode: number | null;
  usage: unknown;
  data: Record<string, unknown> | null;
  isNoise: boolean;
  redacted: string[] | null;
  source: string | null;
  line: number | null;
  part: number | null;
}

/** What one line or item brings for one session. Its events share the raw line. */
export interface NewRecord {
  events: NewEvent[];
  /** The redacted line; deflated where it is stored. */
  line: Buffer;
  facts: SessionFacts | null;
  threads: ParsedThread[];
  /** Whole outputs for results that are stored already. */
  outputs?: ParsedOutput[];
}

/** What is known of an event besides its content. */
export interface Provenance {
  id: string;
  fallbackId: string | null;
  contentHash: Buffer;
  at: Date;
  isNoise: boolean;
  kinds: string[];
  source: string | null;
  line: number | null;
  part: number | null;
}

const MAX_INT2 = 32_767;
/** Speed counts, and the database holds many small lines. */
const DEFLATE_LEVEL = 1;

/** As a power of two, the least and the most that it looks back for what it has seen. */
const [MIN_WINDOW, MAX_WINDOW] = [9, 15];

/** A line is deflated by itself: setting up a window that is larger than it takes longer than the rest. */
export function deflateRaw(bytes: Uint8Array): Buffer {
  const window = Math.ceil(Math.log2(bytes.length + 1));
  return deflateRawSync(bytes, { level: DEFLATE_LEVEL, windowBits: Math.min(Math.max(window, MIN_WINDOW), MAX_WINDOW) });
}

/**
 * Joins an event's content, made storable, with where it comes from. Each field by itself: every event comes this way, and an object that begins with a
 * spread grows by one field after the other.
 */
export function newEvent(event: EventInput, from: Provenance): NewEvent {
  const { kinds, part } = from;
  const tool = event.tool ?? null;
  const { text, output, input, data } = storableContent({
    text: event.text ?? null,
    output: tool?.output ?? null,
    input: tool?.input ?? null,
    data: event.data ?? null,
  });
  return {
    id: from.id,
    fallbackId: from.fallbackId,
    contentHash: from.contentHash,
    at: from.at,
    thread: storableText(event.thread),
    actor: event.actor,
    kind: event.kind,
    text,
    toolName: storableOrNull(tool?.name),
    callId: storableOrNull(tool?.call_id),
    input,
    output,
    isError: tool?.is_error ?? null,
    exitCode: exitCodeOf(tool?.exit_code),
    usage: event.usage ? storableUsage(event.usage) : null,
    data,
    isNoise: from.isNoise,
    redacted: kinds.length > 0 ? kinds : null,
    source: from.source,
    line: from.line,
    part: part === null ? null : Math.min(part, MAX_INT2),
  };
}

function storableUsage({ response_id, model, ...counts }: EventUsage): EventUsage {
  return { ...counts, response_id: storableOrNull(response_id), ...(model ? { model: storableText(model) } : {}) };
}

const storableOrNull = (text: string | null | undefined) => (typeof text === 'string' ? storableText(text) : null);

/** Windows reports codes such as 0xC000013A, beyond a signed 32-bit integer: the same bits are kept. */
const exitCodeOf = (code: number | null | undefined) => (typeof code === 'number' && Number.isFinite(code) ? code | 0 : null);
