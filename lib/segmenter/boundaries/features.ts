import { type Candidate, isPlanApproved } from '@/lib/segmenter/boundaries/candidates';
import { type History, historyOf, type Turn, turnsOf } from '@/lib/segmenter/boundaries/history';
import type { Visible } from '@/lib/segmenter/boundaries/visible';
import { workCues } from '@/lib/segmenter/boundaries/work-cues';
import { isOver, listOf } from '@/lib/segmenter/events/tasks';
import { isTaskCreation, isTaskUpdate } from '@/lib/segmenter/events/tool-names';
import { isApproval } from '@/lib/segmenter/text/approval';
import { promptCues } from '@/lib/segmenter/text/prompt-cues';

/** What speaks for or against a boundary; `weights.ts` says how much. */
export const FEATURES = [
  'prompt',
  'ack',
  'ops',
  'shift',
  'question',
  'correction',
  'previousAsks',
  'previousDone',
  'shipped',
  'turn',
  'previousTurn',
  'light',
  'kick',
  'afterInterrupt',
  'gap',
  'planStart',
  'planStep',
  'planMode',
  'afterPlan',
  'firstCheck',
  'compaction',
  'near',
  'announces',
  'milestone',
  'newFailure',
  'verifies',
  'afterShip',
] as const;
export type Feature = (typeof FEATURES)[number];
/** How strongly each feature shows at a candidate; absent is 0. */
export type Features = Partial<Record<Feature, number>>;

/** A prompt kicks off work if its turn builds this much, after this many turns without any and this many things since the last edit. */
const KICK_WORK = 3;
const KICK_QUIET = 2;
const KICK_LOOKBACK = 18;
/** What is left of an approval if it kicks off work: "go ahead" ends the talk about a plan. */
const KICKING_ACK = 0.3;
/** Things in a turn that hardly did anything. */
const LIGHT_TURN = 3;
/** Up to the first of these a step is near its prompt, from the second on far from it. */
const NEAR = 14;
const FAR = 24;
/** Edits since the last check that make a check the end of a piece of work. */
const MIN_UNCHECKED = 3;
/** Things without a check that count as 1. */
const UNCHECKED_LENGTH = 20;
const MAX_UNCHECKED = 2;
/** How far ahead an announced step is looked at. */
const STEP = 4;
/** A shorter pause is none; each doubling counts one more, up to the most. */
const MIN_GAP_MINUTES = 5;
const MAX_GAP = 4;
/** Tasks that are created within so many things belong to one plan. */
const SAME_BATCH = 12;

/** Features of each candidate. They look back no further than the first visible thing, and ahead no further than the end of the turn. */
export function featuresOf(seen: readonly Visible[], candidates: readonly Candidate[]): Features[] {
  const turns = turnsOf(seen, candidates);
  const history = historyOf(seen);
  let turn = -1;
  return candidates.map((candidate) => {
    if (candidate.prompt >= 0) turn += 1;
    const common = compactionFeature(seen, candidate);
    return candidate.prompt >= 0
      ? { ...common, ...gapFeature(seen, candidate), ...promptFeatures(seen, candidate, turns, turn, history) }
      : { ...common, ...workFeatures(seen, candidate, turns[turn], history) };
  });
}

/** How long a turn is, on a scale where 1 is eight things, 2 is 24 and 3, the most, 56. */
const size = (length: number) => Math.min(3, Math.log2(1 + length / 8));
const flag = (isSet: boolean) => (isSet ? 1 : 0);

