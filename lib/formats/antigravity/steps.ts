import { type Draft, noise, note } from '@/lib/formats/drafts';
import type { ParseOptions, SessionFacts } from '@/lib/formats/format';
import { storable } from '@/lib/formats/identity';
import { isObject, type JsonObject, listOf, readValues, textOf } from '@/lib/formats/json';
import { remember } from '@/lib/formats/memory';
import { type ReadRecord, type RecordState, startRecords, titleOf } from '@/lib/formats/records';
import { type CallState, toolCall, toolResult } from '@/lib/formats/tools';
import { tagged } from '@/lib/formats/words';

/** Plain JSON. */
export interface State extends RecordState, CallState {
  /** Calls without a result yet, as `[id, name]`: results do not say whose they are. */
  pending: [string, string][];
}

type Read = Pick<ReadRecord, 'drafts' | 'facts'>;

/** No record names the conversation: the folder of its file does. */
export const startState = (options: ParseOptions, sample: readonly unknown[]): State => ({
  ...startRecords(null, options, sample),
  calls: [],
  pending: [],
});

/** Reads a step. Its number is no id: steps that were taken back are counted anew. */
export function readStep(state: State, step: JsonObject, line: number): ReadRecord {
  const { drafts, facts } = readByType(state, step, line);
  const cut = listOf(step.truncated_fields).filter((field) => typeof field === 'string');
  const [first] = drafts;
  if (first && cut.length > 0) first.data = { ...first.data, truncated: cut };
  return { drafts, facts, at: step.created_at };
}

function readByType(state: State, step: JsonObject, line: number): Read {
  const type = textOf(step.type) ?? '';
  const text = textOf(step.content);
  if (type === 'USER_INPUT') return readInput(state, step);
  if (type === 'PLANNER_RESPONSE') return { drafts: readResponse(state, step, line) };
  if (type === 'CHECKPOINT') return readCheckpoint(text ?? '');
  if (type === 'ERROR_MESSAGE') return { drafts: [{ actor: 'system', kind: 'error', text, data: { type: 'api_error' } }] };
  if (step.source === 'MODEL' && type) return { drafts: [readResult(state, step, type)] };
  return { drafts: step.source === 'SYSTEM' && type ? [noise(type.toLowerCase(), text)] : [] };
}

const MODEL = /changed setting `Model Selection` from .*? to (.+?)\. No need to comment/;

/** What a person typed stands among what the host adds to it. */
function readInput(state: State, step: JsonObject): Read {
  const content = textOf(step.content) ?? '';
  if (step.source !== 'USER_EXPLICIT') return { drafts: [note('agent_message', content)] };
  const text = tagged(content, 'USER_REQUEST') ?? content.trim();
  const model = content.match(MODEL)?.[1];
  const facts: SessionFacts = { ...titleOf(state, text), ...(model ? { model } : {}) };
  return { drafts: [{ actor: 'human', kind: 'prompt', text }], facts };
}

function readResponse(state: State, step: JsonObject, line: number): Draft[] {
  const drafts: Draft[] = [];
  const thought = textOf(step.thinking)?.trim();
  const text = textOf(step.content);
  if (thought) drafts.push({ actor: 'agent', kind: 'thinking', text: thought });
  if (text) drafts.push({ actor: 'agent', kind: 'message', text });
  for (const [at, call] of listOf(step.tool_calls).filter(isObject).entries()) {
    const id = textOf(call.id) ?? `L${line}-${at}`;
    const name = storable(textOf(call.name) ?? 'unnamed').slice(0, 500);
    remember(state.pending, [id, name]);
    drafts.push(toolCall(state, { id, name, input: argumentsOf(call.args) }));
  }
  return drafts.length > 0 ? drafts : [{ actor: 'agent', kind: 'message', text: null }];
}

/** What other agents call the same arguments. */
const NAMES = new Map(
  Object.entries({
    CommandLine: 'command',
    AbsolutePath: 'path',
    TargetFile: 'path',
    CodeContent: 'content',
    TargetContent: 'old_string',
    ReplacementContent: 'new_string',
  }),
);

/** Each argument stands there as JSON text. */
function argumentsOf(args: unknown): unknown {
  if (!isObject(args)) return args ?? null;
  return Object.fromEntries(
    Object.entries(args).map(([key, value]) => [NAMES.get(key) ?? key, typeof value === 'string' ? decoded(value) : value]),
  );
}

function decoded(text: string): unknown {
  const { values, rest } = readValues(text);
  return values.length === 1 && rest === '' ? values[0]?.value : text;
}

const CONVERSATION = /"conversationId":\s*"([^"]{1,200})"/g;

/** The result of a call that waits: of one by the name of the step, else of the one that waits longest. */
function readResult(state: State, step: JsonObject, type: string): Draft {
  const named = state.pending.findIndex(([, name]) => name === type.toLowerCase());
  const [call] = state.pending.splice(Math.max(named, 0), 1);
  const output = textOf(step.content);
  const agents = type === 'INVOKE_SUBAGENT' ? [...(output ?? '').matchAll(CONVERSATION)].map((match) => match[1]) : [];
  const isError = step.status === 'ERROR';
  const data = agents.length === 0 ? {} : { agent: agents[0], ...(agents.length > 1 ? { agents } : {}) };
  return toolResult(state, { id: call?.[0] ?? null, name: call?.[1] ?? type.toLowerCase(), output, isError, data });
}

/** What the model goes on with in place of what was before; it begins with a name for the work. */
function readCheckpoint(text: string): Read {
  const title = text.match(/# USER Objective:\s*(?:#+\s*)?([^\n]{1,200})/)?.[1]?.trim();
  return {
    drafts: [{ actor: 'system', kind: 'compaction', text, data: { type: 'summary' } }],
    facts: title ? { title, titleRank: 1 } : {},
  };
}
