import { isObject, type JsonObject, listOf, objectOf, textOf } from '@/lib/formats/json';
import { Keys } from '@/lib/formats/opencode/keys';

/** What stands in a session's or a message's `info` from its first moment on; everything else comes or changes later. */
const SESSION_HEAD = ['id', 'slug', 'projectID', 'workspaceID', 'directory', 'parentID', 'version'];
const MESSAGE_HEAD = [
  'id',
  'sessionID',
  'role',
  'parentID',
  'providerID',
  'modelID',
  'mode',
  'agent',
  'path',
  'variant',
  'summary',
];

/** Where a message stands in its document, and whether something may still be added to it. */
interface Place {
  at: number;
  isLast: boolean;
  /** The document breaks off in it. */
  isBroken: boolean;
  keys: Record<'messages' | 'parts' | 'calls', Keys>;
}

/** The records of an export: the session, each prompt of the user, and of an answer its head, each part that is whole, and its end. */
export function takeApart(document: unknown, isWhole: boolean): JsonObject[] | null {
  const { info, messages, ...rest } = Array.isArray(document) ? { messages: document } : objectOf(document);
  if (!isExport(info, messages)) return null;
  if (!Array.isArray(messages)) return isWhole ? sessionRecords(objectOf(info)) : [];
  const keys = newKeys();
  const places = messages.map((_, at) => ({
    at,
    isLast: at === messages.length - 1,
    isBroken: at === messages.length - 1 && !isWhole,
    keys,
  }));
  return [
    ...sessionRecords(objectOf(info)),
    ...places.flatMap((place) => messageRecords(messages[place.at], place)),
    ...(isWhole ? endRecords(objectOf(info), rest) : []),
  ];
}

/** The same of a session whose messages come one after another, and which is whole. */
export async function* takeSessionApart(
  info: JsonObject,
  messages: AsyncIterable<unknown> | Iterable<unknown>,
): AsyncGenerator<JsonObject> {
  yield* sessionRecords(info);
  const keys = newKeys();
  let [at, last]: [number, unknown] = [-1, null];
  for await (const message of messages) {
    if (at >= 0) yield* messageRecords(last, { at, isLast: false, isBroken: false, keys });
    [at, last] = [at + 1, message];
  }
  if (at >= 0) yield* messageRecords(last, { at, isLast: true, isBroken: false, keys });
  yield* endRecords(info, {});
}

const newKeys = (): Place['keys'] => ({ messages: new Keys(), parts: new Keys(), calls: new Keys() });

function isExport(info: unknown, messages: unknown): boolean {
  const isSession = textOf(objectOf(info).id)?.startsWith('ses_') === true;
  return isSession ? messages === undefined || Array.isArray(messages) : listOf(messages).some(isMessage);
}

const isMessage = (value: unknown): boolean =>
  isObject(value) && Array.isArray(value.parts) && ['user', 'assistant'].includes(textOf(objectOf(value.info).role) ?? '');

function sessionRecords(info: JsonObject): JsonObject[] {
  if (Object.keys(info).length === 0) return [];
  const { created, ...times } = objectOf(info.time);
  const [head, { revert: _revert, ...rest }] = split(info, SESSION_HEAD);
  return [
    { opencode: 'session', key: 'session', info: { ...head, time: { created } } },
    { opencode: 'about', key: 'about', info: { ...rest, time: times } },
  ];
}

/** What is true of the session as it ends here. */
function endRecords({ revert }: JsonObject, rest: JsonObject): JsonObject[] {
  const others = Object.keys(rest).length > 0 ? [{ opencode: 'others', key: 'others', ...rest }] : [];
  return isObject(revert) ? [{ opencode: 'revert', key: 'revert', revert }, ...others] : others;
}

function messageRecords(message: unknown, place: Place): JsonObject[] {
  const { info: about, parts } = objectOf(message);
  const info = objectOf(about);
  const isAnswer = info.role === 'assistant' && Array.isArray(parts);
  if (place.isBroken && !isAnswer) return [];
  if (!isMessage(message)) return [{ opencode: 'message', key: `m${place.at}`, message }];
  const key = place.keys.messages.keyOf(info.id, `m${place.at}`);
  return isAnswer
    ? answerRecords({ key, info, parts: listOf(parts) }, place)
    : promptRecords({ key, info, parts: listOf(parts) }, place);
}

interface Message {
  key: string;
  info: JsonObject;
  parts: unknown[];
}

/** What the files look like after a prompt is told once it is answered. */
function promptRecords({ key, info, parts }: Message, { isLast }: Place): JsonObject[] {
  const { summary, ...head } = info;
  const changes = summary !== undefined && !isLast ? [{ opencode: 'changes', key: `${key}:changes`, summary }] : [];
  return [{ opencode: 'user', key, info: head, parts }, ...changes];
}

function answerRecords({ key, info, parts }: Message, place: Place): JsonObject[] {
  const [head, rest] = split(info, MESSAGE_HEAD);
  const { created } = objectOf(info.time);
  const isOver = !place.isLast || 'error' in info || 'completed' in objectOf(info.time);
  const whole = place.isBroken ? parts.slice(0, -1) : parts;
  return [
    { opencode: 'assistant', key, info: { ...head, time: { created } } },
    ...whole.flatMap((part, at) => partRecords(part, isOver, { keys: place.keys, place: `m${place.at}.${at}` })),
    ...(isOver && !place.isBroken ? [{ opencode: 'end', key: `${key}:end`, info: { ...rest, time: info.time } }] : []),
  ];
}

function partRecords(value: unknown, isOver: boolean, { keys, place }: { keys: Place['keys']; place: string }): JsonObject[] {
  const part = objectOf(value);
  const key = keys.parts.keyOf(part.id, place);
  if (part.type === 'tool') return callRecords(part, isOver, { key, call: keys.calls.keyOf(part.callID, key) });
  const isGrowing = part.type === 'text' || part.type === 'reasoning';
  return isOver || !isGrowing || 'end' in objectOf(part.time) ? [{ opencode: 'part', key, part: value }] : [];
}

/** A call is known once it runs; its result comes when it is there. */
function callRecords(part: JsonObject, isOver: boolean, { key, call }: { key: string; call: string }): JsonObject[] {
  const { status, input, time } = objectOf(part.state);
  const hasResult = status === 'completed' || status === 'error';
  if (!hasResult && status !== 'running' && !isOver) return [];
  const { start } = objectOf(time);
  const called = { opencode: 'call', key, call, tool: part.tool, input, time: { start } };
  return hasResult ? [called, { opencode: 'result', key: `${key}:result`, call, part }] : [called];
}

function split(from: JsonObject, keys: readonly string[]): [JsonObject, JsonObject] {
  const entries = Object.entries(from).filter(([key]) => key !== 'time');
  return [
    Object.fromEntries(entries.filter(([key]) => keys.includes(key))),
    Object.fromEntries(entries.filter(([key]) => !keys.includes(key))),
  ];
}
