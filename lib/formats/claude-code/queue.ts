import type { Reading } from '@/lib/formats/claude-code/reading';
import { asQueued, forgetQueued, takeQueued } from '@/lib/formats/claude-code/state';
import { queuedText } from '@/lib/formats/claude-code/user';
import { contentText } from '@/lib/formats/content';
import { type Draft, noise } from '@/lib/formats/drafts';
import { textOf } from '@/lib/formats/json';
import { remember } from '@/lib/formats/memory';

const QUEUE_LENGTH = 50;
/** Commands get a record of their own once they ran. */
const COMMAND = /^\/[\w:-]+(\s|$)/;

/**
 * Follows the queue of what was typed while the agent worked. `dequeue` is followed by a record of its own, and `popAll` gives the text
 * back to the person's editor; but what leaves by `remove` reached the agent in the middle of its turn, and until version 2.1.92 nothing
 * else tells of it.
 */
export function readQueue(reading: Reading): Draft[] {
  const { record, state } = reading;
  const content = textOf(record.content);
  const operation = textOf(record.operation) ?? 'unknown';
  const tick = [noise('queue', content, { operation })];
  if (operation === 'enqueue') remember(state.queued, asQueued(content ?? ''), QUEUE_LENGTH);
  else if (operation === 'popAll' && content) forgetQueued(state, content);
  else if (operation === 'popAll') state.queued = [];
  else if (operation === 'dequeue') takeQueued(state);
  if (operation !== 'remove') return tick;
  const text = takeQueued(state);
  if (!text?.trim() || COMMAND.test(text)) return tick;
  remember(state.delivered, text, QUEUE_LENGTH);
  return [queuedText(reading, text)];
}

/** Reads a queued text that stands in a record of its own; what a `remove` told already is folded away. */
export function readQueuedCommand(reading: Reading, prompt: unknown): Draft[] {
  const text = contentText(prompt) ?? '';
  forgetQueued(reading.state, text);
  const at = reading.state.delivered.indexOf(asQueued(text));
  if (at < 0) return [text.trim() ? queuedText(reading, text) : noise('queued_command')];
  reading.state.delivered.splice(at, 1);
  return [noise('queued_command', text)];
}
