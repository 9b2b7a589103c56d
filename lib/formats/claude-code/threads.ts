import { MAIN_THREAD } from '@/lib/events/schema';
import type { Reading } from '@/lib/formats/claude-code/reading';
import { type Call, HEAD_CHARS, type State } from '@/lib/formats/claude-code/state';
import { contentText } from '@/lib/formats/content';
import { safeId, storable } from '@/lib/formats/identity';
import { type JsonObject, objectOf, textOf } from '@/lib/formats/json';
import { recall, remember, rememberLong } from '@/lib/formats/memory';

/**
 * The thread a record belongs to. Newer subagents have an id; the records of older ones are linked by their parents up to a root,
 * whose id then names the thread.
 */
export function threadOf(state: State, record: JsonObject): string {
  if (record.isSidechain !== true) return MAIN_THREAD;
  const agent = textOf(record.agentId);
  if (agent) return safeId(agent);
  const uuid = textOf(record.uuid);
  const parent = textOf(record.parentUuid);
  const thread = (parent && recall(state.chain, safeId(parent))) ?? safeId(uuid ?? parent ?? state.agent ?? 'sidechain');
  if (uuid) rememberLong(state.chain, [safeId(uuid), thread]);
  return thread;
}

/** Names the thread of a record that is read, the first time. */
export function announceOwnThread(reading: Reading): void {
  if (reading.thread === MAIN_THREAD || recall(reading.state.threads, keyOf(reading, reading.thread)) !== undefined) return;
  announceThread(reading, reading.thread, callOfPrompt(reading));
}

/** Tells of a subagent's run; once more when the call that spawned it comes to light. */
export function announceThread(reading: Reading, thread: string, call?: Call): void {
  const known = recall(reading.state.threads, keyOf(reading, thread));
  const now = call?.id ?? '';
  if (known || (known === '' && !now)) return; // a run that is resumed stays with the call that began it
  remember(reading.state.threads, [keyOf(reading, thread), now]);
  reading.threads.push({ thread, label: call?.label ?? labelOf(thread), spawnCallId: call?.id ?? null });
}

/** The host spawns an agent of its own to sum the conversation up. */
const labelOf = (thread: string): string | null => (thread.startsWith('acompact-') ? 'Compaction' : null);

/** The beginning of a prompt, by which a run is told to be that of a call. */
export const promptHead = (text: string): string => storable(text.trim().slice(0, HEAD_CHARS));

/** The call that gave this thread its first prompt, found by the prompt's words. */
function callOfPrompt(reading: Reading): Call | undefined {
  const text = contentText(objectOf(reading.record.message).content);
  if (reading.record.type !== 'user' || !text) return undefined;
  const head = promptHead(text);
  return reading.state.calls.findLast((call) => call.prompt === head);
}

const keyOf = (reading: Reading, thread: string): string => `${reading.session} ${thread}`;
