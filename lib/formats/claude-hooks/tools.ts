import { readToolFacts, todoItem } from '@/lib/formats/claude-code/tool-facts';
import { exitCode } from '@/lib/formats/claude-code/tool-results';
import type { Reading } from '@/lib/formats/claude-hooks/reading';
import { contentText } from '@/lib/formats/content';
import type { Draft } from '@/lib/formats/drafts';
import { digest, safeId, storable } from '@/lib/formats/identity';
import { describeValue, isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from '@/lib/formats/json';
import { recall, remember } from '@/lib/formats/memory';
import { toolCall, toolResult } from '@/lib/formats/tools';

/** Tools that spawn a subagent, by their older and their newer name. */
const SPAWNING = new Set(['Task', 'Agent']);

export function readCall({ state, payload, agent, line }: Reading): Draft[] {
  const name = textOf(payload.tool_name);
  const input = objectOf(payload.tool_input);
  const own = textOf(payload.tool_use_id);
  const id = own ?? `L${line}`;
  if (!own) remember(state.open, [keyOf(payload), id]);
  if (name && SPAWNING.has(name)) remember(state.spawns, [safeId(id), storable((textOf(input.description) ?? '').slice(0, 200))]);
  const call = toolCall(state, { id, name, input: payload.tool_input, actor: agent });
  const isList = name === 'TodoWrite' && Array.isArray(input.todos);
  return [isList ? { ...call, data: { type: 'todo', items: listOf(input.todos).map(todoItem), is_whole: true } } : call];
}

export function readResult(reading: Reading): Draft[] {
  const { state, payload } = reading;
  const { tool_response: response } = payload;
  const id = idOf(reading);
  const call = { name: textOf(payload.tool_name) ?? '' };
  const output = outputOf(response);
  announceSpawned(reading, id, objectOf(response));
  const duration = numberOf(payload.duration_ms);
  const data = { ...readToolFacts(state, call, response, false), ...(duration === null ? {} : { duration_ms: duration }) };
  return [toolResult(state, { id, name: call.name, output, exitCode: exitCode(call, output ?? '', false, response), data })];
}

export function readFailure(reading: Reading): Draft[] {
  const { state, payload } = reading;
  const name = textOf(payload.tool_name) ?? '';
  const output = textOf(payload.error);
  const data = readToolFacts(state, { name }, null, true);
  const exit = exitCode({ name }, output ?? '', true, null);
  const result = toolResult(state, { id: idOf(reading), name, output, isError: true, exitCode: exit, data });
  return payload.is_interrupt === true ? [result, { actor: 'human', kind: 'interrupt', text: null }] : [result];
}

/** In 2025 calls had no id: a result is that of the oldest call alike that has none yet. */
function idOf({ state, payload }: Reading): string | null {
  const own = textOf(payload.tool_use_id);
  if (own) return own;
  const wanted = keyOf(payload);
  const at = state.open.findIndex(([key]) => key === wanted);
  return at < 0 ? null : (state.open.splice(at, 1)[0]?.[1] ?? null);
}

const keyOf = ({ session_id: session, tool_name: name, tool_input: input }: JsonObject): string =>
  digest(describeValue([session, name, input]));

function announceSpawned({ state, threads }: Reading, id: string | null, response: JsonObject): void {
  const agent = textOf(response.agentId);
  const label = id === null ? undefined : recall(state.spawns, safeId(id));
  if (agent && id !== null && label !== undefined)
    threads.push({ thread: safeId(agent), label: label || null, spawnCallId: safeId(id) });
}

/** What the model was given of a structured response: of an edit, nothing but its patch. */
function outputOf(response: unknown): string | null {
  if (typeof response === 'string') return response;
  if (Array.isArray(response)) return contentText(response);
  if (!isObject(response)) return null;
  const streams = [textOf(response.stdout), textOf(response.stderr)].filter((text) => text !== null);
  if (streams.length > 0) return streams.join('\n');
  if (typeof response.stdout === 'string') return '';
  const said = textOf(objectOf(response.file).content) ?? textOf(response.result) ?? contentText(response.content);
  if (textOf(response.filePath) && !response.file) return null;
  return said ?? describeValue(response);
}
