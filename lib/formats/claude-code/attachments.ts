import { readQueuedCommand } from '@/lib/formats/claude-code/queue';
import type { Reading } from '@/lib/formats/claude-code/reading';
import { contentText } from '@/lib/formats/content';
import { type Draft, noise } from '@/lib/formats/drafts';
import { describeValue, type JsonObject, objectOf, textOf } from '@/lib/formats/json';

/** Reads an `attachment` record: what the host put beside a prompt. All but a queued prompt is context that nobody wrote. */
export function readAttachment(reading: Reading): Draft[] {
  const attachment = objectOf(reading.record.attachment);
  const type = textOf(attachment.type) ?? 'attachment';
  if (type === 'queued_command') return readQueuedCommand(reading, attachment.prompt);
  return [noise(type, textOfAttachment(attachment))];
}

function textOfAttachment(attachment: JsonObject): string {
  const { type: _type, ...rest } = attachment;
  return textOf(rest.content) ?? textOf(rest.text) ?? contentText(rest.content) ?? describeValue(rest);
}
