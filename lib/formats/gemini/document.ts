import { isObject, type JsonObject, listOf, textOf } from '@/lib/formats/json';

/** A document's records: its head, each part of each message by itself, then what is said of it as a whole. */
export function takeGeminiApart(document: unknown, isWhole: boolean): unknown[] | null {
  if (!isObject(document) || textOf(document.sessionId) === null) return null;
  const { sessionId, projectHash, startTime } = document;
  if (!Array.isArray(document.messages)) return isWhole || textOf(projectHash) === null ? null : [];
  if (textOf(projectHash) === null && !document.messages.some((each) => isObject(each) && each.type === 'gemini')) return null;
  const messages = isWhole ? document.messages : document.messages.slice(0, -1);
  const about = ['kind', 'directories', 'summary'].filter((key) => document[key] !== undefined);
  return [
    { sessionId, projectHash, startTime },
    ...messages.flatMap(partsOf),
    ...about.map((key) => ({ sessionId, $set: { [key]: document[key] } })),
  ];
}

/** A message grows while it is worked on: calls come to it, then their results, then the count of its tokens. */
function partsOf(message: unknown): unknown[] {
  if (!isObject(message)) return [message];
  const { toolCalls, tokens, ...said } = message;
  const { id, timestamp, type, model } = message;
  const calls = listOf(toolCalls).filter(isObject);
  const ended = calls.filter(hasEnded);
  return [
    said,
    ...(isObject(tokens) ? [{ id, timestamp, type, ...(model === undefined ? {} : { model }), tokens }] : []),
    ...calls.map((call) => ({ id, timestamp, type, toolCalls: [callOf(call)] })),
    ...ended.map((call) => ({ id, timestamp: call.timestamp ?? timestamp, type, toolCalls: [resultOf(call)] })),
  ];
}

/** True for a call that nothing more comes of. */
export const hasEnded = ({ status, result }: JsonObject): boolean =>
  ['success', 'error', 'cancelled'].includes(textOf(status) ?? '') || (textOf(status) === null && result !== undefined);

function callOf(call: JsonObject): JsonObject {
  const { status: _status, result: _result, resultDisplay: _display, timestamp: _timestamp, agentId: _agent, ...asked } = call;
  return asked;
}

function resultOf(call: JsonObject): JsonObject {
  const { args: _args, description: _description, displayName: _name, renderOutputAsMarkdown: _markdown, ...came } = call;
  return came;
}
