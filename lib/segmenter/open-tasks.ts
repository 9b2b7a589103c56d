import type { DraftClaim, SegmenterEvent } from '@/lib/segmenter/segmenter';
import { type Call, toolCalls } from '@/lib/segmenter/tool-calls';

const MAX_TASKS = 30;
const WORKED = /^(?:in_progress|in progress|active|completed|complete|done)$/;
const LISTS = /^(?:todo_?write|write_todos|update_plan)$/i;
const DONE = /^(?:completed|complete|done|cancelled|canceled|deleted)$/;

interface Task {
  text: string;
  status: string;
  seq: number;
}

/** Tasks of the agent's own list that are not done at the end of the events; only tasks that these events touched. */
export function openTasks(events: readonly SegmenterEvent[]): DraftClaim[] {
  return tasksOf(events)
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
  for (const { data, seq } of events) {
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
