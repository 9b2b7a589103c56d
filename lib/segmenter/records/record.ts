import { MAIN_THREAD } from '@/lib/events/schema';
import { claimChecker } from '@/lib/segmenter/claims/claim-check';
import { decisiveEvent, finalMessage, isHumanPrompt, isMain } from '@/lib/segmenter/events/turn-ends';
import { decisionsOf } from '@/lib/segmenter/records/decisions';
import { nextStepsOf } from '@/lib/segmenter/records/next-steps';
import { openQuestionsOf } from '@/lib/segmenter/records/open-questions';
import { type Outcome, outcomeOf } from '@/lib/segmenter/records/outcome';
import { progressOf } from '@/lib/segmenter/records/status';
import { mainPrompt, titleOf } from '@/lib/segmenter/records/title';
import type { DraftRecord, SegmenterEvent } from '@/lib/segmenter/segmenter';
import { clipped } from '@/lib/segmenter/text/words';

const MAX_ASK = 2000;

/** What can be said of any contiguous run of events without a model: every field by its own sources, each claim with the events that prove it. */
export function record(events: readonly SegmenterEvent[], { isLast }: { isLast: boolean }): DraftRecord {
  const main = threadOf(events).filter((event) => !event.isNoise);
  const prompt = mainPrompt(main.filter(isHumanPrompt));
  const progress = progressOf(events, main, isLast);
  const task = prompt ?? (events.some(isMain) ? null : (main.find(({ kind }) => kind === 'prompt') ?? null));
  const title = titleOf(main, { prompt: task, isLast });
  const outcome = standing(outcomeOf(main, title), claimChecker(events));
  const hasEnded = finalMessage(main) !== null || decisiveEvent(main)?.kind === 'interrupt';
  return {
    title,
    ...progress,
    ask: prompt?.text?.trim() ? clipped(prompt.text.trim(), MAX_ASK) : null,
    summary: null,
    outcome: outcome?.text ?? null,
    claims: [
      ...(outcome?.claims ?? []),
      ...decisionsOf(main),
      ...nextStepsOf(main, { hasEnded }),
      ...openQuestionsOf(main, { isLast }),
    ],
  };
}

/** The main thread or, where only what a subagent did is known, the subagent's as if it were the main one. */
function threadOf(events: readonly SegmenterEvent[]): SegmenterEvent[] {
  const main = events.filter(isMain);
  if (main.length > 0) return main;
  const thread = events.find(({ kind }) => kind === 'prompt')?.thread ?? events[0]?.thread;
  return events
    .filter((event) => event.thread === thread)
    .map((event) => ({ ...event, thread: MAIN_THREAD, actor: event.actor === 'subagent' ? 'agent' : event.actor }));
}

/** Without the sentences that the events contradict or no longer prove: an absent field is better than a wrong one. */
function standing(outcome: Outcome | null, check: ReturnType<typeof claimChecker>): Outcome | null {
  const claims = outcome?.claims.filter((claim) => ['confirmed', undefined].includes(check(claim)?.is)) ?? [];
  if (!outcome || claims.length === outcome.claims.length) return outcome;
  return claims.length > 0 ? { text: claims.map(({ text }) => text).join(' '), claims } : null;
}
