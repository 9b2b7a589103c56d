import { inputOfProgram, patchInCommand, withCommand } from '@/lib/formats/codex/commands';
import { patchesIn } from '@/lib/formats/codex/patch';
import type { Reading } from '@/lib/formats/codex/reading';
import type { Call, State } from '@/lib/formats/codex/state';
import { copy, isTwin, keyOf } from '@/lib/formats/codex/twins';
import type { Draft } from '@/lib/formats/drafts';
import { safeId, storable } from '@/lib/formats/identity';
import { describeValue, isObject, type JsonObject, listOf, objectOf, readValues, textOf } from '@/lib/formats/json';
import { remember } from '@/lib/formats/memory';

const MAX_ITEMS = 100;

/** A call whose arguments stand in it as JSON text. */
export function readFunctionCall(reading: Reading): Draft[] {
  const { payload } = reading;
  const space = textOf(payload.namespace);
  const bare = textOf(payload.name) ?? 'unnamed';
  const name = space ? `${space.replace(/_+$/, '')}__${bare.replace(/^_+/, '')}` : bare;
  const asked = argumentsOf(payload.arguments);
  const patch = patchInCommand(asked);
  if (patch !== null) return [call(reading, 'apply_patch', patch)];
  return [call(reading, name, withCommand(asked))];
}

/** A call whose input is plain text: a patch, or a program that calls other tools. */
export function readCustomCall(reading: Reading): Draft[] {
  const { payload } = reading;
  const name = textOf(payload.name) ?? 'unnamed';
  const input = payload.input ?? null;
  return [call(reading, name, name === 'exec' && typeof input === 'string' ? inputOfProgram(input) : input)];
}

export function readLocalShellCall(reading: Reading): Draft[] {
  const { env: _env, type: _type, ...action } = objectOf(reading.payload.action);
  return [call(reading, 'local_shell', withCommand(action))];
}

export const readToolSearch = (reading: Reading): Draft[] => [call(reading, 'tool_search', reading.payload.arguments ?? null)];

export const readImageCall = (reading: Reading): Draft[] => {
  const { revised_prompt: prompt, status } = reading.payload;
  return [call(reading, 'image_generation', { prompt: textOf(prompt), status: textOf(status) })];
};

/** A search runs at the model's provider: it is told twice and has no output. */
export function readWebSearch(reading: Reading, side: 'item' | 'event'): Draft[] {
  const { payload, state } = reading;
  const action = isObject(payload.action) ? payload.action : { query: textOf(payload.query) };
  const about = textOf(action.query) ?? textOf(action.url) ?? textOf(payload.query) ?? '';
  const key = about === '' ? (waitingSearch(state, side) ?? 'search:') : keyOf('search', `${textOf(action.type)} ${about}`);
  if (isTwin(state, key, side)) return [copy(about || null, 'tool_call')];
  return [call(reading, 'web_search', action)];
}

/** Some say only that there was a search: then it is the one that waits. */
const waitingSearch = (state: State, side: 'item' | 'event'): string | undefined =>
  state.twins.find(([key, where]) => key.startsWith('search:') && where !== side)?.[0];

function call({ payload, state }: Reading, name: string, input: unknown): Draft {
  const id = textOf(payload.call_id) ?? textOf(payload.id);
  const short = storable(name).slice(0, 500);
  if (id) remember(state.calls, { id: safeId(id), name: short, ...memoryOf(name, input) });
  return { actor: 'agent', kind: 'tool_call', tool: { name: short, call_id: id && safeId(id), input } };
}

/** What the result of a call will need of it. */
function memoryOf(name: string, input: unknown): Omit<Call, 'id' | 'name'> {
  const asked = objectOf(input);
  const questions = name === 'request_user_input' ? listOf(asked.questions).map(questionOf) : null;
  const process = name === 'write_stdin' ? asked.session_id : null;
  return {
    items: name === 'update_plan' ? listOf(asked.plan).slice(0, MAX_ITEMS).map(planItem) : null,
    questions,
    patches: name === 'apply_patch' ? patchesIn(typeof input === 'string' ? input : (textOf(asked.input) ?? '')) : null,
    process: process === null || process === undefined ? null : storable(String(process)).slice(0, 100),
  };
}

const planItem = (item: unknown): JsonObject => {
  const { step, status } = objectOf(item);
  return { content: short(step), status: short(status) };
};

const questionOf = (item: unknown): [string, string] => {
  const { id, question } = objectOf(item);
  return [short(id) ?? '', short(question) ?? ''];
};

const short = (value: unknown): string | null => {
  const text = textOf(value);
  return text === null ? null : storable(text.slice(0, 1000));
};

function argumentsOf(value: unknown): unknown {
  if (typeof value !== 'string') return value ?? null;
  const { values, rest } = readValues(value);
  return values.length === 1 && rest === '' ? values[0]?.value : value;
}

export const callNamed = (state: State, id: string | null): Call | undefined =>
  id === null ? undefined : state.calls.findLast((each) => each.id === id);

/** The tools that a search for tools found, by name. */
export const toolNames = (tools: unknown): string =>
  listOf(tools)
    .flatMap((tool) => [objectOf(tool), ...listOf(objectOf(tool).tools).map(objectOf)])
    .map((tool) => textOf(tool.name) ?? describeValue(tool))
    .join('\n');
