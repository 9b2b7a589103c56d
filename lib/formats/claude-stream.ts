import { isMisled } from '@/lib/formats/claude-code/head';
import { readRecord } from '@/lib/formats/claude-code/record';
import { type State, startState } from '@/lib/formats/claude-code/state';
import { STREAM } from '@/lib/formats/claude-stream/records';
import type { LineFormat } from '@/lib/formats/format';
import { isObject, textOf } from '@/lib/formats/json';
import { readLine } from '@/lib/formats/read-line';

/** What `claude -p` writes with `--output-format stream-json`, and as one document with `json`. */
export const claudeStream: LineFormat<State> = {
  name: 'claude-stream',
  recognises: (sample) => sample.some(isMessage),
  start: (options, sample) => startState(options, sample.filter(isObject).map(STREAM.translate)),
  takeApart(document, isWhole) {
    if (isMessage(document)) return isWhole ? [document] : [];
    if (!Array.isArray(document) || !document.some(isMessage)) return null;
    return isWhole ? document : document.slice(0, -1);
  },
  isMisled,
  parse: (state, line) => readLine(line, (value) => readRecord(state, value, STREAM)),
};

/** Other agents write streams of the same kind, without these keys. */
function isMessage(value: unknown): boolean {
  if (!isObject(value) || 'sessionId' in value) return false;
  if (value.type === 'system') return value.subtype === 'init' && Array.isArray(value.tools);
  if (value.type === 'result') return textOf(value.subtype) !== null && 'num_turns' in value;
  return ['assistant', 'user', 'stream_event'].includes(textOf(value.type) ?? '') && 'parent_tool_use_id' in value;
}
