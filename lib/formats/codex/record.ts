import { MAIN_THREAD } from '@/lib/events/schema';
import { readCompaction } from '@/lib/formats/codex/compaction';
import { EVENTS } from '@/lib/formats/codex/events';
import { ITEMS } from '@/lib/formats/codex/items';
import type { Reader, Reading } from '@/lib/formats/codex/reading';
import { readSessionMeta, readTurnContext } from '@/lib/formats/codex/session-records';
import { ITEM_TYPES, type State } from '@/lib/formats/codex/state';
import { followTurns } from '@/lib/formats/codex/turns';
import { type Draft, eventOf, noise, note } from '@/lib/formats/drafts';
import type { ParsedEvent, ParsedRecord } from '@/lib/formats/format';
import { timeOf } from '@/lib/formats/identity';
import { describeValue, isObject, type JsonObject, textOf } from '@/lib/formats/json';
import type { Value } from '@/lib/formats/read-line';

const RECORDS: Record<string, Reader> = {
  session_meta: readSessionMeta,
  bare_meta: readSessionMeta,
  bare_state: () => [noise('state')],
  turn_context: readTurnContext,
  response_item: (reading) => readerIn(ITEMS, reading.payload.type)?.(reading) ?? [],
  event_msg: (reading) => readerIn(EVENTS, reading.payload.type)?.(reading) ?? readCollaboration(reading),
  compacted: (reading) => readCompaction(reading, 'item'),
  world_state: () => [noise('world_state')],
  inter_agent_communication: ({ payload }) => [note('agent_message', textOf(payload.content) ?? describeValue(payload))],
  inter_agent_communication_metadata: () => [noise('agent_message')],
};

/** Reads one value of a rollout: at least one event comes of it, whatever it is. */
export function readRecord(state: State, value: Value): ParsedRecord {
  const record = isObject(value.value) ? value.value : {};
  const reading: Reading = { ...unwrapped(record), line: value.line, state, facts: { agent: 'codex' } };
  state.at = timeOf(record.timestamp) ?? state.at;
  followTurns(reading);
  const drafts = readDrafts(reading, value);
  const own = idOf(state, value);
  return {
    externalId: state.session,
    events: drafts.map((draft, block) => placed(state, value, { draft, block, own })),
    facts: reading.facts,
    threads: [],
  };
}

/** Records of the time before envelopes are the items themselves. */
function unwrapped(record: JsonObject): Pick<Reading, 'type' | 'payload' | 'isBare'> {
  const type = textOf(record.type);
  if (type !== null && ITEM_TYPES.has(type) && isObject(record.payload)) return { type, payload: record.payload, isBare: false };
  const isMeta = type === null && 'instructions' in record && textOf(record.id) !== null;
  const bare = record.record_type === 'state' ? 'bare_state' : isMeta ? 'bare_meta' : 'response_item';
  return { type: bare, payload: record, isBare: true };
}

function readDrafts(reading: Reading, { value, source }: Value): Draft[] {
  if (!isObject(value)) return [{ actor: 'system', kind: 'other', text: typeof value === 'string' ? value : source }];
  const drafts = readerIn(RECORDS, reading.type)?.(reading) ?? [];
  if (drafts.length > 0) return reading.state.isCopying ? drafts.map(asCopy) : drafts;
  return [
    { actor: 'system', kind: 'other', text: describeValue(value), data: { type: textOf(reading.payload.type) ?? reading.type } },
  ];
}

const readerIn = (readers: Record<string, Reader>, type: unknown): Reader | undefined =>
  typeof type === 'string' && Object.hasOwn(readers, type) ? readers[type] : undefined;

/** Agents that work together tell of each other in events of many names. */
function readCollaboration({ payload }: Reading): Draft[] {
  const type = textOf(payload.type);
  return type?.startsWith('collab_') ? [noise(type.slice(0, 100), textOf(payload.prompt))] : [];
}

const asCopy = (draft: Draft): Draft => ({ ...draft, data: { ...draft.data, is_copied: true } });

/** A turn's records are counted within it, so that a copy of a turn has the ids of the turn; others by their line. */
function idOf(state: State, { line, part }: Value): string {
  if (!state.turn) return part === 0 ? `L${line - state.offset}` : `L${line - state.offset}.${part}`;
  state.turn.records += 1;
  return `${state.turn.id}:${state.turn.records}`;
}

function placed(state: State, value: Value, { draft, block, own }: { draft: Draft; block: number; own: string }): ParsedEvent {
  return eventOf(draft, {
    id: block === 0 ? own : `${own}.${block}`,
    at: state.at,
    thread: MAIN_THREAD,
    part: value.part + block,
  });
}
