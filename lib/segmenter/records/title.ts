import { bareSubject, commitsMade, isInPlace } from '@/lib/segmenter/events/git';
import { isHostCommand } from '@/lib/segmenter/events/host-commands';
import { approvedPlans } from '@/lib/segmenter/events/plans';
import { type Call, toolCalls } from '@/lib/segmenter/events/tool-calls';
import { decisionsOf } from '@/lib/segmenter/records/decisions';
import { workedTasks } from '@/lib/segmenter/records/open-tasks';
import { directiveTitle } from '@/lib/segmenter/records/order-title';
import { phaseTitle } from '@/lib/segmenter/records/phase-title';
import { quotedTitle } from '@/lib/segmenter/records/quoted-title';
import type { SegmenterEvent } from '@/lib/segmenter/segmenter';
import { isApproval } from '@/lib/segmenter/text/approval';
import { clipped, contentWords } from '@/lib/segmenter/text/words';

const MAX_CHARS = 100;

/**
 * What a segment is called: the first of these that applies.
 * 1. the heading of a plan that was approved or handed over; 2. the subject of its commit, of several the one closest to the ask; 3. without a prompt, the
 * task it worked on; 4. the sentence of the ask that gives an order; 5. the ask in quotes; 6. without any of these, what was done, as a template.
 */
export function titleOf(
  main: readonly SegmenterEvent[],
  { prompt, isLast }: { prompt: SegmenterEvent | null; isLast: boolean },
): string {
  const calls = toolCalls(main);
  const ask = prompt?.text ?? '';
  const said = () => (isIdle(ask) ? (pickTitle(main) ?? taskTitle(main)) : askTitle(ask));
  const title = planTitle(main) ?? commitTitle(calls, ask) ?? said() ?? commandTitle(main);
  if (title !== null) return title;
  const phase = phaseTitle(calls);
  return (phase && short(phase)) ?? quotedTitle(ask) ?? (isLast ? 'In progress' : 'Work without a prompt');
}

const short = (title: string) => clipped(title.replace(/\s+/g, ' ').trim(), MAX_CHARS);

function planTitle(main: readonly SegmenterEvent[]): string | null {
  const heading = approvedPlans(main).findLast((plan) => plan.heading !== null)?.heading;
  return heading ? short(heading) : null;
}

/** One commit names the segment; of several the first, if nothing was asked, else only one that shares words with the ask. */
function commitTitle(calls: readonly Call[], ask: string): string | null {
  const subjects = calls
    .filter(isInPlace)
    .flatMap(commitsMade)
    .map(({ subject }) => bareSubject(subject))
    .filter((subject) => subject !== null);
  const different = [...new Set(subjects)];
  const [first, ...others] = different;
  if (!first) return null;
  if (others.length === 0) return short(first);
  if (isIdle(ask)) return `${short(first)} (+${others.length} ${others.length === 1 ? 'commit' : 'commits'})`;
  const asked = new Set(contentWords(ask));
  const shared = (subject: string) => contentWords(subject).filter((word) => asked.has(word)).length;
  const best = different.reduce((a, b) => (shared(b) > shared(a) ? b : a));
  return shared(best) > 0 ? short(best) : null;
}

const askTitle = (ask: string) => directiveTitle(ask) ?? quotedTitle(ask);

/** The option that a person chose, where nothing else was said. */
function pickTitle(main: readonly SegmenterEvent[]): string | null {
  const choice = decisionsOf(main)
    .find(({ text }) => /^Chose \w: /.test(text))
    ?.text.replace(/^Chose \w: /, '');
  return choice ? short(choice) : null;
}

/** The task that was in work, and how many others were. */
function taskTitle(main: readonly SegmenterEvent[]): string | null {
  const tasks = workedTasks(main);
  const [first] = tasks;
  if (!first) return null;
  const others = tasks.length - 1;
  return `${short(first)}${others > 0 ? ` (+${others} ${others === 1 ? 'task' : 'tasks'})` : ''}`;
}

function commandTitle(main: readonly SegmenterEvent[]): string | null {
  const command = main.find(
    ({ kind, actor, text }) => kind === 'command' && actor === 'human' && text?.trim() && !isHostCommand(text),
  );
  return command?.text ? quotedTitle(command.text) : null;
}

/** The prompt that a segment is about: the first that does more than let the agent go on. */
export const mainPrompt = (prompts: readonly SegmenterEvent[]): SegmenterEvent | null =>
  prompts.find((event) => !isIdle(event.text ?? '')) ?? prompts.find((event) => event.text?.trim()) ?? null;

/** True for words that ask for nothing of their own: a consent, a stray key. */
const isIdle = (ask: string) => isApproval(ask) || !/\p{L}\p{L}|\p{Lo}/u.test(ask);
