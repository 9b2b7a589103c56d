import { ranCheck } from '@/lib/segmenter/events/checks';
import { isEditCall } from '@/lib/segmenter/events/file-changes';
import { ships } from '@/lib/segmenter/events/git';
import { type Call, toolCalls } from '@/lib/segmenter/events/tool-calls';
import { isHumanPrompt } from '@/lib/segmenter/events/turn-ends';
import type { DraftClaim, SegmenterEvent } from '@/lib/segmenter/segmenter';

const MAX_TASKS = 30;
/** Calls after which a list that was not touched is out of date. */
const MAX_UNTOUCHED = 40;
const WORKED = /^(?:in_progress|in progress|active|completed|complete|done)$/;
const LISTS = /^(?:todo_?write|write_todos|update_plan)$/i;
const DONE = /^(?:completed|complete|done|cancelled|canceled|deleted)$/;

interface Task {
  text: string;
  status: string;
  seq: number;
}

/**
 * Tasks of the agent's own list that are not done at the end of the events; only tasks that these events touched, and none of a list that was left as it
 * was while a later turn worked on, or for long: what is open in it nobody knows.
 */
export function openTasks(events: readonly SegmenterEvent[]): DraftClaim[] {
  const tasks = tasksOf(events);
  if (isLeftBehind(events, Math.max(...tasks.map(({ seq }) => seq)))) return [];
  return tasks
    .filter((task) => !DONE.test(task.status))
    .slice(0, MAX_TASKS)
    .map((task) => ({ field: 'next_step', text: task.text, party: 'agent', evidence: [task.seq] }));
}

/** Texts of the tasks that were in work or got done in these events, the one in work first. */
export function workedTasks(events: readonly SegmenterEvent[]): string[] {
  const before = new Set<string>();
  for (const task of firstSeen(events)) if (DONE.test(task.status)) before.add(task.text);
  const worked = tasksOf(events).filter((task) => WORKED.test(task.status) && !before.has(task.text));
  return [...worked.filter((task) => !DONE.test(task.status)), ...worked.filter((task) => DONE.test(task.status))].map(
    ({ text }) => text,
  );
}

/** True if much was done after `seq`, or a turn that began after it changed files, ran checks or shipped. */
function isLeftBehind(events: readonly SegmenterEvent[], seq: number): boolean {
  if (toolCalls(events.filter((event) => event.seq > seq)).length > MAX_UNTOUCHED) return true;
  const next = events.findIndex((event) => event.seq > seq && isHumanPrompt(event));
  return next >= 0 && toolCalls(events.slice(next)).some((call) => isEditCall(call) || ranCheck(call) || ships(call));
}

/** Every task that was seen in work or done in these events, with the event that first said the furthest of it. */
export function taskProgress(events: readonly SegmenterEvent[]): { text: string; isDone: boolean; seq: number }[] {
  const seen = new Map<string, { text: string; isDone: boolean; seq: number }>();
  const recorded = events.filter(({ data }) => data?.type === 'todo');
  const states =
    recorded.length > 0
      ? recorded.map((_, i) => recordedTasks(recorded.slice(i, i + 1)))
      : toolCalls(events)
          .filter((call) => LISTS.test(call.name))
          .map((call) => listedTasks([call]));
  for (const { text, status, seq } of states.flat().filter((task) => WORKED.test(task.status))) {
    const isDone = DONE.test(status);
    if (!seen.has(text) || (isDone && seen.get(text)?.isDone === false)) seen.set(text, { text, isDone, seq });
  }
  return [...seen.values()];
}

function tasksOf(events: readonly SegmenterEvent[]): Task[] {
  const recorded = recordedTasks(events);
  return recorded.length > 0 ? recorded : listedTasks(toolCalls(events));
}

/** The first whole list of the events: what was done in it was done before. */
function firstSeen(events: readonly SegmenterEvent[]): Task[] {
  const list = events.find(({ data }) => data?.type === 'todo' && data.is_whole === true);
  if (list) return recordedTasks([list]);
  const calls = toolCalls(events).filter((call) => LISTS.test(call.name));
  return listedTasks(calls.slice(0, 1));
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
  if (!/^taskupdate$/i.test(name) || result === null || hasFailed || result.data?.type === 'todo') return [];
  return typeof input.status === 'string' ? [[result, { id: String(input.taskId), status: input.status }]] : [];
}

/** The last list that a call wrote down. */
function listedTasks(calls: readonly Call[]): Task[] {
  const last = calls.findLast((call) => call.result !== null && !call.hasFailed && LISTS.test(call.name));
  if (!last) return [];
  const items = [last.input.todos, last.input.plan, last.input.items].find(Array.isArray) ?? [];
  return items.flatMap((item: Record<string, unknown> | null) => {
    const text = [item?.content, item?.step, item?.description].find((value) => typeof value === 'string' && value.trim() !== '');
    return typeof text === 'string' && typeof item?.status === 'string'
      ? [{ text: text.trim(), status: item.status, seq: last.call.seq }]
      : [];
  });
}
