import { blockText, contentText } from '@/lib/formats/content';
import { type Draft, note } from '@/lib/formats/drafts';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from '@/lib/formats/json';
import type { State } from '@/lib/formats/pi/state';
import { type ReadRecord, titleOf } from '@/lib/formats/records';
import { tokens, toolCall, toolResult, usageOf } from '@/lib/formats/tools';

type Read = Pick<ReadRecord, 'drafts' | 'facts'>;

export function readUser(state: State, message: JsonObject): Read {
  const text = contentText(message.content) ?? '';
  return { drafts: [{ actor: 'human', kind: 'prompt', text }], facts: titleOf(state, text) };
}

export function readAssistant(state: State, message: JsonObject): Read {
  const drafts = listOf(message.content).map((block) => readBlock(state, block));
  const stop = textOf(message.stopReason);
  const error = textOf(message.errorMessage);
  if (stop === 'aborted') drafts.push({ actor: 'human', kind: 'interrupt', text: error });
  else if (stop === 'error' || error) drafts.push({ actor: 'system', kind: 'error', text: error, data: { type: 'api_error' } });
  if (drafts.length === 0) drafts.push({ actor: 'agent', kind: 'message', text: null });
  const [first] = drafts;
  const usage = usageIn(message);
  if (first && usage) first.usage = usage;
  const model = textOf(message.model);
  return { drafts, facts: model ? { model } : {} };
}

function readBlock(state: State, block: unknown): Draft {
  if (!isObject(block)) return { actor: 'agent', kind: 'message', text: blockText(block) };
  if (block.type === 'thinking') {
    const text = textOf(block.thinking);
    return { actor: 'agent', kind: 'thinking', text, ...(text ? {} : { data: { not_recorded: true } }) };
  }
  if (block.type === 'toolCall')
    return toolCall(state, { id: textOf(block.id), name: textOf(block.name), input: block.arguments });
  return { actor: 'agent', kind: 'message', text: blockText(block) };
}

/** Input does not hold what came from the cache; the cost is in US dollars. */
function usageIn(message: JsonObject) {
  const usage = objectOf(message.usage);
  const cost = numberOf(objectOf(usage.cost).total);
  return usageOf({
    response_id: textOf(message.responseId)?.slice(0, 500) ?? null,
    input: tokens(usage.input),
    output: tokens(usage.output),
    cache_read: tokens(usage.cacheRead),
    cache_write: tokens(usage.cacheWrite),
    cost_usd: cost !== null && cost >= 0 ? cost : null,
  });
}

export function readResult(state: State, message: JsonObject): Read {
  const output = contentText(message.content);
  const isError = message.isError === true;
  const exit = isError ? output?.match(/Command exited with code (\d{1,9})\s*$/)?.[1] : undefined;
  const result = toolResult(state, {
    id: textOf(message.toolCallId),
    name: textOf(message.toolName),
    output,
    isError,
    exitCode: exit ? Number(exit) : null,
  });
  return { drafts: [result] };
}

/** A command that the person ran beside the conversation. */
export function readBash(_state: State, message: JsonObject): Read {
  const command = textOf(message.command) ?? '';
  const output = textOf(message.output);
  const data = { type: 'shell_command', name: '!', args: command };
  return {
    drafts: [
      { actor: 'human', kind: 'command', text: `!${command}`, data },
      note('command_output', output, { exit_code: numberOf(message.exitCode) }),
    ],
  };
}
