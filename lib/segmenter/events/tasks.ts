import { type Call, toolCalls } from '@/lib/segmenter/events/tool-calls';
import { isListTool, isTaskUpdate } from '@/lib/segmenter/events/tool-names';
import type { SegmenterEvent } from '@/lib/segmenter/segmenter';

/** States of a task that was begun, as agents call them. */
const WORKED = /^(?:in_progress|in progress|active|completed|complete|done)$/;
/** States of a task that nothing is left of. */
const DONE = /^(?:completed|complete|done|cancelled|canceled|deleted)$/;

/** A task of the agent's own list, as the event at `seq` left it. */
export interface Task {
  text: string;
  status: string;
  seq: number;
}

/** True for a task that is done, or dropped: nothing is left of it. */
export const isOver = ({ status }: Pick<Task, 'status'>): boolean => DONE.test(status);

/** True for a task that was begun, whether or not it is done by now. */
export const isBegun = ({ status }: Pick<Task, 'status'>): boolean => WORKED.test(status);

/** The tasks as the events leave them. */
export function tasksOf(events: readonly SegmenterEvent[]): Task[] {
  const recorded = recordedTasks(events);
  return recorded.length > 0 ? recorded : listedTasks(toolCalls(events));
}

/** The first whole list of the events: what was done in it was done before. */
export function firstTasks(events: readonly SegmenterEvent[]): Task[] {
  const list = events.find(({ data }) => data?.type === 'todo' && data.is_whole === true);
  if (list) return recordedTasks([list]);
  const calls = toolCalls(events).filter((call) => isListTool(call.name));
  return listedTasks(calls.slice(0, 1));
}

/** Every task that was seen in work or done in these events, with the event that first said the furthest of it. */
export function taskProgress(events: readonly SegmenterEvent[]): { text: string; isDone: boolean; seq: number }[] {
  const seen = new Map<string, { text: string; isDone: boolean; seq: number }>();
  const recorded = events.filter(({ data }) => data?.type === 'todo');
  const states =
    recorded.length > 0
      ? recorded.map((_, i) => recordedTasks(recorded.slice(i, i + 1)))
      : toolCalls(events).map((call) => listedTasks([call]));
  for (const task of states.flat().filter(isBegun)) {
    const [{ text, seq }, isDone] = [task, isOver(task)];
    if (!seen.has(text) || (isDone && seen.get(text)?.isDone === false)) seen.set(text, { text, isDone, seq });
  }
  return [...seen.values()];
}

/** The items of a list of tasks that a call writes down whole, of a tool that may do so; none for a call without a list. */
export function listOf({ input }: Pick<Call, 'input'>): Pick<Task, 'text' | 'status'>[] {
  const list = [input.todos, input.plan, input.items].find(Array.isArray) ?? [];
  return list.flatMap((item: Record<string, unknown> | null) => {
    const text = [item?.content, item?.step, item?.description].find((value) => typeof value === 'string' && value.trim() !== '');
    return typeof text === 'string' && typeof item?.status === 'string' ? [{ text: text.trim(), status: item.status }] : [];
  });
}

/** The last list that a call wrote down. */
function listedTasks(calls: readonly Call[]): Task[] {
  const last = calls.findLast((call) => call.result !== null && !call.hasFailed && isListTool(call.name));
  return last ? listOf(last).map((item) => ({ ...item, seq: last.call.seq })) : [];
}

/** `data` of type `todo`: a whole list replaces what was known, single items change it. */
function recordedTasks(events: readonly SegmenterEvent[]): Task[] {
  const tasks = new Map<string, Task>();
  const unchanged = new Map(toolCalls(events).flatMap(unchangedTask));
  for (const event of events) {
    const { data, seq } = event;
    const known = unchanged.get(event);
    if (known && tasks.has(known.id)) tasks.set(known.id, { text: tasks.get(known.id)?.text ?? '', status: known.status, seq });
    if (data?.type !== 'todo' || !Array.isArray(data.items)) continue;
    if (data.is_whole === true) tasks.clear();
    for (const item of data.items) {
      const key = String(item?.id ?? item?.content);
      const text = typeof item?.content === 'string' ? item.content.trim() : (tasks.get(key)?.text ?? '');
      if (text && typeof item?.status === 'string') tasks.set(key, { text, status: item.status, seq });
    }
  }
  return [...tasks.values()];
}

/** An update that changed nothing because a subagent had made it before: the task has that status all the same. */
function unchangedTask({ name, input, result, hasFailed }: Call): [SegmenterEvent, { id: string; status: string }][] {
  if (!isTaskUpdate(name) || result === null || hasFailed || result.data?.type === 'todo') return [];
  return typeof input.status === 'string' ? [[result, { id: String(input.taskId), status: input.status }]] : [];
}
