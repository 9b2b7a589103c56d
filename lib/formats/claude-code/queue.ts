import { contentText } from '@/lib/formats/claude-code/content';
import { type Draft, noise, type Reading } from '@/lib/formats/claude-code/reading';
import { remember, storable } from '@/lib/formats/claude-code/state';
import { queuedText } from '@/lib/formats/claude-code/user';
import { textOf } from '@/lib/formats/json';

/** Characters of a queued text that are remembered; longer ones than this were not met. */
const QUEUED_CHARS = 100_000;
const QUEUE_LENGTH = 50;

/**
 * Follows the queue of what was typed while the agent worked. `dequeue` is followed by a record of its own, and `popAll` gives the text
 * back to the person's editor; but what leaves by `remove` reached the agent in the middle of its turn, and until version 2.1.92 nothing
 * else tells of it.
 */
export function readQueue(reading: Reading): Draft[] {
  const { record, state } = reading;
  const content = textOf(record.content);
  const operation = textOf(record.operation) ?? 'unknown';
  if (operation === 'enqueue') {
    remember(state.queued, storable(content ?? '').slice(0, QUEUED_CHARS), QUEUE_LENGTH);
    return [noise('queue', content, { operation })];
  }
  if (operation === 'popAll') {
    const at = content === null ? -1 : state.queued.indexOf(storable(content).slice(0, QUEUED_CHARS));
    if (at < 0) state.queued = [];
    else state.queued.splice(at, 1);
    return [noise('queue', content, { operation })];
  }
  const text = takeQueued(reading, content);
  if (operation !== 'remove' || !text) return [noise('queue', null, { operation })];
  remember(state.delivered, text, QUEUE_LENGTH);
  return [queuedText(reading, text)];
}

/** Reads a queued text that stands in a record of its own; what a `remove` told already is folded away. */
export function readQueuedCommand(reading: Reading, prompt: unknown): Draft[] {
  const text = contentText(prompt) ?? '';
  const at = reading.state.delivered.indexOf(storable(text).slice(0, QUEUED_CHARS));
  if (at < 0) return [text.trim() ? queuedText(reading, text) : noise('queued_command')];
  reading.state.delivered.splice(at, 1);
  return [noise('queued_command', text)];
}

function takeQueued({ state }: Reading, content: string | null): string | undefined {
  const at = content === null ? 0 : Math.max(0, state.queued.indexOf(storable(content).slice(0, QUEUED_CHARS)));
  return state.queued.splice(at, 1)[0];
}
