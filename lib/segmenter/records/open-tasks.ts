import { ranCheck } from '@/lib/segmenter/events/checks';
import { isEditCall } from '@/lib/segmenter/events/file-changes';
import { ships } from '@/lib/segmenter/events/git';
import { firstTasks, isBegun, isOver, tasksOf } from '@/lib/segmenter/events/tasks';
import { toolCalls } from '@/lib/segmenter/events/tool-calls';
import { isHumanPrompt } from '@/lib/segmenter/events/turn-ends';
import type { DraftClaim, SegmenterEvent } from '@/lib/segmenter/segmenter';

const MAX_TASKS = 30;
/** Calls after which a list that was not touched is out of date. */
const MAX_UNTOUCHED = 40;

/**
 * Tasks of the agent's own list that are not done at the end of the events; only tasks that these events touched, and none of a list that was left as it
 * was while a later turn worked on, or for long: what is open in it nobody knows.
 */
export function openTasks(events: readonly SegmenterEvent[]): DraftClaim[] {
  const tasks = tasksOf(events);
  if (isLeftBehind(events, Math.max(...tasks.map(({ seq }) => seq)))) return [];
  return tasks
    .filter((task) => !isOver(task))
    .slice(0, MAX_TASKS)
    .map((task) => ({ field: 'next_step', text: task.text, party: 'agent', evidence: [task.seq] }));
}

/** True if much was done after `seq`, or a turn that began after it changed files, ran checks or shipped. */
function isLeftBehind(events: readonly SegmenterEvent[], seq: number): boolean {
  if (toolCalls(events.filter((event) => event.seq > seq)).length > MAX_UNTOUCHED) return true;
  const next = events.findIndex((event) => event.seq > seq && isHumanPrompt(event));
  return next >= 0 && toolCalls(events.slice(next)).some((call) => isEditCall(call) || ranCheck(call) || ships(call));
}

/** Texts of the tasks that were in work or got done in these events, the one in work first. */
export function workedTasks(events: readonly SegmenterEvent[]): string[] {
  const before = new Set(
    firstTasks(events)
      .filter(isOver)
      .map(({ text }) => text),
  );
  const worked = tasksOf(events).filter((task) => isBegun(task) && !before.has(task.text));
  return [...worked.filter((task) => !isOver(task)), ...worked.filter(isOver)].map(({ text }) => text);
}
