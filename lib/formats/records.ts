import { MAIN_THREAD } from '@/lib/events/schema';
import { type Draft, eventOf } from '@/lib/formats/drafts';
import type { LineFormat, ParsedEvent, ParsedThread, ParseOptions, SessionFacts } from '@/lib/formats/format';
import { modelName, safeId, sessionInName, timeOf, unnamedSession } from '@/lib/formats/identity';
import { describeValue, isObject, type JsonObject, textOf } from '@/lib/formats/json';
import { readLine, type Value } from '@/lib/formats/read-line';
import { headline } from '@/lib/formats/words';

/** What the state of every format of records holds. Plain JSON. */
export interface RecordState {
  session: string;
  /** The last time read: that of records without one. */
  at: string | null;
  hasTitle: boolean;
}

/** With a key: a draft that keeps its id where others of its record come later or not at all. The others are numbered. */
export interface KeyedDraft extends Draft {
  key?: string;
}

/** What a record says. Without drafts it is kept as `other`. */
export interface ReadRecord {
  drafts: KeyedDraft[];
  /** The record's own id, the same whenever it is read again; without one its place in the file stands for it. */
  id?: string | null;
  /** ISO 8601 with an offset, or milliseconds since 1970; anything else is no time. */
  at?: unknown;
  thread?: string;
  /** The session, where it is not that of the state. */
  session?: string;
  facts?: SessionFacts;
  threads?: ParsedThread[];
}

interface RecordFormat<State extends RecordState>
  extends Pick<LineFormat<State>, 'name' | 'recognises' | 'start' | 'takeApart' | 'isDocument'> {
  agent: string | null;
  read(state: State, record: JsonObject, line: number): ReadRecord;
}

/** A format whose lines are records that each say something by themselves: `read` sees objects alone, and what it knows nothing of is kept. */
export const recordFormat = <State extends RecordState>({ agent, read, ...format }: RecordFormat<State>): LineFormat<State> => ({
  ...format,
  parse: (state, line) =>
    readLine(line, (value) => {
      const record = isObject(value.value) ? read(state, value.value, value.line) : { drafts: [] };
      const facts = agent ? { agent, ...record.facts } : (record.facts ?? {});
      const externalId = record.session ? safeId(record.session) : state.session;
      return { externalId, events: eventsOf(state, value, record), facts, threads: record.threads ?? [] };
    }),
});

function eventsOf(state: RecordState, value: Value, record: ReadRecord): ParsedEvent[] {
  state.at = timeOf(record.at) ?? state.at;
  const drafts: KeyedDraft[] =
    record.drafts.length > 0 ? record.drafts.map((draft) => withModel(draft, record.facts?.model)) : [unknownRecord(value)];
  const own = record.id ? safeId(record.id) : value.part === 0 ? `L${value.line}` : `L${value.line}.${value.part}`;
  let unkeyed = 0;
  return drafts.map(({ key, ...draft }, block) => {
    const id = key !== undefined ? `${own}:${key}` : unkeyed === 0 ? own : `${own}.${unkeyed}`;
    if (key === undefined) unkeyed += 1;
    return eventOf(draft, { id, at: state.at, thread: record.thread ?? MAIN_THREAD, part: value.part + block });
  });
}

/** A record that names a model and tells what a response took tells of one response. */
const withModel = (draft: KeyedDraft, model: string | undefined): KeyedDraft =>
  draft.usage && model ? { ...draft, usage: { model: modelName(model), ...draft.usage } } : draft;

const unknownRecord = ({ value, source }: Value): Draft => ({
  actor: 'system',
  kind: 'other',
  text: isObject(value) ? describeValue(value) : typeof value === 'string' ? value : source,
  ...(isObject(value) && textOf(value.type) ? { data: { type: textOf(value.type) } } : {}),
});

/** The state before the first record. Without a session's id in the file, its name or its first record names the session. */
export const startRecords = (session: string | null, options: ParseOptions, sample: readonly unknown[]): RecordState => ({
  session: safeId(session ?? sessionInName(options.source) ?? unnamedSession(describeValue(sample[0]))),
  at: null,
  hasTitle: false,
});

/** The first prompt is the title as long as nothing better is known. */
export function titleOf(state: RecordState, prompt: string): SessionFacts {
  const title = state.hasTitle ? null : headline(prompt);
  if (!title) return {};
  state.hasTitle = true;
  return { title, titleRank: 0 };
}
