import { blocksOf, decoded, momentOf, readAnswer, readResultMessage, systemPrompt, textOfBlocks } from '@/lib/formats/chat';
import { type Draft, noise, note } from '@/lib/formats/drafts';
import type { LineFormat, ParseOptions, SessionFacts } from '@/lib/formats/format';
import { isObject, type JsonObject, numberOf, objectOf, textOf } from '@/lib/formats/json';
import { type ReadRecord, type RecordState, recordFormat, startRecords, titleOf } from '@/lib/formats/records';
import type { CallState } from '@/lib/formats/tools';

/** Plain JSON. */
type State = RecordState & CallState;

/** Sessions of Hermes: the rows of its database, one on each line. */
export const hermes: LineFormat<State> = recordFormat({
  name: 'hermes',
  agent: 'hermes',
  recognises: (sample) => sample.some((value) => isObject(value) && isRow(value)),
  start: (options: ParseOptions, sample) => ({ ...startRecords(sessionIn(sample), options, sample), calls: [] }),
  read: (state, row) => {
    const read = readRow(state, row);
    return { ...read, at: momentOf(row.timestamp), facts: { ...read.facts, ...placeOf(row) } };
  },
});

const isRow = (value: JsonObject): boolean =>
  typeof value.role === 'string' && 'tool_call_id' in value && 'tool_name' in value && 'finish_reason' in value;

const sessionIn = (sample: readonly unknown[]): string | null => textOf(objectOf(sample[0]).session_id);

function placeOf({ _model: model, _cwd: cwd }: JsonObject): SessionFacts {
  return {
    ...(textOf(model) ? { model: textOf(model) ?? undefined } : {}),
    ...(textOf(cwd) ? { cwd: textOf(cwd) ?? undefined } : {}),
  };
}

function readRow(state: State, row: JsonObject): ReadRecord {
  if (row.role === 'user') return readUser(state, row);
  if (row.role === 'assistant') return { drafts: readAnswer(state, row) };
  if (row.role === 'tool') return { drafts: [readResult(state, row)] };
  return row.role === 'system' ? { drafts: [systemPrompt(row)] } : { drafts: [] };
}

const SKILL = /^\[(?:IMPORTANT|SYSTEM): The user has invoked the "([^"\n]+)" skill/;
const INSTRUCTION = 'The user has provided the following instruction alongside the skill invocation:';

/** What a person typed; a skill that they called stands before their words, whole. */
function readUser(state: State, row: JsonObject): ReadRecord {
  const text = textOfBlocks(blocksOf(row.content));
  const skill = text.match(SKILL)?.[1];
  if (skill) return readSkill(state, text, skill);
  if (/^\[CONTEXT (COMPACTION|SUMMARY)/.test(text))
    return { drafts: [{ actor: 'system', kind: 'compaction', text, data: { type: 'summary' } }] };
  const kind = textOf(row.display_kind);
  if (kind || /^\[(IMPORTANT|SYSTEM):/.test(text)) return { drafts: [note(kind ?? 'injected', text)] };
  return { drafts: [{ actor: 'human', kind: 'prompt', text }], facts: titleOf(state, text) };
}

function readSkill(state: State, text: string, skill: string): ReadRecord {
  const name = `/${skill}`;
  const [loaded = '', typed = ''] = text.split(INSTRUCTION);
  const args = typed.replace(/\n\n\[Runtime note:[\s\S]*$/, '').trim();
  const command: Draft = {
    actor: 'human',
    kind: 'command',
    text: args ? `${name} ${args}` : name,
    data: { type: 'slash_command', name, args },
  };
  return { drafts: [command, noise('skill', loaded.trim())], facts: titleOf(state, args) };
}

/** Tools give back objects: how a command ended, what became of a list or of a question. */
function readResult(state: State, row: JsonObject): Draft {
  const result = readResultMessage(state, row);
  const told = objectOf(decoded(result.tool?.output));
  const code = numberOf(told.exit_code);
  const exitCode = code !== null && Number.isSafeInteger(code) ? code : null;
  const isError = told.success === false || textOf(told.error) !== null || (exitCode !== null && exitCode !== 0);
  const data = factsOf(told);
  const tool = { ...result.tool, is_error: isError, exit_code: exitCode };
  return { ...result, tool, ...(Object.keys(data).length > 0 ? { data } : {}) };
}

function factsOf(told: JsonObject): JsonObject {
  if (Array.isArray(told.todos)) {
    const items = told.todos
      .map(objectOf)
      .map(({ id, content, status }) => ({ id: textOf(id), content: textOf(content), status: textOf(status) }));
    return { type: 'todo', items, is_whole: true };
  }
  const [question, answer] = [textOf(told.question), textOf(told.user_response)];
  return question && answer ? { type: 'answers', answers: { [question]: answer }, questions: [{ question }] } : {};
}
