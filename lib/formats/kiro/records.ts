import { blockText } from '@/lib/formats/content';
import { type Draft, note } from '@/lib/formats/drafts';
import type { ParseOptions } from '@/lib/formats/format';
import { describeValue, isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from '@/lib/formats/json';
import { type ReadRecord, type RecordState, startRecords, titleOf } from '@/lib/formats/records';
import { type CallState, toolCall, toolResult } from '@/lib/formats/tools';

/** Plain JSON. */
export interface State extends RecordState, CallState {}

type Read = Pick<ReadRecord, 'drafts' | 'facts'>;

/** No record names the session: its file does. */
export const startState = (options: ParseOptions, sample: readonly unknown[]): State => ({
  ...startRecords(null, options, sample),
  calls: [],
});

/** Only prompts have a time, in seconds. */
export function readKiroRecord(state: State, record: JsonObject): ReadRecord {
  const data = objectOf(record.data);
  const seconds = numberOf(objectOf(data.meta).timestamp);
  return { ...readByKind(state, record.kind, data), id: textOf(data.message_id), at: seconds === null ? null : seconds * 1000 };
}

function readByKind(state: State, kind: unknown, data: JsonObject): Read {
  if (kind === 'Prompt') return readPrompt(state, data);
  if (kind === 'AssistantMessage') return { drafts: readMessage(state, data) };
  if (kind === 'ToolResults') return { drafts: partsOf(data).map((part) => readResult(state, part)) };
  if (kind === 'Compaction') {
    const text = textOf(data.summary) ?? (textIn(data) || null);
    return { drafts: [{ actor: 'system', kind: 'compaction', text, data: { type: 'summary' } }] };
  }
  return { drafts: kind === 'Clear' ? [note('clear', null)] : [] };
}

const partsOf = (data: JsonObject): JsonObject[] => listOf(data.content).filter(isObject);
const textIn = (data: JsonObject): string => partsOf(data).map(partText).filter(Boolean).join('\n');

/** A part holds its text as it is, or an object; of a picture only that there is one. */
function partText({ kind, data }: JsonObject): string {
  if (typeof data === 'string') return data;
  return kind === 'image' ? blockText({ type: 'image' }) : describeValue(data);
}

function readPrompt(state: State, data: JsonObject): Read {
  const text = textIn(data);
  return { drafts: [{ actor: 'human', kind: 'prompt', text }], facts: titleOf(state, text) };
}

function readMessage(state: State, data: JsonObject): Draft[] {
  const drafts = partsOf(data).flatMap((part) => readPart(state, part));
  return drafts.length > 0 ? drafts : [{ actor: 'agent', kind: 'message', text: null }];
}

function readPart(state: State, part: JsonObject): Draft[] {
  if (part.kind === 'toolUse') return [readCall(state, objectOf(part.data))];
  const text = partText(part);
  if (part.kind === 'text') return text.trim() ? [{ actor: 'agent', kind: 'message', text }] : [];
  if (part.kind === 'thinking' || part.kind === 'reasoning') return [{ actor: 'agent', kind: 'thinking', text }];
  return [{ actor: 'agent', kind: 'other', text, data: { type: textOf(part.kind) ?? 'unknown' } }];
}

/** Among the arguments stands what the call is for. */
function readCall(state: State, use: JsonObject): Draft {
  const { __tool_use_purpose: purpose, ...input } = objectOf(use.input);
  const asked = isObject(use.input) ? input : use.input;
  const call = toolCall(state, { id: textOf(use.toolUseId), name: textOf(use.name), input: asked });
  return textOf(purpose) ? { ...call, data: { intention: textOf(purpose) } } : call;
}

function readResult(state: State, part: JsonObject): Draft {
  const result = objectOf(part.data);
  const came = listOf(result.content).filter(isObject);
  const exitCode = came.map(({ data }) => exitCodeOf(objectOf(data))).find((code) => code !== null) ?? null;
  return toolResult(state, {
    id: textOf(result.toolUseId),
    output: came.map(outputOf).filter(Boolean).join('\n'),
    isError: result.status === 'error' || (exitCode ?? 0) !== 0,
    exitCode,
  });
}

/** A command gives `{ exit_status: "exit status: 0", stdout, stderr }`. */
function exitCodeOf({ exit_status: status }: JsonObject): number | null {
  const code = textOf(status)?.match(/^exit (?:status|code): (\d{1,9})$/)?.[1];
  return code === undefined ? null : Number(code);
}

function outputOf(part: JsonObject): string {
  const { stdout, stderr } = objectOf(part.data);
  if (typeof stdout !== 'string' && typeof stderr !== 'string') return partText(part);
  return [textOf(stdout), textOf(stderr)].filter(Boolean).join('\n');
}
