import {
  blocksOf,
  isChatMessage,
  momentOf,
  readAnswer,
  readResultBlock,
  readResultMessage,
  systemPrompt,
  textOfBlocks,
} from '@/lib/formats/chat';
import { noise } from '@/lib/formats/drafts';
import type { LineFormat, ParseOptions } from '@/lib/formats/format';
import { digest, sessionInName } from '@/lib/formats/identity';
import { describeValue, isObject, type JsonObject, objectOf, textOf } from '@/lib/formats/json';
import { type ReadRecord, type RecordState, recordFormat, startRecords, titleOf } from '@/lib/formats/records';
import type { CallState } from '@/lib/formats/tools';

/** Plain JSON. */
type State = RecordState & CallState;

/**
 * A list of messages with roles, of no known agent: as lines, as one list, or as an object that holds the list. The last resort.
 * Before something is asked a list is not told from others, and none.
 */
export const messages: LineFormat<State> = recordFormat({
  name: 'messages',
  agent: null,
  recognises: (sample) =>
    sample.some(isAsked) && sample.filter((value) => isChatMessage(value) || isAround(value)).length * 2 > sample.length,
  start: (options: ParseOptions, sample) => ({ ...startRecords(sessionOf(options, sample), options, sample), calls: [] }),
  takeApart,
  read: (state, message) => ({ ...readMessage(state, message), at: momentOf(message.timestamp ?? message.created_at) }),
});

const isAsked = (value: unknown): boolean => objectOf(value).role === 'user';

/** What stands around the list in its object. */
const isAround = (value: unknown): boolean => isObject(value) && (value.messages === 'head' || value.messages === 'end');

function takeApart(document: unknown, isWhole: boolean): unknown[] | null {
  const list = Array.isArray(document) ? document : objectOf(document).messages;
  if (!Array.isArray(list)) return null;
  const entries = isObject(document) ? Object.entries(document) : [];
  const place = entries.findIndex(([key]) => key === 'messages');
  const isCut = !isWhole && place === entries.length - 1;
  const whole = isCut ? list.slice(0, -1) : list;
  if (whole.length === 0 || !whole.every(isChatMessage)) return null;
  const [before, after] = [entries.slice(0, Math.max(0, place)), isWhole ? entries.slice(place + 1) : []];
  return [...around('head', before), ...whole, ...around('end', after)];
}

const around = (messages: string, entries: [string, unknown][]): JsonObject[] =>
  entries.length > 0 ? [{ messages, ...Object.fromEntries(entries) }] : [];

/** Messages rarely name their session: its beginning does, up to the first thing that was asked, and the name of its file. */
function sessionOf({ source }: ParseOptions, sample: readonly unknown[]): string {
  const head = objectOf(sample.find(isAround));
  const named = [head.session_id, head.sessionId, head.conversation_id, objectOf(head.metadata).session_id, head.id]
    .map(textOf)
    .find((id) => id !== null);
  const asked = sample.findIndex(isAsked);
  const beginning = sample.slice(0, asked + 1).map((value) => describeValue(value));
  const file = source?.split(/[\\/]/).at(-1) ?? '';
  return named ?? sessionInName(source) ?? `messages-${digest(JSON.stringify([file, ...beginning]))}`;
}

function readMessage(state: State, message: JsonObject): ReadRecord {
  if (isAround(message)) return readAround(message);
  if (!isChatMessage(message)) return { drafts: [] };
  if (message.role === 'assistant') {
    const model = textOf(message.model);
    return { drafts: readAnswer(state, message), facts: model ? { model } : {} };
  }
  if (message.role === 'tool' || message.role === 'function') return { drafts: [readResultMessage(state, message)] };
  return message.role === 'user' ? readUser(state, message) : { drafts: [systemPrompt(message)] };
}

function readAround(record: JsonObject): ReadRecord {
  const [title, model] = [textOf(record.title), textOf(record.model)];
  const facts = { ...(title ? { title: title.slice(0, 500), titleRank: 1 as const } : {}), ...(model ? { model } : {}) };
  return { drafts: [noise('session', title ?? textOf(record.system))], facts };
}

/** The user's side holds results too; what is left was asked. */
function readUser(state: State, message: JsonObject): ReadRecord {
  const blocks = blocksOf(message.content);
  const results = blocks.filter(isObject).filter(({ type }) => type === 'tool_result');
  const asked = blocks.filter((block) => !isObject(block) || block.type !== 'tool_result');
  const text = textOfBlocks(asked);
  const drafts = results.map((block) => readResultBlock(state, block));
  if (text.trim() === '') return { drafts: drafts.length > 0 ? drafts : [noise('message')] };
  return { drafts: [...drafts, { actor: 'human', kind: 'prompt', text }], facts: titleOf(state, text) };
}
