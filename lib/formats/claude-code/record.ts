import { MAIN_THREAD } from '@/lib/events/schema';
import { readAssistant } from '@/lib/formats/claude-code/assistant';
import { readAttachment } from '@/lib/formats/claude-code/attachments';
import { followHead } from '@/lib/formats/claude-code/head';
import { readProgress, unwrapSubagent } from '@/lib/formats/claude-code/progress';
import type { Reading } from '@/lib/formats/claude-code/reading';
import { recallSummary, SESSION_RECORDS } from '@/lib/formats/claude-code/session-records';
import { placeOf, predecessorIn } from '@/lib/formats/claude-code/sessions';
import { type Call, callNamed, type SeenSession, type State, seenSession } from '@/lib/formats/claude-code/state';
import { readSystem } from '@/lib/formats/claude-code/system';
import { announceOwnThread, announceThread, threadOf } from '@/lib/formats/claude-code/threads';
import { readUser } from '@/lib/formats/claude-code/user';
import { eventOf } from '@/lib/formats/drafts';
import type { ParsedEvent, ParsedRecord } from '@/lib/formats/format';
import { safeId, timeOf } from '@/lib/formats/identity';
import { describeValue, isObject, type JsonObject, listOf, objectOf, textOf } from '@/lib/formats/json';
import { rememberLong } from '@/lib/formats/memory';
import type { Value } from '@/lib/formats/read-line';
import type { KeyedDraft } from '@/lib/formats/records';

type Readers = Record<string, (reading: Reading) => KeyedDraft[]>;

const READERS: Readers = {
  user: readUser,
  assistant: readAssistant,
  system: readSystem,
  attachment: readAttachment,
  progress: readProgress,
  ...SESSION_RECORDS,
};

/** How records are told: which there are, and how one is turned into what a session's file would hold. */
export interface Dialect {
  readers: Readers;
  translate(record: JsonObject): JsonObject;
}

const SESSION_FILE: Dialect = { readers: READERS, translate: (record) => unwrapSubagent(record) ?? record };

/** Reads one value of a transcript: at least one event comes of it, whatever it is. */
export function readRecord(state: State, value: Value, { readers, translate }: Dialect = SESSION_FILE): ParsedRecord {
  const record = translate(isObject(value.value) ? value.value : {});
  followHead(state, record);
  const { session, copiedFrom } = placeOf(state, record);
  state.at = timeOf(record.timestamp) ?? timeOf(objectOf(record.snapshot).timestamp) ?? state.at;
  const thread = threadOf(state, record);
  const agent = thread === MAIN_THREAD ? 'agent' : 'subagent';
  const reading: Reading = {
    record,
    state,
    session,
    copiedFrom,
    thread,
    agent,
    facts: { agent: 'claude' },
    threads: [],
    outputs: [],
  };
  announceThreads(reading);
  const drafts = withOrigin(reading, readDrafts(reading, value, readers));
  addFacts(reading, drafts, seenSession(state, session));
  return {
    externalId: reading.session,
    events: placed(reading, value, drafts),
    facts: reading.facts,
    threads: reading.threads,
    ...(reading.outputs.length > 0 && { outputs: reading.outputs }),
  };
}

function readDrafts(reading: Reading, { value, source }: Value, readers: Readers): KeyedDraft[] {
  if (!isObject(value)) return [{ actor: 'system', kind: 'other', text: typeof value === 'string' ? value : source }];
  const type = textOf(reading.record.type);
  const reader = type !== null && Object.hasOwn(readers, type) ? readers[type] : undefined;
  const drafts = reader?.(reading) ?? [];
  if (drafts.length > 0) return drafts;
  return [{ actor: 'system', kind: 'other', text: describeValue(value), data: { type } }];
}

/** What was copied says so; its tokens are those of the session that it came from. */
const withOrigin = ({ copiedFrom }: Reading, drafts: KeyedDraft[]): KeyedDraft[] =>
  copiedFrom === null
    ? drafts
    : drafts.map(({ usage: _usage, ...draft }) => ({ ...draft, data: { ...draft.data, copied_from: copiedFrom } }));

/** A subagent's run is known from its own records, or from those that name the call. */
function announceThreads(reading: Reading): void {
  const { record, state, thread } = reading;
  const isMessage = record.type === 'user' || record.type === 'assistant'; // others name the call that they belong to
  const parent = isMessage && thread !== MAIN_THREAD ? textOf(record.parentToolUseID) : null;
  if (parent === null) announceOwnThread(reading);
  else announceThread(reading, thread, callNamed(state, safeId(parent)) ?? unknownCall(parent));
}

const unknownCall = (id: string): Call => ({ id: safeId(id), name: '', label: null, prompt: null });

/** What the envelope tells of the session; a subagent may work elsewhere and with another model, so only the main thread counts. */
function addFacts(reading: Reading, drafts: KeyedDraft[], session: SeenSession): void {
  const { record, facts, state, thread, copiedFrom } = reading;
  const version = textOf(record.version);
  const [first] = drafts;
  if (version && first && !session.hasVersion) {
    session.hasVersion = true;
    first.data = { ...first.data, agent_version: version.slice(0, 100) };
  }
  if (thread !== MAIN_THREAD) return;
  const plan = textOf(record.slug);
  if (plan) facts.plan = plan.slice(0, 200);
  const uuid = textOf(record.uuid);
  const branch = textOf(record.gitBranch);
  if (branch && branch !== 'HEAD') facts.branch = branch;
  const cwd = textOf(record.cwd);
  if (cwd && !session.hasCwd) {
    session.hasCwd = true;
    facts.cwd = cwd; // later ones follow the shell from folder to folder
  }
  const predecessor = predecessorIn(state, copiedFrom);
  if (predecessor) facts.predecessor = predecessor;
  if (uuid) rememberLong(state.recent, safeId(uuid));
  if (uuid && state.summaries.length > 0) recallSummary(reading, safeId(uuid));
}

/** A draft with a key has an id of its own: the others keep theirs whether it comes or not. */
function placed({ record, state, thread }: Reading, value: Value, drafts: KeyedDraft[]): ParsedEvent[] {
  const uuid = textOf(record.uuid);
  const own = uuid ? safeId(uuid) : `${state.agent ? `${state.agent}:` : ''}L${value.line}`;
  const tells = uuid && thread !== MAIN_THREAD ? toldBy(record) : null;
  let number = uuid ? 0 : value.part;
  return drafts.map(({ key, ...draft }, block) => {
    const id = key !== undefined ? `${own}:${key}` : number === 0 ? own : `${own}.${number}`;
    if (key === undefined) number += 1;
    const event = eventOf(draft, {
      id,
      at: state.at,
      thread: state.agent && !uuid ? state.agent : thread,
      part: value.part + block,
    });
    return tells === null ? event : { ...event, tells };
  });
}

/**
 * A subagent's message may stand in its own file and in its parent's, with other things around it: what it is made of tells that it is the same.
 * Null for what stands in one file only.
 */
function toldBy(record: JsonObject): string | null {
  if (record.type !== 'user' && record.type !== 'assistant') return null;
  const { content } = objectOf(record.message);
  const blocks = listOf(content).map((block) => {
    const { type, id, tool_use_id } = objectOf(block);
    return [type, id ?? tool_use_id ?? null];
  });
  return JSON.stringify([record.type, typeof content === 'string' ? [['text', null]] : blocks]);
}
