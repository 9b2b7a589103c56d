import type { Reading } from '@/lib/formats/claude-code/reading';
import { type Call, callNamed } from '@/lib/formats/claude-code/state';
import { announceThread } from '@/lib/formats/claude-code/threads';
import { readToolFacts } from '@/lib/formats/claude-code/tool-facts';
import { contentText } from '@/lib/formats/content';
import type { Draft } from '@/lib/formats/drafts';
import { safeId } from '@/lib/formats/identity';
import { isObject, type JsonObject, objectOf, textOf } from '@/lib/formats/json';

/** Calls that did not run because another failed beside them: not failures of their own. */
const FALLOUT = /^(Sibling tool call errored|Cancelled: parallel tool call)/;
const REJECTED = /^(Error: )?The user doesn't want to (proceed with|take) this/;

export function readToolResults(reading: Reading, blocks: JsonObject[]): Draft[] {
  // The record's own twin of the result belongs to one result: with several, it cannot be told to which.
  const twin = blocks.length === 1 ? reading.record.toolUseResult : undefined;
  return blocks.flatMap((block) => readToolResult(reading, block, twin));
}

function readToolResult(reading: Reading, block: JsonObject, twin: unknown): Draft[] {
  const id = textOf(block.tool_use_id);
  const callId = id === null ? null : safeId(id);
  const call = callNamed(reading.state, callId);
  const said = withoutErrorTag(contentText(block.content) ?? textOf(twin) ?? '');
  const isError = block.is_error === true;
  const tool = {
    name: call?.name ?? null,
    call_id: callId,
    output: fullOutput(said, twin),
    is_error: isError,
    exit_code: exitCode(call, said, isError, twin),
  };
  if (call) announceSpawned(reading, call, objectOf(twin));
  const data = {
    ...readToolFacts(reading.state, call, twin, isError),
    ...(FALLOUT.test(said) ? { fallout: true } : {}),
    ...(REJECTED.test(said) ? { rejected: true } : {}),
  };
  const result: Draft = { actor: 'tool', kind: 'tool_result', tool, data: Object.keys(data).length > 0 ? data : undefined };
  const comment = REJECTED.test(said) ? commentOf(said) : null;
  if (!comment) return [result];
  const actor = reading.agent === 'subagent' ? 'agent' : 'human';
  return [result, { actor, kind: 'message', text: comment, data: { type: 'steering', call_id: callId } }];
}

/** What a person wrote when refusing a call; the words that the host wraps around an unanswered question are none. */
function commentOf(said: string): string | null {
  const comment = said
    .match(/the user said:\s*([\s\S]*)$/)?.[1]
    ?.replace(/\n\s*Note: The user's next message may contain[\s\S]*$/, '');
  if (!comment || comment.startsWith('The user wants to clarify these questions')) return null;
  return comment.trim() || null;
}

/** Output streams say more than the content where that was shortened for the model. */
function fullOutput(said: string, twin: unknown): string {
  if (!isObject(twin)) return said;
  const streams = [textOf(twin.stdout), textOf(twin.stderr)].filter((text) => text !== null).join('\n');
  return streams.length > said.length ? streams : said;
}

/** Only shells say how a command ended: by words where it failed, by silence where it went well. */
export function exitCode(call: Pick<Call, 'name'> | undefined, said: string, isError: boolean, twin: unknown): number | null {
  if (call?.name !== 'Bash') return null;
  if (isError) {
    const code = Number(said.match(/^(?:Error: )?Exit code (\d{1,9})\b/)?.[1] ?? Number.NaN);
    return Number.isInteger(code) ? code : null;
  }
  if (!isObject(twin)) return said.startsWith('Command running in background') ? null : 0;
  const isUnknown =
    twin.interrupted === true || textOf(twin.backgroundTaskId) !== null || textOf(twin.returnCodeInterpretation) !== null;
  return isUnknown ? null : 0;
}

const withoutErrorTag = (text: string): string => text.match(/^<tool_use_error>([\s\S]*)<\/tool_use_error>\s*$/)?.[1] ?? text;

function announceSpawned(reading: Reading, call: Call, twin: JsonObject): void {
  const agent = textOf(twin.agentId);
  if (agent) announceThread(reading, safeId(agent), call);
}
