import type { LineFormat } from '@/lib/formats/format';
import { isObject, objectOf, textOf } from '@/lib/formats/json';
import { readQwenRecord, type State, startState } from '@/lib/formats/qwen/records';
import { recordFormat } from '@/lib/formats/records';

/** Qwen Code's chats: `~/.qwen/projects/<project>/chats/<session>.jsonl`. */
export const qwen: LineFormat<State> = recordFormat({
  name: 'qwen',
  agent: 'qwen',
  recognises: (sample) => sample.some(isQwen),
  start: startState,
  read: readQwenRecord,
});

/** The envelope is that of Claude Code, around the messages of Gemini. */
const isQwen = (value: unknown): boolean =>
  isObject(value) &&
  textOf(value.uuid) !== null &&
  textOf(value.sessionId) !== null &&
  (Array.isArray(objectOf(value.message).parts) || (value.type === 'system' && isObject(value.systemPayload)));