function promptFeatures(
  seen: readonly Visible[],
  { at, prompt }: Candidate,
  turns: readonly Turn[],
  n: number,
  history: History,
): Features {
  const text = seen[prompt]?.text ?? '';
  const turn = turns[n];
  const previous = turns[n - 1];
  const said = lastSaid(seen, at);
  const cues = promptCues(text);
  const lastEdit = history.lastEdit[at] ?? -1;
  const kick =
    (turn?.work ?? 0) >= KICK_WORK && (turn?.quiet ?? 0) >= KICK_QUIET && (lastEdit < 0 || at - lastEdit > KICK_LOOKBACK);
  return {
    prompt: 1,
    ack: (isApproval(text) || cues.ack ? 1 : 0) * (kick ? KICKING_ACK : 1),
    ops: flag(cues.ops),
    shift: flag(cues.shift),
    question: flag(cues.question),
    correction: flag(cues.correction),
    previousAsks: flag(/\?["”*)\s]*$/.test(said)),
    previousDone: flag(cues.done(said)),
    shipped: flag(previous !== undefined && (history.shipped[at] ?? 0) > (history.shipped[previous.start] ?? 0)),
    turn: size(turn?.length ?? 0),
    previousTurn: size(previous?.length ?? 0),
    light: flag((turn?.length ?? 0) <= LIGHT_TURN),
    kick: flag(kick),
    afterInterrupt: flag(seen[at - 1]?.kind === 'interrupt'),
  };
}

/** What the agent said last before a prompt, if the turn ended with it. */
function lastSaid(seen: readonly Visible[], at: number): string {
  for (let i = at - 1; i >= 0; i -= 1) {
    const each = seen[i];
    if (each?.kind === 'text') return each.text.trim();
    if (each?.kind === 'call' || each?.kind === 'prompt') return '';
  }
  return '';
}

function workFeatures(seen: readonly Visible[], { at, call }: Candidate, turn: Turn | undefined, history: History): Features {
  const run = seen.slice(call, call + 3);
  const plan = run.findIndex((each) => each.family === 'plan');
  const isApproved = isPlanApproved(seen[at - 1]);
  const cues = workCues(seen, at);
  return {
    planStart: flag(plan >= 0 && startsPlan(seen, call + plan, history)),
    planStep: flag(plan >= 0 && isStep(run[plan])),
    planMode: flag(run[plan]?.call?.name === 'EnterPlanMode'),
    afterPlan: flag(isApproved),
    firstCheck: firstCheck(seen, call, history, turn),
    near: isApproved || turn === undefined ? 0 : Math.min(1, Math.max(0, (FAR - at + turn.start) / (FAR - NEAR))),
    announces: flag(cues.announces),
    milestone: flag(cues.milestone),
    newFailure: flag(cues.newFailure),
    verifies: flag(cues.verifies),
    afterShip: flag(cues.afterShip),
  };
}

/** How long nothing was checked, where the step goes over from editing to checking. */
function firstCheck(seen: readonly Visible[], call: number, history: History, turn: Turn | undefined): number {
  const step = seen.slice(call, call + STEP);
  const check = step.findIndex((each) => each.family === 'check');
  if (check < 0 || step.slice(0, check).some((each) => each.family !== 'plan' && each.family !== 'other')) return 0;
  if ((history.unchecked[call] ?? 0) < MIN_UNCHECKED) return 0;
  return Math.min(MAX_UNCHECKED, (call - Math.max(history.lastCheck[call] ?? 0, turn?.start ?? 0)) / UNCHECKED_LENGTH);
}

/** Tasks that are made one by one start a plan with their first; a whole list does if nothing of it is done and most of it is new. */
function startsPlan(seen: readonly Visible[], at: number, history: History): boolean {
  const call = seen[at]?.call;
  if (!call) return false;
  if (isTaskCreation(call.name)) {
    const last = history.lastCreated[at] ?? -1;
    return last < 0 || at - last > SAME_BATCH;
  }
  const items = listOf(call);
  if (items.length < 2 || items.some(isOver)) return false;
  const last = seen[history.lastList[at] ?? -1]?.call;
  const known = new Set(last ? listOf(last).map(({ text }) => text) : []);
  return items.filter(({ text }) => known.has(text)).length < items.length / 2;
}

const isStep = (plan: Visible | undefined) =>
  isTaskUpdate(plan?.call?.name ?? '')
    ? plan?.call?.input.status === 'in_progress'
    : plan?.call != null && listOf(plan.call).some(({ status }) => status === 'in_progress');

function gapFeature(seen: readonly Visible[], { at }: Candidate): Features {
  const minutes = ((seen[at]?.event.at ?? 0) - (seen[at - 1]?.event.at ?? Number.POSITIVE_INFINITY)) / 60_000;
  return minutes > MIN_GAP_MINUTES ? { gap: Math.min(MAX_GAP, Math.log2(minutes / MIN_GAP_MINUTES)) } : {};
}

function compactionFeature(seen: readonly Visible[], { at }: Candidate): Features {
  return seen[at]?.kind === 'compaction' ? { compaction: 1 } : {};
}
