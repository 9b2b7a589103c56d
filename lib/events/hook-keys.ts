import { createHash } from 'node:crypto';
import { canonicalJson } from '@/lib/events/content-hash';
import { MAIN_THREAD } from '@/lib/events/schema';

/** What tells that a hook and a transcript speak of the same. */
export interface Told {
  thread: string;
  kind: string;
  text: string | null;
  toolName: string | null;
  callId: string | null;
  input: unknown;
}

/** Begins the id of a call whose payload had none, as in 2025: it is known by its tool and its input. */
export const NAMELESS_CALL = 'hook-';
const SAID = new Set(['prompt', 'message', 'command', 'compaction', 'error']);
/** A hook tells the last message whole, a transcript block by block: their ends are the same. */
const TAIL_CHARS = 120;

/** The keys of an event: the first is its own, another one that of a hook which knew less. */
export function keysOf({ thread, kind, text, toolName, callId, input }: Told): string[] {
  if (kind === 'tool_call') return [...(callId ? [`call ${callId}`] : []), `call ${namelessCall(toolName, input)}`];
  if (kind === 'tool_result') return callId ? [`result ${callId}`] : [];
  if (!SAID.has(kind) || !text) return [];
  const tail = text.replace(/\s+/g, ' ').trim().slice(-TAIL_CHARS);
  return [`${thread === MAIN_THREAD ? '' : 'sub '}${kind} ${hash(tail)}`];
}

export const namelessCall = (tool: string | null, input: unknown): string =>
  `${NAMELESS_CALL}${hash(`${tool ?? ''} ${canonicalJson(input ?? null)}`)}`;

const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);
