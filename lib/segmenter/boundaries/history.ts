import type { Candidate } from '@/lib/segmenter/boundaries/candidates';
import type { Visible } from '@/lib/segmenter/boundaries/visible';
import { listOf } from '@/lib/segmenter/events/tasks';
import { isTaskCreation } from '@/lib/segmenter/events/tool-names';

/** What is known of a turn: the things from its prompt to the next one. */
export interface Turn {
  start: number;
  end: number;
  length: number;
  work: number;
  /** Turns before it, without a gap, in which nothing was built or shipped. */
  quiet: number;
}

/** The turns in order, one for each candidate with a prompt. */
export function turnsOf(seen: readonly Visible[], candidates: readonly Candidate[]): Turn[] {
  const starts = candidates.filter((candidate) => candidate.prompt >= 0).map((candidate) => candidate.at);
  const turns: Turn[] = [];
  let quiet = 0;
  for (const [i, start] of starts.entries()) {
    const end = starts[i + 1] ?? seen.length;
    let [length, work, shipped] = [0, 0, 0];
    for (const each of seen.slice(start, end)) {
      length += each.weight;
      if (each.isBuilding || each.family === 'spawn') work += 1;
      if (each.family === 'ship') shipped += 1;
    }
    turns.push({ start, end, length, work, quiet });
    quiet = work > 0 || shipped > 0 ? 0 : quiet + 1;
  }
  return turns;
}

/** Running counts, so that every question about the past is one look-up. */
export interface History {
  /** Index of the last edit before each thing, or -1. */
  lastEdit: number[];
  /** Edits since the last check before each thing. */
  unchecked: number[];
  /** Commits, pushes and pull requests before each thing. */
  shipped: number[];
  /** Index of the last task that was created before each thing, or -1. */
  lastCreated: number[];
  /** Index of the last check before each thing, or -1. */
  lastCheck: number[];
  /** Index of the last whole list of tasks before each thing, or -1. */
  lastList: number[];
}

/** What came before each thing, by its index. */
export function historyOf(seen: readonly Visible[]): History {
  const history: History = { lastEdit: [], unchecked: [], shipped: [], lastCreated: [], lastCheck: [], lastList: [] };
  let [lastEdit, unchecked, shipped, lastCreated, lastCheck, lastList] = [-1, 0, 0, -1, -1, -1];
  for (const [i, each] of seen.entries()) {
    const { family, call } = each;
    history.lastEdit.push(lastEdit);
    history.unchecked.push(unchecked);
    history.shipped.push(shipped);
    history.lastCreated.push(lastCreated);
    history.lastCheck.push(lastCheck);
    history.lastList.push(lastList);
    if (each.isBuilding) [lastEdit, unchecked] = [i, unchecked + 1];
    if (family === 'check') [lastCheck, unchecked] = [i, 0];
    if (family === 'ship') shipped += 1;
    if (call && isTaskCreation(call.name)) lastCreated = i;
    if (call && family === 'plan' && listOf(call).length > 0) lastList = i;
  }
  return history;
}
