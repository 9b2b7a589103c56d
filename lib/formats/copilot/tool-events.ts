import { type Read, steering } from '@/lib/formats/copilot/reading';
import type { State } from '@/lib/formats/copilot/state';
import { noise, note } from '@/lib/formats/drafts';
import { hunksOf, readHunks } from '@/lib/formats/hunks';
import { safeId, storable } from '@/lib/formats/identity';
import { type JsonObject, objectOf, textOf } from '@/lib/formats/json';
import { recall, remember, rememberLong } from '@/lib/formats/memory';
import { toolCall, toolResult } from '@/lib/formats/tools';

const ABOUT_CHARS = 1000;

/** Keeps of a call what its result will need. */
export function rememberCall(state: State, id: string | null, input: unknown): void {
  const asked = objectOf(input);
  const about = textOf(asked.path) ?? textOf(asked.question) ?? (textOf(asked.agent_type) ? textOf(asked.description) : null);
  if (id && about) rememberLong(state.about, [safeId(id), storable(about.slice(0, ABOUT_CHARS))]);
}

/** A call begins to run; mostly the message before asked for it. */
export function readStart(state: State, data: JsonObject): Read {
  const id = textOf(data.toolCallId);
  const isKnown = id !== null && recall(state.calls, safeId(id)) !== undefined;
  if (isKnown) return { drafts: [noise('tool_start', null, { call_id: safeId(id) })] };
  rememberCall(state, id, data.arguments);
  return { drafts: [toolCall(state, { id, name: textOf(data.toolName), input: data.arguments })] };
}

/** A command that the person ran beside the conversation. */
export function readUserCall(state: State, data: JsonObject): Read {
  const id = textOf(data.toolCallId);
  if (id) remember(state.own, safeId(id));
  const command = textOf(objectOf(data.arguments).command) ?? '';
  const about = { type: 'shell_command', name: '!', args: command };
  return { drafts: [{ actor: 'human', kind: 'command', text: `!${command}`, data: about }] };
}

export function readResult(state: State, data: JsonObject): Read {
  const id = textOf(data.toolCallId);
  const callId = id && safeId(id);
  const result = objectOf(data.result);
  const error = objectOf(data.error);
  const output = textOf(result.content) ?? textOf(error.message);
  const exitCode = exitCodeIn(output ?? '');
  const isError = data.success === false || (exitCode ?? 0) !== 0;
  if (data.isUserRequested === true || (callId && state.own.includes(callId)))
    return { drafts: [note('command_output', output, { exit_code: exitCode })] };
  const name = callId && recall(state.calls, callId);
  const about = (callId && recall(state.about, callId)) || null;
  const facts = isError ? {} : resultFacts({ name, about, output: output ?? '', detail: textOf(result.detailedContent) });
  const rejected = error.code === 'rejected' ? { rejected: true } : {};
  return { drafts: [toolResult(state, { id, output, isError, exitCode, data: { ...facts, ...rejected } })] };
}

/** How a command ended stands under what it wrote. */
function exitCodeIn(output: string): number | null {
  const code = output.match(/<(?:shellId: \S+ completed|command with id: \S+ exited|exited) with exit code (\d{1,9})>\s*$/)?.[1];
  return code === undefined ? null : Number(code);
}

interface Came {
  name: string | null | undefined;
  about: string | null;
  output: string;
  detail: string | null;
}

/** The patch of an edit, or the answer to a question. */
function resultFacts({ name, about, output, detail }: Came): JsonObject {
  if (name === 'ask_user') {
    const answer = output.match(/^User (?:responded|selected): ([\s\S]*)$/)?.[1]?.trim();
    return about && answer ? { type: 'answers', answers: { [about]: answer }, questions: [{ question: about }] } : {};
  }
  if (!about || !detail?.includes('\n@@ ')) return {};
  const patch = readHunks(hunksOf(detail));
  if (patch.added === 0 && patch.removed === 0) return {}; // a file that was read is told like one that was changed
  return { patch: { path: about, ...(detail.includes('\n--- a/dev/null') ? { is_new: true } : {}), ...patch } };
}

/** Leave that the agent asks for; what a person says to it when saying no. */
export function readPermission(_state: State, data: JsonObject): Read {
  const asked = objectOf(data.permissionRequest);
  const answer = objectOf(data.result);
  const call = textOf(data.toolCallId) ?? textOf(asked.toolCallId);
  const text = textOf(answer.kind) ?? textOf(asked.fullCommandText) ?? textOf(asked.intention);
  const comment = textOf(answer.feedback);
  const callId = call && safeId(call);
  return { drafts: [noise('permission', text, { call_id: callId }), ...(comment ? [steering(comment, callId)] : [])] };
}
