import { type EventUsage, MAIN_THREAD } from '@/lib/events/schema';
import { modelFallback } from '@/lib/formats/claude-code/injected';
import type { Reading } from '@/lib/formats/claude-code/reading';
import { promptHead } from '@/lib/formats/claude-code/threads';
import { isUnderReported, newUsage } from '@/lib/formats/claude-code/usage';
import { blockText, contentText } from '@/lib/formats/content';
import { type Draft, noise } from '@/lib/formats/drafts';
import { modelName, safeId, storable } from '@/lib/formats/identity';
import { describeValue, isObject, type JsonObject, objectOf, textOf } from '@/lib/formats/json';
import { remember } from '@/lib/formats/memory';

/** The name under which the host itself speaks in the agent's place. */
const SYNTHETIC = '<synthetic>';

export function readAssistant(reading: Reading): Draft[] {
  const { record } = reading;
  const message = objectOf(record.message);
  const model = textOf(message.model);
  if (record.isApiErrorMessage === true)
    return [{ actor: 'system', kind: 'error', text: contentText(message.content), data: errorData(record) }];
  if (model === SYNTHETIC) return [readSynthetic(reading, contentText(message.content))];
  if (model && reading.thread === MAIN_THREAD) reading.facts.model = model;
  const blocks = Array.isArray(message.content) ? message.content : [message.content ?? ''];
  const drafts = blocks.map((block) => readBlock(reading, block));
  const [first] = drafts;
  const usage = newUsage(reading.state, record, message);
  if (first && usage) first.usage = { ...usage, ...(model ? { model: modelName(model) } : {}), ...underReported(usage, record) };
  const stop = textOf(message.stop_reason);
  const last = drafts.at(-1);
  if (last && stop && stop !== 'tool_use') last.data = { ...last.data, stop_reason: stop };
  return drafts;
}

const underReported = ({ output }: EventUsage, { version }: JsonObject) =>
  output && isUnderReported(version) ? { output_under_reported: true } : {};

/** The host speaks for the agent where the model gave no answer, or only a part of one before it was interrupted. */
function readSynthetic(reading: Reading, text: string | null): Draft {
  if (!text?.trim() || text === 'No response requested.') return noise('synthetic', text);
  if (/^(API Error|Claude AI usage limit reached)/.test(text))
    return { actor: 'system', kind: 'error', text, data: { type: 'api_error' } };
  return { actor: reading.agent, kind: 'message', text, data: { is_partial: true } };
}

function readBlock(reading: Reading, block: unknown): Draft {
  const said = (text: string): Draft => ({ actor: reading.agent, kind: 'message', text });
  if (!isObject(block)) return said(typeof block === 'string' ? block : describeValue(block));
  const type = textOf(block.type) ?? '';
  if (type === 'text') return said(blockText(block));
  if (type === 'thinking' || type === 'redacted_thinking') return readThinking(reading, block);
  if (type === 'tool_use' || type === 'server_tool_use' || type === 'mcp_tool_use') return readCall(reading, block);
  if (type.endsWith('tool_result')) return readServerResult(reading, block);
  if (type === 'fallback') return modelFallback(objectOf(block.from).model, objectOf(block.to).model);
  return { actor: reading.agent, kind: 'other', text: blockText(block), data: { type: type || 'unknown' } };
}

/** Newer models sign their thinking without writing it down. */
function readThinking(reading: Reading, block: JsonObject): Draft {
  const text = textOf(block.thinking);
  return { actor: reading.agent, kind: 'thinking', text, ...(text ? {} : { data: { not_recorded: true } }) };
}

function readCall(reading: Reading, block: JsonObject): Draft {
  const id = textOf(block.id);
  const name = storable(textOf(block.name) ?? 'unnamed').slice(0, 500);
  const input = objectOf(block.input);
  if (id) {
    const isSpawning = name === 'Task' || name === 'Agent';
    const label = isSpawning ? (textOf(input.description) ?? textOf(input.subagent_type)) : null;
    const prompt = isSpawning ? textOf(input.prompt) : null;
    remember(reading.state.calls, {
      id: safeId(id),
      name,
      label: label && storable(label.slice(0, 200)),
      prompt: prompt && promptHead(prompt),
    });
  }
  return { actor: reading.agent, kind: 'tool_call', tool: { name, call_id: id && safeId(id), input: block.input ?? null } };
}

/** The result of a tool that the model's provider ran. */
function readServerResult(reading: Reading, block: JsonObject): Draft {
  const id = textOf(block.tool_use_id);
  const isError = block.is_error === true || textOf(objectOf(block.content).type)?.endsWith('error') === true;
  const name = reading.state.calls.findLast((call) => id !== null && call.id === safeId(id))?.name ?? null;
  const output = contentText(block.content) ?? describeValue(block.content ?? null);
  return { actor: 'tool', kind: 'tool_result', tool: { name, call_id: id && safeId(id), output, is_error: isError } };
}

function errorData(record: JsonObject): JsonObject {
  const error = textOf(record.error) ?? textOf(record.apiError);
  return { type: 'api_error', ...(error ? { error } : {}) };
}
