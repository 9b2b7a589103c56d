import { type Draft, noise, note } from '@/lib/formats/drafts';
import { modelName, storable } from '@/lib/formats/identity';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from '@/lib/formats/json';
import { idOf } from '@/lib/formats/opencode/keys';
import { fileLine, isTyped, readPart, readUserPart } from '@/lib/formats/opencode/parts';
import { readCall, readResult } from '@/lib/formats/opencode/results';
import type { State } from '@/lib/formats/opencode/state';
import { type ReadRecord, titleOf } from '@/lib/formats/records';
import { tokens, usageOf } from '@/lib/formats/tools';

type Reader = (state: State, record: JsonObject) => ReadRecord;

const READERS: Record<string, Reader> = {
  session: readSession,
  about: (_state, { info }) => readAbout(objectOf(info)),
  user: (state, { info, parts }) => readUser(state, objectOf(info), listOf(parts)),
  changes: (_state, { summary }) => ({ drafts: [noise('changes', null, { files: listOf(objectOf(summary).diffs).length })] }),
  assistant: (state, { info }) => readAssistant(state, objectOf(info)),
  part: (state, { part }) => (isObject(part) ? readPart(state, part) : { drafts: [] }),
  call: readCall,
  result: readResult,
  end: (state, { info }) => readEnd(state, objectOf(info)),
  revert: (_state, { revert }) => ({ drafts: [note('rewind', null, { to: textOf(objectOf(revert).messageID) })] }),
};

/** Reads one of the records that an export was taken apart into; its key is its id. */
export function readRecord(state: State, record: JsonObject): ReadRecord {
  const { opencode: kind } = record;
  const reader = typeof kind === 'string' && Object.hasOwn(READERS, kind) ? READERS[kind] : undefined;
  return reader ? { ...reader(state, record), id: textOf(record.key) } : { drafts: [] };
}

function readSession(_state: State, record: JsonObject): ReadRecord {
  const info = objectOf(record.info);
  const cwd = textOf(info.directory);
  const parent = idOf(info.parentID);
  return {
    drafts: [noise('session', null, { version: textOf(info.version) })],
    at: objectOf(info.time).created,
    facts: { ...(cwd ? { cwd } : {}), ...(parent ? { parent } : {}) },
  };
}

/** Until the model has named a session, its time does. */
const UNNAMED = /^(New|Child) session - \d{4}-/;

function readAbout(info: JsonObject): ReadRecord {
  const title = textOf(info.title);
  if (!title || UNNAMED.test(title)) return { drafts: [noise('about', title)] };
  return { drafts: [noise('title', title)], facts: { title: title.slice(0, 500), titleRank: 2 } };
}

/** A message of the user's side: what a person typed, and what their host and their commands added to it. */
function readUser(state: State, info: JsonObject, all: unknown[]): ReadRecord {
  const parts = all.map((part) => (isObject(part) ? part : { type: 'unknown', part }));
  const typed = parts
    .filter(isTyped)
    .map(({ text }) => textOf(text) ?? '')
    .join('\n');
  const actor = state.isChild ? 'agent' : 'human';
  const files = parts.filter(({ type }) => type === 'file').map(fileLine);
  const prompt: Draft[] = typed.trim()
    ? [{ actor, kind: 'prompt', text: typed, ...(files.length > 0 ? { data: { files } } : {}) }]
    : [];
  state.isShell = parts.some(
    ({ synthetic, text }) => synthetic === true && text === 'The following tool was executed by the user',
  );
  state.isSummary = false;
  const around = parts.filter((part) => !isTyped(part)).flatMap((part) => readUserPart(state, part));
  const drafts = [...readMode(state, textOf(info.agent)), ...prompt, ...around];
  const model = textOf(objectOf(info.model).modelID);
  return {
    drafts: drafts.length > 0 ? drafts : [noise('message')],
    at: objectOf(info.time).created,
    facts: { ...(typed.trim() && !state.isChild ? titleOf(state, typed) : {}), ...(model ? { model } : {}) },
  };
}

/** A plan is made by another agent than the one that builds. */
function readMode(state: State, agent: string | null): Draft[] {
  if (!agent || storable(agent) === state.mode) return [];
  state.mode = storable(agent);
  return [{ ...noise('mode', agent), key: 'mode' } as Draft];
}

function readAssistant(state: State, info: JsonObject): ReadRecord {
  state.isSummary = info.summary === true;
  const model = textOf(info.modelID);
  state.model = model && modelName(model);
  return { drafts: [noise('message', model)], at: objectOf(info.time).created, facts: model ? { model } : {} };
}

/** What an answer cost is told at its end, over all its steps. */
function readEnd(state: State, info: JsonObject): ReadRecord {
  const time = objectOf(info.time);
  const [start, end] = [numberOf(time.created), numberOf(time.completed)];
  const about = noise('response_end', null, {
    finish: textOf(info.finish),
    duration_ms: start !== null && end !== null ? end - start : null,
  });
  const usage = usageIn(info);
  return {
    drafts: [...readError(info.error), { ...about, ...(usage ? { usage: { ...usage, model: state.model } } : {}) }],
    at: end,
  };
}

function readError(error: unknown): Draft[] {
  if (!isObject(error)) return [];
  const name = textOf(error.name);
  const text = textOf(objectOf(error.data).message) ?? name;
  if (name === 'MessageAbortedError') return [{ actor: 'human', kind: 'interrupt', text }];
  return [{ actor: 'system', kind: 'error', text, data: { type: 'api_error', error: name } }];
}

/** Versions differ in whether output holds the reasoning: the total tells. The cost is in US dollars. */
function usageIn(info: JsonObject) {
  const counts = objectOf(info.tokens);
  const cache = objectOf(counts.cache);
  const [input, output, read, write] = [counts.input, counts.output, cache.read, cache.write].map(tokens);
  const reasoning = tokens(counts.reasoning);
  const rest = (tokens(counts.total) ?? 0) - (input ?? 0) - (read ?? 0) - (write ?? 0);
  const cost = numberOf(info.cost);
  return usageOf({
    input,
    output: output === null || output === undefined ? null : rest === output + (reasoning ?? 0) ? rest : output,
    reasoning,
    cache_read: read,
    cache_write: write,
    cost_usd: cost !== null && cost >= 0 ? cost : null,
  });
}
