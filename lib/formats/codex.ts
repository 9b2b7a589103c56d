import { readRecord } from '@/lib/formats/codex/record';
import { ITEM_TYPES, type State, startState } from '@/lib/formats/codex/state';
import type { LineFormat } from '@/lib/formats/format';
import { isObject, textOf } from '@/lib/formats/json';
import { readLine } from '@/lib/formats/read-line';

/** Codex's rollouts: `~/.codex/sessions/YYYY/MM/DD/rollout-….jsonl`, with or without an envelope around each item. */
export const codex: LineFormat<State> = {
  name: 'codex',
  recognises: (sample) => sample.some(isCodexRecord),
  start: startState,
  parse: (state, line) => readLine(line, (value) => readRecord(state, value)),
};

function isCodexRecord(value: unknown): boolean {
  if (!isObject(value)) return false;
  if (isObject(value.payload)) return typeof value.type === 'string' && ITEM_TYPES.has(value.type);
  if (value.record_type === 'state') return true;
  return textOf(value.id) !== null && textOf(value.timestamp) !== null && 'instructions' in value && !('type' in value);
}
