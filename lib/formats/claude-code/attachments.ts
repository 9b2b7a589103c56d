import { readQueuedCommand } from '@/lib/formats/claude-code/queue';
import type { Reading } from '@/lib/formats/claude-code/reading';
import { contentText } from '@/lib/formats/content';
import { type Draft, noise, note } from '@/lib/formats/drafts';
import { describeValue, type JsonObject, objectOf, textOf } from '@/lib/formats/json';

/** What changed the agent's course; everything else is context. */
const TOLD = new Set(['hook_blocking_error', 'hook_stopped_continuation', 'hook_error_during_execution', 'max_turns_reached']);

/** Reads an `attachment` record: what the host put beside a prompt. All but a queued prompt is what nobody wrote. */
export function readAttachment(reading: Reading): Draft[] {
  const attachment = objectOf(reading.record.attachment);
  const type = textOf(attachment.type) ?? 'attachment';
  if (type === 'queued_command') return readQueuedCommand(reading, attachment.prompt);
  const hook = textOf(attachment.hookName);
  const start = hook?.match(/^SessionStart:(\w+)/)?.[1];
  if (start) return [noise('session_start', textOfAttachment(attachment), { source: start })];
  return [(TOLD.has(type) ? note : noise)(type, textOfAttachment(attachment), hook ? { hook } : {})];
}

function textOfAttachment(attachment: JsonObject): string {
  const { type: _type, ...rest } = attachment;
  const said = textOf(rest.content) ?? textOf(rest.text) ?? textOf(rest.message) ?? contentText(rest.content);
  return said ?? textOf(objectOf(rest.blockingError).blockingError) ?? describeValue(rest);
}
