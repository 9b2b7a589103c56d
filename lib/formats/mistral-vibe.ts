import { blocksOf, readAnswer, readResultMessage, systemPrompt, textOfBlocks } from '@/lib/formats/chat';
import { type Draft, noise } from '@/lib/formats/drafts';
import type { LineFormat, ParseOptions } from '@/lib/formats/format';
import { safeId, storable } from '@/lib/formats/identity';
import { isObject, type JsonObject, listOf, objectOf, textOf } from '@/lib/formats/json';
import { recall, remember } from '@/lib/formats/memory';
import { type ReadRecord, type RecordState, recordFormat, startRecords, titleOf } from '@/lib/formats/records';
import type { CallState } from '@/lib/formats/tools';

/** Plain JSON. */
interface State extends RecordState, CallState {
  /** Lists of tasks by the calls that write them: results hold them in another language. */
  lists: [string, JsonObject[]][];
}

/** Sessions of Mistral Vibe: `messages.jsonl`, OpenAI's messages with who injected them. */
export const mistralVibe: LineFormat<State> = recordFormat({
  name: 'mistral-vibe',
  agent: 'mistral-vibe',
  recognises: (sample) => sample.some((value) => isObject(value) && isRecord(value)),
  start: (options: ParseOptions, sample) => ({ ...startRecords(null, options, sample), calls: [], lists: [] }),
  read: (state, message) => ({ ...readMessage(state, message), id: textOf(message.message_id) }),
});

const isRecord = (value: JsonObject): boolean =>
  typeof value.role === 'string' && typeof value.injected === 'boolean' && ('message_id' in value || 'tool_call_id' in value);

function readMessage(state: State, message: JsonObject): ReadRecord {
  if (message.role === 'user') return readUser(state, message);
  if (message.role === 'assistant') return { drafts: readAnswer(state, message).map((draft) => withList(state, draft)) };
  if (message.role === 'tool') return { drafts: [readResult(state, message)] };
  return message.role === 'system' ? { drafts: [systemPrompt(message)] } : { drafts: [] };
}

function readUser(state: State, message: JsonObject): ReadRecord {
  const text = textOfBlocks(blocksOf(message.content));
  if (message.injected === true) return { drafts: [noise('injected', text)] };
  return { drafts: [{ actor: 'human', kind: 'prompt', text }], facts: titleOf(state, text) };
}

const MAX_ITEMS = 100;
const MAX_LISTS = 20;

function withList(state: State, draft: Draft): Draft {
  const { name, call_id: id, input } = draft.tool ?? {};
  if (name !== 'todo' || !id || !Array.isArray(objectOf(input).todos)) return draft;
  const items = listOf(objectOf(input).todos).slice(0, MAX_ITEMS).map(objectOf);
  const list = items.map(({ id: item, content, status }) => ({
    id: short(item),
    content: short(content),
    status: short(status),
  }));
  remember(state.lists, [id, list], MAX_LISTS);
  return draft;
}

const short = (value: unknown): string | null => {
  const text = textOf(value);
  return text === null ? null : storable(text.slice(0, 500));
};

/** A result is the fields of what the tool gave back, each on its line. */
function readResult(state: State, message: JsonObject): Draft {
  const result = readResultMessage(state, message);
  const output = result.tool?.output ?? '';
  const code = output.match(/(?:^|\n)returncode: (-?\d{1,9})\s*$/)?.[1];
  const isRejected = output.startsWith('<user_cancellation>');
  const exitCode = result.tool?.name === 'bash' && code !== undefined ? Number(code) : null;
  const isError = output.startsWith('<tool_error>') || isRejected || (exitCode !== null && exitCode !== 0);
  const id = textOf(message.tool_call_id);
  const items = id && !isError ? recall(state.lists, safeId(id)) : undefined;
  const data = { ...(items ? { type: 'todo', items, is_whole: true } : {}), ...(isRejected ? { rejected: true } : {}) };
  const tool = { ...result.tool, is_error: isError, exit_code: exitCode };
  return { ...result, tool, ...(Object.keys(data).length > 0 ? { data } : {}) };
}
