import { readRecord } from '@/lib/formats/claude-code/record';
import { SESSION_RECORDS } from '@/lib/formats/claude-code/session-records';
import { type State, startState } from '@/lib/formats/claude-code/state';
import type { LineFormat, ParsedLine, ParsedRecord } from '@/lib/formats/format';
import { isObject, readValues, textOf } from '@/lib/formats/json';

const MESSAGE_TYPES = new Set(['user', 'assistant', 'system', 'progress', 'attachment']);

/** Claude Code's session files: `~/.claude/projects/…/<session>.jsonl`, and its subagents' beside them, from version 1.0.51 on. */
export const claudeCode: LineFormat<State> = {
  name: 'claude-code',
  recognises: (sample) => sample.some(isClaudeRecord),
  start: startState,
  parse(state, { text, number, isTruncated }) {
    if (text.trim() === '') return { records: [], warnings: [] };
    const { values, rest } = readValues(text);
    if (rest !== '' && isTruncated) {
      return {
        records: [],
        warnings: [{ code: 'unfinished_line', message: 'The last line is not finished yet.', line: number }],
      };
    }
    const line: ParsedLine = { records: [], warnings: [] };
    let part = 0;
    for (const { value, text: source } of values) {
      part += add(line.records, readRecord(state, { value, source, line: number, part }));
    }
    if (rest !== '') add(line.records, readRecord(state, { value: rest, source: rest, line: number, part }));
    if (values.length > 1) {
      line.warnings.push({ code: 'two_values_on_a_line', message: `${values.length} values stand on one line.`, line: number });
    }
    if (rest !== '') {
      line.warnings.push({ code: 'invalid_json', message: 'Not JSON: kept as text.', line: number });
    }
    return line;
  },
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

/** Adds a record to those of the line, joined with its session's; tells how many events it brought. */
function add(records: ParsedRecord[], record: ParsedRecord): number {
  const same = records.find((each) => each.externalId === record.externalId);
  if (same) {
    same.events.push(...record.events);
    same.threads.push(...record.threads);
    Object.assign(same.facts, record.facts);
  } else records.push(record);
  return record.events.length;
}
