import type { Reading } from '@/lib/formats/codex/reading';
import { changeSession, type State } from '@/lib/formats/codex/state';
import { type Draft, noise } from '@/lib/formats/drafts';
import { modelName, safeId } from '@/lib/formats/identity';
import { isObject, type JsonObject, objectOf, textOf } from '@/lib/formats/json';

/** The head of a rollout. A file holds another's where a session begins with a copy of one, or where rollouts were joined. */
export function readSessionMeta(reading: Reading): Draft[] {
  const { payload, state, facts } = reading;
  const id = safeId(textOf(payload.id) ?? state.session);
  const kept = [noise('session_start', null, aboutSession(payload))];
  if (id !== state.session && state.ancestors.includes(id)) {
    remember(state, originOf(payload));
    state.isCopying = true;
    state.copyingSince = state.at;
    return kept;
  }
  if (id !== state.session) changeSession(state, id, reading.line);
  const branch = textOf(objectOf(payload.git).branch);
  if (branch) facts.branch = branch.slice(0, 500);
  rememberCwd(reading, payload.cwd);
  const parent = parentOf(payload);
  const origin = originOf(payload);
  if (parent) facts.parent = parent;
  if (origin && origin !== parent) facts.predecessor = origin;
  state.isSubagent = isSubagent(payload);
  remember(state, origin);
  remember(state, parent);
  return kept;
}

/** What a turn runs with. */
export function readTurnContext(reading: Reading): Draft[] {
  const { payload, facts, state } = reading;
  const model = textOf(payload.model);
  if (model) state.model = modelName(model);
  if (model && !state.isCopying) facts.model = model;
  rememberCwd(reading, payload.cwd);
  return [
    noise('turn_context', null, {
      turn_id: textOf(payload.turn_id),
      model,
      effort: textOf(payload.effort),
      cwd: textOf(payload.cwd),
      approval_policy: textOf(payload.approval_policy),
    }),
  ];
}

function rememberCwd({ state, facts }: Reading, cwd: unknown): void {
  const folder = textOf(cwd);
  if (!folder || state.hasCwd) return;
  state.hasCwd = true;
  facts.cwd = folder; // later ones follow the agent from folder to folder
}

function remember(state: State, id: string | null): void {
  if (id && id !== state.session && !state.ancestors.includes(id)) state.ancestors.push(id);
}

function aboutSession(payload: JsonObject): JsonObject {
  const version = textOf(payload.cli_version)?.slice(0, 100);
  return { ...(version ? { agent_version: version } : {}), id: textOf(payload.id), originator: textOf(payload.originator) };
}

function originOf(payload: JsonObject): string | null {
  const id = textOf(payload.forked_from_id);
  return id && safeId(id);
}

const isSubagent = (payload: JsonObject): boolean =>
  payload.thread_source === 'subagent' || (isObject(payload.source) && 'subagent' in payload.source);

/** The session whose agent gave this one its task: named in one of several places, by version. */
function parentOf(payload: JsonObject): string | null {
  if (!isSubagent(payload) && !textOf(payload.parent_thread_id)) return null;
  const spawned = objectOf(objectOf(objectOf(payload.source).subagent).thread_spawn);
  const root = textOf(payload.session_id);
  const id =
    textOf(payload.parent_thread_id) ??
    textOf(spawned.parent_thread_id) ??
    textOf(payload.forked_from_id) ??
    (root === textOf(payload.id) ? null : root);
  return id && safeId(id);
}
