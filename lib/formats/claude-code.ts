import { isMisled } from '@/lib/formats/claude-code/head';
import { readRecord } from '@/lib/formats/claude-code/record';
import { SESSION_RECORDS } from '@/lib/formats/claude-code/session-records';
import { type State, startState } from '@/lib/formats/claude-code/state';
import type { LineFormat } from '@/lib/formats/format';
import { isObject, textOf } from '@/lib/formats/json';
import { readLine } from '@/lib/formats/read-line';

const MESSAGE_TYPES = new Set(['user', 'assistant', 'system', 'progress', 'attachment']);

/** Claude Code's session files: `~/.claude/projects/…/<session>.jsonl`, and its subagents' beside them, from version 1.0.51 on. */
export const claudeCode: LineFormat<State> = {
  name: 'claude-code',
  recognises: (sample) => sample.some(isClaudeRecord),
  start: startState,
  isMisled,
  parse: (state, line) => readLine(line, (value) => readRecord(state, value)),
};

function isClaudeRecord(value: unknown): boolean {
  if (!isObject(value) || typeof value.type !== 'string' || 'payload' in value) return false;
  if (MESSAGE_TYPES.has(value.type))
    return textOf(value.uuid) !== null && textOf(value.sessionId) !== null && !hasParts(value.message);
  if (!Object.hasOwn(SESSION_RECORDS, value.type)) return false;
  return [value.sessionId, value.leafUuid, value.messageId].some((id) => textOf(id) !== null);
}

/** Another agent writes the same envelope around messages that have parts. */
const hasParts = (message: unknown): boolean => isObject(message) && Array.isArray(message.parts);
