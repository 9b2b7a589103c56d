import { isApproval } from '@/lib/segmenter/approval';
import { ranCheck } from '@/lib/segmenter/checks';
import { decisionsOf } from '@/lib/segmenter/decisions';
import { directiveTitle } from '@/lib/segmenter/directive';
import { fileChanges } from '@/lib/segmenter/file-changes';
import { bareSubject, commitsMade, hasPushed, isInPlace, pullRequestOf } from '@/lib/segmenter/git';
import { workedTasks } from '@/lib/segmenter/open-tasks';
import { approvedPlans } from '@/lib/segmenter/plan';
import { clipped, quotedTitle } from '@/lib/segmenter/quoted-title';
import type { SegmenterEvent } from '@/lib/segmenter/segmenter';
import { type Call, toolCalls } from '@/lib/segmenter/tool-calls';
import { contentWords } from '@/lib/segmenter/words';

const MAX_CHARS = 100;
const WAITS = /^(?:wait|wait_agent|write_stdin|taskoutput|bashoutput|agentoutputtool|sleep|monitor)$/i;
const SPAWNS = /^(?:task|agent|spawn_agent|delegate_task|dispatch_agent)$/i;

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
  const said = ask === '' || isApproval(ask) ? (pickTitle(main) ?? taskTitle(main)) : askTitle(ask);
  const title = planTitle(main) ?? commitTitle(calls, ask) ?? said ?? commandTitle(main);
  return title ?? phaseTitle(calls) ?? quotedTitle(ask) ?? (isLast ? 'In progress' : 'Work without a prompt');
}

const short = (title: string) => clipped(title.replace(/\s+/g, ' ').trim(), MAX_CHARS);

function planTitle(main: readonly SegmenterEvent[]): string | null {
  const heading = approvedPlans(main).findLast((plan) => plan.heading !== null)?.heading;
  return heading ? short(heading) : null;
}

/** One commit names the segment; of several, only one that shares words with the ask. */
function commitTitle(calls: readonly Call[], ask: string): string | null {
  const subjects = calls
    .filter(isInPlace)
    .flatMap(commitsMade)
    .map(({ subject }) => bareSubject(subject))
    .filter((subject) => subject !== null);
  const different = [...new Set(subjects)];
  if (different.length <= 1) return different[0] ? short(different[0]) : null;
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
  const command = main.find((event) => event.kind === 'command' && event.actor === 'human' && event.text);
  return command?.text ? quotedTitle(command.text) : null;
}

const PHASES = ['Implementation', 'Delegation', 'Verification', 'Commit and publish', 'Investigation', 'Waiting'] as const;

/** What was mostly done, for a segment without words of a person: never free text. */
function phaseTitle(calls: readonly Call[]): string | null {
  const points: Record<(typeof PHASES)[number], number> = {
    Implementation: 0,
    Delegation: 0,
    Verification: 0,
    'Commit and publish': 0,
    Investigation: 0,
    Waiting: 0,
  };
  for (const call of calls) {
    if (fileChanges(call).length > 0) points.Implementation += 3;
    else if (SPAWNS.test(call.name)) points.Delegation += 4;
    else if (commitsMade(call).length > 0 || hasPushed(call) || pullRequestOf(call)) points['Commit and publish'] += 1.2;
    else if (ranCheck(call)) points.Verification += 1.5;
    else if (WAITS.test(call.name)) points.Waiting += 0.3;
    else points.Investigation += 0.5;
  }
  const phase = PHASES.reduce((a, b) => (points[b] > points[a] ? b : a));
  if (points[phase] === 0) return null;
  const objects = phase === 'Implementation' ? changedNames(calls) : [];
  return objects.length > 0 ? short(`${phase}: ${objects.join(', ')}`) : phase;
}

/** Two names of changed files and how many more, those that changed most often first. */
function changedNames(calls: readonly Call[]): string[] {
  const counts = new Map<string, number>();
  for (const { path } of calls.flatMap(fileChanges)) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const names = [...counts].sort((a, b) => b[1] - a[1]).map(([name]) => name);
  const last = names.length > 2 ? `${names[1]} +${names.length - 2}` : names[1];
  return [names[0], last].filter((name) => name !== undefined);
}

/** The prompt that a segment is about: the first that does more than let the agent go on. */
export const mainPrompt = (prompts: readonly SegmenterEvent[]): SegmenterEvent | null =>
  prompts.find((event) => event.text?.trim() && !isApproval(event.text)) ?? prompts.find((event) => event.text?.trim()) ?? null;
