import { commitsMade } from '@/lib/segmenter/events/git';
import { taskProgress } from '@/lib/segmenter/events/tasks';
import { toldAt, toolCalls } from '@/lib/segmenter/events/tool-calls';
import { decisiveEvent, isHumanPrompt, isMain } from '@/lib/segmenter/events/turn-ends';
import type { SegmenterEvent } from '@/lib/segmenter/segmenter';
import { clipped } from '@/lib/segmenter/text/words';

const MAX_PROMPTS = 20;
const MAX_TASKS = 60;
const MAX_COMMITS = 30;
const MAX_CHARS = 600;

/** What of a segment tells that it takes up something earlier: kept with its facts, so that links are found without its events. */
export interface LinkSignals {
  /** What people wrote in it, in order; the one that opens it came before anything else was said or done. */
  prompts: { seq: number; text: string; isOpening: boolean }[];
  /** Tasks of the agent's list that were in work or done in it. */
  tasks: { seq: number; text: string; isDone: boolean }[];
  /** Subjects of the commits that it made. */
  commits: { seq: number; text: string }[];
}

/** The signals of no events. */
export const NO_SIGNALS: LinkSignals = { prompts: [], tasks: [], commits: [] };

/** The signals of a segment's events. */
export function linkSignals(events: readonly SegmenterEvent[]): LinkSignals {
  const main = events.filter((event) => isMain(event) && !event.isNoise);
  const prompts = main.filter((event) => isHumanPrompt(event) && event.text?.trim()).slice(0, MAX_PROMPTS);
  const [first] = prompts;
  const opening = first && decisiveEvent(main.slice(0, main.indexOf(first))) === undefined ? first.seq : null;
  const commits = toolCalls(events).flatMap((call) =>
    commitsMade(call).map(({ subject }) => ({ seq: toldAt(call), text: clipped(subject, MAX_CHARS) })),
  );
  return {
    prompts: prompts.map(({ seq, text }) => ({ seq, text: clipped(text?.trim() ?? '', MAX_CHARS), isOpening: seq === opening })),
    tasks: taskProgress(main)
      .slice(0, MAX_TASKS)
      .map((task) => ({ ...task, text: clipped(task.text, MAX_CHARS) })),
    commits: commits.slice(-MAX_COMMITS),
  };
}
