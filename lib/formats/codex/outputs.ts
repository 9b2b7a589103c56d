import { callNamed, toolNames } from '@/lib/formats/codex/calls';
import { parseOutput } from '@/lib/formats/codex/output-text';
import type { Reading } from '@/lib/formats/codex/reading';
import type { Call, Ending, Process, State } from '@/lib/formats/codex/state';
import type { Draft } from '@/lib/formats/drafts';
import { patchData } from '@/lib/formats/hunks';
import { safeId, storable } from '@/lib/formats/identity';
import { type JsonObject, objectOf, readValues, textOf } from '@/lib/formats/json';
import { remember } from '@/lib/formats/memory';

/** How much of what a running command wrote is kept until it ends. */
const TAIL_CHARS = 4000;
const MAX_PROCESSES = 50;

export function readOutput(reading: Reading): Draft[] {
  const { payload, state } = reading;
  const id = textOf(payload.call_id);
  const callId = id === null ? null : safeId(id);
  const call = callNamed(state, callId);
  const ending = takeEnding(state, callId);
  const output = parseOutput(payload.output);
  const process = call?.process ? state.processes.find((each) => each.id === call.process) : undefined;
  const exitCode = output.exitCode ?? ending?.exitCode ?? null;
  const isError = output.isError || ending?.isError === true || (exitCode !== null && exitCode !== 0);
  const tool = { name: call?.name ?? null, call_id: callId, output: output.text };
  if (process) return readProcess(state, process, { tool, output, exitCode, isError });
  if (call && output.process !== null)
    remember(state.processes, { id: output.process, call: call.id, name: call.name, tail: tailOf(output.text) }, MAX_PROCESSES);
  const data = {
    ...(isError ? {} : resultData(call, ending, output.text)),
    ...output.data,
  };
  if (call) call.patches = null; // large, and told now
  const result: Draft = { actor: 'tool', kind: 'tool_result', tool: { ...tool, is_error: isError, exit_code: exitCode } };
  return [Object.keys(data).length > 0 ? { ...result, data } : result];
}

interface Told {
  tool: { name: string | null; call_id: string | null; output: string };
  output: ReturnType<typeof parseOutput>;
  exitCode: number | null;
  isError: boolean;
}

/** A look at a running command; when that has ended, its own call gets the result it had not. */
function readProcess(state: State, process: Process, { tool, output, exitCode, isError }: Told): Draft[] {
  process.tail = tailOf(process.tail + output.text);
  const look: Draft = {
    actor: 'tool',
    kind: 'tool_result',
    tool: { ...tool, is_error: exitCode === null && isError, exit_code: null },
    data: { process_call_id: process.call, ...output.data },
  };
  if (exitCode === null) return [look];
  state.processes = state.processes.filter((each) => each !== process);
  const ended = {
    name: process.name,
    call_id: process.call,
    output: process.tail,
    is_error: exitCode !== 0,
    exit_code: exitCode,
  };
  return [look, { actor: 'tool', kind: 'tool_result', tool: ended, data: { ended_by_call_id: tool.call_id }, isNoise: true }];
}

const tailOf = (text: string): string => storable(text.slice(-TAIL_CHARS));

/** What an event told of the call, once. */
function takeEnding(state: State, callId: string | null): Ending | null {
  const at = state.endings.findIndex(([id]) => id === callId);
  return at < 0 ? null : (state.endings.splice(at, 1)[0]?.[1] ?? null);
}

function resultData(call: Call | undefined, ending: Ending | null, text: string): JsonObject {
  if (call?.items) return { type: 'todo', items: call.items, is_whole: true };
  if (call?.questions) return answersOf(call.questions, text);
  if (call?.name === 'spawn_agent') return agentOf(text);
  return patchData(ending?.patches ?? call?.patches ?? []);
}

/** Answers are told by the ids of their questions; here each stands beside the question's words. */
function answersOf(questions: [string, string][], text: string): JsonObject {
  const answers = objectOf(objectOf(readValues(text).values[0]?.value).answers);
  const told = questions.flatMap(([id, question]) => {
    const answer = objectOf(answers[id]).answers ?? answers[id];
    const words = (Array.isArray(answer) ? answer : [answer]).filter((each) => typeof each === 'string');
    return words.length > 0 ? [[question, words.map((word) => word.replace(/^user_note: /, '')).join(', ')]] : [];
  });
  if (told.length === 0) return {};
  return { type: 'answers', answers: Object.fromEntries(told), questions: questions.map(([, question]) => ({ question })) };
}

function agentOf(text: string): JsonObject {
  const said = objectOf(readValues(text).values[0]?.value);
  const agent = textOf(said.agent_id) ?? textOf(said.thread_id);
  return agent ? { agent } : {};
}

export function readToolSearchOutput(reading: Reading): Draft[] {
  const id = textOf(reading.payload.call_id);
  const output = toolNames(reading.payload.tools);
  const tool = { name: 'tool_search', call_id: id && safeId(id), output, is_error: false };
  return [{ actor: 'tool', kind: 'tool_result', tool }];
}
