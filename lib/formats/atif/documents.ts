import { isObject, type JsonObject, listOf, objectOf, textOf } from '@/lib/formats/json';

/** What a trajectory begins with; everything else is known at its end. */
const HEAD = ['schema_version', 'session_id', 'trajectory_id', 'agent'];

/** The records of a trajectory: its head, each step and what came of it, the steps of its subagents, and its end. */
export function takeApart(document: unknown, isWhole: boolean): JsonObject[] | null {
  if (!isObject(document) || !textOf(document.schema_version)?.startsWith('ATIF-')) return null;
  if (!isWhole && !(isObject(document.agent) && nameOf(document) && Array.isArray(document.steps))) return [];
  const end = endOf(document);
  return [
    { atif: 'head', key: keyIn(document, 'head'), ...pick(document, (key) => HEAD.includes(key)) },
    ...stepRecords(document, isWhole, {}),
    ...subagentRecords(document, isWhole),
    ...(isWhole && Object.keys(end).length > 0 ? [{ atif: 'end', key: keyIn(document, 'end'), ...end }] : []),
  ];
}

const nameOf = (trajectory: JsonObject): string | null => textOf(trajectory.trajectory_id) ?? textOf(trajectory.session_id);

/** A session may have several trajectories, whose steps are numbered alike. */
function keyIn(trajectory: JsonObject, key: string): string {
  const id = textOf(trajectory.trajectory_id);
  return id ? `${id}:${key}` : key;
}

const endOf = (trajectory: JsonObject): JsonObject =>
  pick(trajectory, (key) => !HEAD.includes(key) && key !== 'steps' && key !== 'subagent_trajectories');

function stepRecords(trajectory: JsonObject, isWhole: boolean, thread: JsonObject): JsonObject[] {
  const steps = listOf(trajectory.steps);
  const isCut = !isWhole && Object.keys(trajectory).at(-1) === 'steps';
  return (isCut ? steps.slice(0, -1) : steps).flatMap((step, at) => {
    const { observation, ...said } = objectOf(step);
    const key = keyIn(
      trajectory,
      textOf(thread.thread) && !textOf(trajectory.trajectory_id) ? `${thread.thread}:${at + 1}` : `step.${at + 1}`,
    );
    const record = { atif: 'step', key, ...thread, step: isObject(step) ? said : step };
    return isObject(observation)
      ? [record, { atif: 'result', key: `${key}:result`, ...thread, ...onlyCall(said), observation }]
      : [record];
  });
}

/** A result that names no call can only be that of the one call of its step. */
function onlyCall(step: JsonObject): JsonObject {
  const [call, ...others] = listOf(step.tool_calls);
  const id = others.length === 0 ? textOf(objectOf(call).tool_call_id) : null;
  return id ? { call: id } : {};
}

/** Subagents stand in the trajectory of the agent that spawned them, and theirs in them. */
function subagentRecords(trajectory: JsonObject, isWhole: boolean, place = 'subagent'): JsonObject[] {
  const all = listOf(trajectory.subagent_trajectories);
  return all.flatMap((value, at) => {
    const subagent = objectOf(value);
    const isOver = isWhole || at < all.length - 1;
    if (!isOver && (!nameOf(subagent) || !isObject(subagent.agent))) return [];
    const thread = nameOf(subagent) ?? `${place}.${at + 1}`;
    const label = textOf(objectOf(subagent.agent).name);
    return [
      ...stepRecords(subagent, isOver, { thread, ...(label ? { label } : {}) }),
      ...subagentRecords(subagent, isOver, `${place}.${at + 1}`),
    ];
  });
}

const pick = (from: JsonObject, isWanted: (key: string) => boolean): JsonObject =>
  Object.fromEntries(Object.entries(from).filter(([key]) => isWanted(key)));
