import { blockText } from '@/lib/formats/content';
import { type Draft, noise } from '@/lib/formats/drafts';
import { isObject, type JsonObject, numberOf, objectOf, readValues, textOf } from '@/lib/formats/json';
import { type CallState, tokens, toolCall, toolResult, usageOf } from '@/lib/formats/tools';

/** Messages as the interfaces of models have them: OpenAI's with `tool_calls` and results of their own role, Anthropic's with blocks. */

const ROLES = new Set(['system', 'developer', 'user', 'assistant', 'tool', 'function']);

export const isChatMessage = (value: unknown): value is JsonObject =>
  isObject(value) &&
  typeof value.role === 'string' &&
  ROLES.has(value.role) &&
  (isContent(value.content) || Array.isArray(value.tool_calls) || isObject(value.function_call));

const isContent = (content: unknown): boolean =>
  typeof content === 'string' ||
  content === null ||
  (Array.isArray(content) && content.every((block) => isObject(block) || typeof block === 'string'));

/** The blocks of a message: a text is one block. */
export function blocksOf(content: unknown): unknown[] {
  if (Array.isArray(content)) return content;
  return typeof content === 'string' && content !== '' ? [content] : isObject(content) ? [content] : [];
}

/** The text of blocks. Pictures stand in it as one line each. */
export const textOfBlocks = (blocks: readonly unknown[]): string => blocks.map(wordsOf).join('\n');

function wordsOf(block: unknown): string {
  if (!isObject(block)) return blockText(block);
  if (typeof block.text === 'string') return block.text;
  if (block.type === 'image_url' || block.type === 'input_image') return '[image]';
  return blockText(block);
}

/** What the model said: its thoughts, its words and its calls, with what the response cost. */
export function readAnswer(state: CallState, message: JsonObject): Draft[] {
  const thought = textOf(message.reasoning_content) ?? textOf(message.reasoning) ?? textOf(message.thinking);
  const drafts = [
    ...(thought ? [thinking(thought)] : []),
    ...blocksOf(message.content).map((block) => readBlock(state, block)),
    ...(textOf(message.refusal) ? [said(textOf(message.refusal))] : []),
    ...callsOf(message).map((call) => readCall(state, call)),
  ];
  const [first = said(null), ...rest] = drafts;
  const usage = usageIn(objectOf(message.usage));
  return [{ ...first, ...(usage ? { usage } : {}) }, ...rest];
}

const said = (text: string | null): Draft => ({ actor: 'agent', kind: 'message', text });

const thinking = (text: string | null): Draft => ({
  actor: 'agent',
  kind: 'thinking',
  text,
  ...(text ? {} : { data: { not_recorded: true } }),
});

function readBlock(state: CallState, block: unknown): Draft {
  if (!isObject(block)) return said(wordsOf(block));
  const type = textOf(block.type) ?? '';
  if (/^(redacted_)?thinking$|^reasoning$/.test(type)) return thinking(textOf(block.thinking) ?? textOf(block.text));
  if (/tool_use$|^tool_call$|^function_call$/.test(type))
    return toolCall(state, {
      id: textOf(block.id) ?? textOf(block.call_id),
      name: textOf(block.name),
      input: decoded(block.input ?? block.arguments),
    });
  if (type.endsWith('tool_result')) return readResultBlock(state, block);
  return said(wordsOf(block));
}

/** Early calls stood alone; some hosts keep the list as JSON text. */
function callsOf({ tool_calls: calls, function_call: alone }: JsonObject): unknown[] {
  const list = typeof calls === 'string' ? decoded(calls) : calls;
  return Array.isArray(list) ? list : isObject(alone) ? [{ function: alone }] : [];
}

function readCall(state: CallState, call: unknown): Draft {
  const { id, call_id: other, function: called, name, arguments: bare, input } = objectOf(call);
  const asked = isObject(called) ? called : { name, arguments: bare ?? input };
  return toolCall(state, { id: textOf(id) ?? textOf(other), name: textOf(asked.name), input: decoded(asked.arguments) });
}

/** The value of a JSON text that holds an object or a list; any other value as it is. */
export function decoded(text: unknown): unknown {
  if (typeof text !== 'string' || !/^\s*[[{]/.test(text)) return text ?? null;
  const { values, rest } = readValues(text);
  return values.length === 1 && rest === '' ? values[0]?.value : text;
}

export function readResultBlock(state: CallState, block: JsonObject): Draft {
  return toolResult(state, {
    id: textOf(block.tool_use_id),
    output: typeof block.content === 'string' ? block.content : textOfBlocks(blocksOf(block.content)),
    isError: block.is_error === true,
  });
}

/** A result that is a message of its own. */
export function readResultMessage(state: CallState, message: JsonObject): Draft {
  return toolResult(state, {
    id: textOf(message.tool_call_id),
    name: textOf(message.name) ?? textOf(message.tool_name),
    output: textOfBlocks(blocksOf(message.content)),
    isError: message.is_error === true,
  });
}

export const systemPrompt = (message: JsonObject): Draft => noise('system_prompt', textOfBlocks(blocksOf(message.content)));

/** OpenAI counts what came from the cache as input too; here each token counts once. */
function usageIn(usage: JsonObject) {
  const cached = tokens(objectOf(usage.prompt_tokens_details).cached_tokens);
  const prompt = tokens(usage.prompt_tokens);
  return usageOf({
    input: prompt === null ? tokens(usage.input_tokens) : Math.max(0, prompt - (cached ?? 0)),
    output: tokens(usage.output_tokens) ?? tokens(usage.completion_tokens),
    reasoning: tokens(objectOf(usage.completion_tokens_details).reasoning_tokens),
    cache_read: cached ?? tokens(usage.cache_read_input_tokens),
    cache_write: tokens(usage.cache_creation_input_tokens),
  });
}

const SECONDS_END = 100_000_000_000;

/** A time of any kind that such messages have: ISO 8601, or seconds or milliseconds since 1970. */
export function momentOf(value: unknown): unknown {
  const number = numberOf(value);
  return number !== null && number < SECONDS_END ? number * 1000 : value;
}
