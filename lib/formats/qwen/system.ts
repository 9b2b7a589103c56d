import { noise, note } from '@/lib/formats/drafts';
import { partsText } from '@/lib/formats/gemini/parts';
import { safeId } from '@/lib/formats/identity';
import { type JsonObject, listOf, objectOf, textOf } from '@/lib/formats/json';
import type { ReadRecord } from '@/lib/formats/records';

type Read = Pick<ReadRecord, 'drafts' | 'facts'>;

/** What the host notes of a session. Most of it serves only to show the session again. */
export function readSystem(record: JsonObject): Read {
  const subtype = textOf(record.subtype);
  const payload = objectOf(record.systemPayload);
  if (subtype === 'chat_compression') return readCompression(payload);
  if (subtype === 'slash_command') return readCommand(payload);
  if (subtype === 'custom_title') return readTitle(payload);
  if (subtype === 'rewind') return { drafts: [note('rewind', null)] };
  if (subtype === 'notification') return { drafts: [note('task_notification', textOf(payload.displayText))] };
  if (subtype === 'session_model') return { drafts: [noise('model', textOf(payload.modelId))] };
  if (subtype === 'session_approval_mode') return { drafts: [noise('mode', textOf(payload.mode))] };
  if (subtype === 'parent_session') return readParent(payload);
  return { drafts: subtype ? [noise(subtype)] : [] };
}

/** The new context begins with the summary. */
function readCompression({ compressedHistory }: JsonObject): Read {
  const text = partsText(objectOf(listOf(compressedHistory)[0]).parts) || null;
  return { drafts: [{ actor: 'system', kind: 'compaction', text, data: { type: 'summary' } }] };
}

/** A command is told when it is given, and once more with what came of it. */
function readCommand({ phase, rawCommand }: JsonObject): Read {
  const text = textOf(rawCommand) ?? '';
  if (phase === 'result') return { drafts: [noise('command_output', text)] };
  const [name = '', args = ''] = [text.split(/\s/, 1)[0], text.replace(/^\S+\s*/, '')];
  return { drafts: [{ actor: 'human', kind: 'command', text, data: { type: 'slash_command', name, args } }] };
}

function readTitle({ customTitle, titleSource }: JsonObject): Read {
  const title = textOf(customTitle)?.slice(0, 500);
  return { drafts: [noise('title', title ?? null)], facts: title ? { title, titleRank: titleSource === 'auto' ? 2 : 3 } : {} };
}

function readParent({ parentSessionId }: JsonObject): Read {
  const parent = textOf(parentSessionId);
  return { drafts: [noise('parent_session')], facts: parent ? { parent: safeId(parent) } : {} };
}
