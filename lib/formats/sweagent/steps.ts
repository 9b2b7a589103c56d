import { contentText } from '@/lib/formats/content';
import { type Draft, noise, note } from '@/lib/formats/drafts';
import type { ParseOptions, SessionFacts } from '@/lib/formats/format';
import { patchData, patchesOf } from '@/lib/formats/hunks';
import { isObject, type JsonObject, numberOf, objectOf, readValues, textOf } from '@/lib/formats/json';
import { type ReadRecord, type RecordState, startRecords, titleOf } from '@/lib/formats/records';
import { callOf, editedLines } from '@/lib/formats/sweagent/actions';
import { type CallState, tokens, toolCall, toolResult, usageOf } from '@/lib/formats/tools';

/** Plain JSON. */
export interface State extends RecordState, CallState {
  hasPlace: boolean;
  /** Messages that come before the task. */
  task: string | null;
}

/** The task is the last thing that the model was told before its first step. */
export function startState(options: ParseOptions, sample: readonly unknown[]): State {
  const records = sample.filter(isObject).filter(({ sweagent }) => textOf(sweagent) !== null);
  const task = records.findLast(({ sweagent, message }) => sweagent === 'told' && objectOf(message).role === 'user');
  return {
    ...startRecords(textOf(records[0]?.session), options, sample),
    calls: [],
    hasPlace: false,
    task: textOf(task?.key),
  };
}

export function readRecord(state: State, record: JsonObject): ReadRecord {
  const key = textOf(record.key);
  if (record.sweagent === 'told') return { ...readTold(state, key, record.message), id: key };
  if (record.sweagent === 'step') return { ...readStep(state, key, objectOf(record.step)), id: key };
  if (record.sweagent === 'run') return { ...readRun(record), id: key };
  return { drafts: [] };
}

/** What stands before the issue in SWE-agent's own templates, the more particular ones first. */
const ISSUE_HEADS = [/^ISSUE:/m, '<pr_description>', "Here's the issue text:", 'following PR description:'];

/** Nobody typed the task: a program put an issue into a template. */
function readTold(state: State, key: string | null, message: unknown): ReadRecord {
  const { role, content } = objectOf(message);
  const text = contentText(content);
  if (text === null) return { drafts: [] };
  if (key === null || key !== state.task) return { drafts: [noise(role === 'system' ? 'system_prompt' : 'demonstration', text)] };
  const issue = ISSUE_HEADS.map((head) => text.split(head)[1]?.trim()).find((body) => body);
  return { drafts: [{ actor: 'system', kind: 'prompt', text }], facts: titleOf(state, issue ?? text) };
}

function readStep(state: State, key: string | null, step: JsonObject): ReadRecord {
  const thought = textOf(step.thought)?.trim() || (textOf(step.action)?.trim() ? null : textOf(step.response)?.trim());
  const place = placeOf(step.state);
  const facts = placeFacts(state, place);
  const action = textOf(step.action)?.trim();
  const drafts: Draft[] = thought ? [saidOf(thought)] : [];
  if (!action)
    return { drafts: [...drafts, ...(textOf(step.observation) ? [note('observation', textOf(step.observation))] : [])], facts };
  const output = typeof step.observation === 'string' ? step.observation : contentText(step.observation);
  const file = place.open_file === 'n/a' ? null : textOf(place.open_file);
  const call = toolCall(state, { id: key, ...callOf(action, file) });
  const isError = output !== null && FAILED.test(output);
  const patch = isError ? null : editedLines(action, file);
  const result = toolResult(state, { id: key, output, isError, data: { ...timing(step), ...(patch ? { patch } : {}) } });
  return { drafts: [...drafts, call, result], facts };
}

/** What SWE-agent itself says of a command that it did not let through or did not wait for. */
const FAILED =
  /^(Your proposed edit has introduced new syntax error|Your edit was not applied|EXECUTION TIMED OUT|The command '[\s\S]{0,2000}' was cancelled because it took more than)/;

const saidOf = (text: string): Draft =>
  /^Exit due to /.test(text)
    ? { actor: 'system', kind: 'error', text, data: { type: 'exit' } }
    : { actor: 'agent', kind: 'message', text };

function timing(step: JsonObject): JsonObject {
  const seconds = numberOf(step.execution_time);
  return seconds === null ? {} : { duration_ms: Math.round(seconds * 1000) };
}

/** Older versions have the state as JSON text. */
function placeOf(state: unknown): JsonObject {
  return isObject(state) ? state : typeof state === 'string' ? objectOf(readValues(state).values[0]?.value) : {};
}

function placeFacts(state: State, place: JsonObject): SessionFacts {
  const cwd = textOf(place.working_dir);
  if (!cwd || state.hasPlace) return {};
  state.hasPlace = true;
  return { cwd };
}

/** How the run ended, what it handed in, and what all of it cost: a run that goes on has not ended. */
function readRun(record: JsonObject): ReadRecord {
  const info = objectOf(record.info);
  const stats = objectOf(info.model_stats);
  const status = textOf(info.exit_status);
  const submission = textOf(info.submission)?.replace(/\r\n/g, '\n') ?? '';
  const model = textOf(objectOf(objectOf(objectOf(configOf(record.replay_config)).agent).model).name);
  const facts = model ? { facts: { model } } : {};
  if (!status) return { drafts: [noise('run', textOf(record.environment))], ...facts };
  const cost = numberOf(stats.instance_cost);
  const usage = usageOf({
    input: tokens(stats.tokens_sent) || null,
    output: tokens(stats.tokens_received) || null,
    cost_usd: cost !== null && cost > 0 ? cost : null,
  });
  const about = { status, ...patchData(patchesIn(submission)) };
  const end: Draft = {
    ...note('session_end', submission.trim() ? `${status}\n${submission.trim()}` : status, about),
    ...(usage ? { usage } : {}),
  };
  const failure: Draft[] = /^submitted/.test(status)
    ? []
    : [{ actor: 'system', kind: 'error', text: `The run ended: ${status}`, data: { type: 'exit' } }];
  return { drafts: [...failure, end], ...facts };
}

const configOf = (config: unknown): unknown => (typeof config === 'string' ? readValues(config).values[0]?.value : config);

/** Files of one patch that are kept beside it. */
const MAX_FILES = 100;

function patchesIn(diff: string): JsonObject[] {
  const files = diff.split(/^(?=diff --git )/m).filter((file) => file.startsWith('diff --git '));
  return files.slice(0, MAX_FILES).flatMap((file) => {
    const path = file.match(/^\+\+\+ b\/(.+)$/m)?.[1] ?? file.match(/^diff --git a\/.+ b\/(.+)$/m)?.[1];
    const isNew = /^new file mode /m.test(file) ? { is_new: true } : {};
    return path ? patchesOf({ [path]: { type: 'update', unified_diff: file } }).map((patch) => ({ ...patch, ...isNew })) : [];
  });
}
