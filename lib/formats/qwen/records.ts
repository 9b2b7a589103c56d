import { MAIN_THREAD } from '@/lib/events/schema';
import { type Draft, noise, note } from '@/lib/formats/drafts';
import type { ParseOptions, SessionFacts } from '@/lib/formats/format';
import { readCall, readResult } from '@/lib/formats/gemini/calls';
import { FILES } from '@/lib/formats/gemini/messages';
import { partsOf, partsText, responsesIn } from '@/lib/formats/gemini/parts';
import type { ResultState } from '@/lib/formats/gemini/state';
import { tokenUsage } from '@/lib/formats/gemini/usage';
import { safeId } from '@/lib/formats/identity';
import { isObject, type JsonObject, objectOf, textOf } from '@/lib/formats/json';
import { remember } from '@/lib/formats/memory';
import { readSystem } from '@/lib/formats/qwen/system';
import { type KeyedDraft, type ReadRecord, type RecordState, startRecords, titleOf } from '@/lib/formats/records';

/** Plain JSON. */
export interface State extends RecordState, ResultState {
  hasCwd: boolean;
  /** Runs of subagents that are known. */
  threads: string[];
}

type Read = Pick<ReadRecord, 'drafts' | 'facts'>;

export function startState(options: ParseOptions, sample: readonly unknown[]): State {
  const named = sample.find((value) => isObject(value) && textOf(value.sessionId) !== null);
  const started = startRecords(isObject(named) ? textOf(named.sessionId) : null, options, sample);
  return { ...started, calls: [], results: [], questions: [], hasCwd: false, threads: [] };
}

export function readQwenRecord(state: State, record: JsonObject): ReadRecord {
  const agent = record.isSidechain === true ? textOf(record.agentId) : null;
  const thread = agent === null ? MAIN_THREAD : safeId(agent);
  const { drafts, facts } = readByType(state, record, thread);
  const isNew = thread !== MAIN_THREAD && !state.threads.includes(thread);
  if (isNew) remember(state.threads, thread);
  return {
    drafts: thread === MAIN_THREAD ? drafts : drafts.map(ofSubagent),
    id: textOf(record.uuid),
    at: record.timestamp,
    thread,
    session: textOf(record.sessionId) ?? state.session,
    facts: { ...aboutSession(state, record), ...facts },
    threads: isNew ? [{ thread, label: textOf(record.agentName), spawnCallId: null }] : [],
  };
}

const ofSubagent = (draft: Draft): Draft =>
  draft.actor === 'agent' && draft.kind !== 'prompt' ? { ...draft, actor: 'subagent' } : draft;

function readByType(state: State, record: JsonObject, thread: string): Read {
  if (record.type === 'user') return readUser(state, record, thread);
  if (record.type === 'assistant') return readAssistant(state, record);
  if (record.type === 'tool_result') return { drafts: readToolResult(state, record) };
  return record.type === 'system' ? readSystem(record) : { drafts: [] };
}

function aboutSession(state: State, record: JsonObject): SessionFacts {
  const branch = textOf(record.gitBranch);
  const origin = textOf(objectOf(record.forkedFrom).sessionId);
  const cwd = state.hasCwd ? null : textOf(record.cwd);
  if (cwd) state.hasCwd = true;
  return {
    ...(cwd ? { cwd } : {}),
    ...(branch ? { branch: branch.slice(0, 500) } : {}),
    ...(origin ? { predecessor: safeId(origin) } : {}),
  };
}

const REMINDER = /<system-reminder>[\s\S]*?<\/system-reminder>/g;

/** A subtype or another provenance than a person's says that the host wrote in the person's place. */
function readUser(state: State, record: JsonObject, thread: string): Read {
  const shown = textOf(objectOf(record.systemPayload).displayText);
  const text = (shown ?? partsText(objectOf(record.message).parts)).replace(REMINDER, '').replace(FILES, '').trim();
  const subtype = textOf(record.subtype);
  if (thread !== MAIN_THREAD) return { drafts: [{ actor: 'agent', kind: 'prompt', text }] };
  if (subtype === 'mid_turn_user_message')
    return { drafts: [{ actor: 'human', kind: 'message', text, data: { type: 'steering', queued: true } }] };
  if (subtype !== null || !['real_user', null].includes(textOf(record.provenance)))
    return { drafts: [note(subtype ?? 'injected', text)] };
  if (text === '') return { drafts: [noise('injected', partsText(objectOf(record.message).parts))] };
  return { drafts: [{ actor: 'human', kind: 'prompt', text }], facts: titleOf(state, text) };
}

function readAssistant(state: State, record: JsonObject): Read {
  const drafts = partsOf(objectOf(record.message).parts).flatMap((part) => readPart(state, part));
  if (drafts.length === 0) drafts.push({ actor: 'agent', kind: 'message', text: null });
  const [first] = drafts;
  const counts = objectOf(record.usageMetadata);
  const usage = tokenUsage(textOf(record.uuid), {
    input: counts.promptTokenCount,
    output: counts.candidatesTokenCount,
    cached: counts.cachedContentTokenCount,
    thoughts: counts.thoughtsTokenCount,
    tool: counts.toolUsePromptTokenCount,
  });
  if (first && usage) first.usage = usage;
  const model = textOf(record.model);
  return { drafts, facts: model ? { model } : {} };
}

function readPart(state: State, part: unknown): KeyedDraft[] {
  if (isObject(part) && isObject(part.functionCall)) return readCall(state, part.functionCall);
  const isThought = isObject(part) && part.thought === true;
  const text = isThought ? (textOf(part.text) ?? '') : partsText(part);
  return text.trim() ? [{ actor: 'agent', kind: isThought ? 'thinking' : 'message', text }] : [];
}

/** What went to the model, beside it what the person saw. */
function readToolResult(state: State, record: JsonObject): KeyedDraft[] {
  const told = objectOf(record.toolCallResult);
  const result = objectOf(record.message).parts;
  const [response] = responsesIn(result);
  const id = textOf(told.callId) ?? textOf(response?.id);
  const { status, resultDisplay } = told;
  const call = { id, name: textOf(response?.name), status, resultDisplay, result };
  const drafts = readResult(state, call);
  return drafts.length > 0 ? drafts : [noise('tool_result')];
}
