import { MAIN_THREAD } from '@/lib/events/schema';
import { isApproval } from '@/lib/segmenter/approval';
import { isVerified } from '@/lib/segmenter/facts';
import { openTasks } from '@/lib/segmenter/open-tasks';
import { personDecisions, questionsOf, waitingCall } from '@/lib/segmenter/person-decisions';
import { clipped, quotedTitle } from '@/lib/segmenter/quoted-title';
import type { CutSegment, DraftClaim, DraftRecord, Segmenter, SegmenterEvent } from '@/lib/segmenter/segmenter';
import { splitSentences } from '@/lib/segmenter/sentences';
import type { SegmentStatus } from '@/lib/segments/schema';

const MAX_ASK = 2000;
const MAX_SENTENCES = 50;
const NO_REPLY = /^(?:No response requested\.?|\(no content\))$/;
/** Kinds that do not tell whether a turn goes on. */
const ASIDE = new Set(['note', 'compaction', 'command', 'other']);

/** One segment for each human turn; approvals of a few words join the turn before. */
export const TURNS: Segmenter = { name: 'turns', version: 1, cut, record };

const isMain = (event: SegmenterEvent) => event.thread === MAIN_THREAD;
const isPrompt = (event: SegmenterEvent) => isMain(event) && event.kind === 'prompt' && event.actor === 'human' && !event.isNoise;

function cut(events: readonly SegmenterEvent[]): CutSegment[] {
  const first = events[0];
  if (!first) return [];
  const starts = [first.seq];
  let hasPrompt = false;
  for (const event of events) {
    if (!isPrompt(event)) continue;
    if (hasPrompt && !isApproval(event.text ?? '')) starts.push(event.seq);
    hasPrompt = true;
  }
  const main = events.filter(isMain);
  const bounded = main.length > 0 ? main : events;
  let at = 0;
  return starts.map((firstSeq, i) => {
    const next = starts[i + 1] ?? Number.POSITIVE_INFINITY;
    let lastSeq = firstSeq;
    for (; at < bounded.length; at += 1) {
      const seq = bounded[at]?.seq ?? next;
      if (seq >= next) break;
      lastSeq = seq;
    }
    return { firstSeq, lastSeq, isOpen: i === starts.length - 1 };
  });
}

function record(events: readonly SegmenterEvent[], { isLast }: { isLast: boolean }): DraftRecord {
  const main = events.filter((event) => isMain(event) && !event.isNoise);
  const status = statusOf(main, isLast);
  const final = finalMessage(main);
  const prompt = main.find((event) => isPrompt(event) && !isApproval(event.text ?? '')) ?? main.find(isPrompt);
  const outcome = final?.text?.trim() ?? null;
  return {
    title: titleOf(prompt, main, isLast),
    status,
    verification: isVerified(events) ? 'verified' : 'none',
    ask: prompt?.text?.trim() ? clipped(prompt.text.trim(), MAX_ASK) : null,
    summary: null,
    outcome,
    claims: [
      ...outcomeClaims(final),
      ...personDecisions(main),
      ...nextSteps(main, isLast, status),
      ...openQuestions(main, status),
    ],
  };
}

function titleOf(prompt: SegmenterEvent | undefined, main: readonly SegmenterEvent[], isLast: boolean): string {
  const title = prompt?.text ? quotedTitle(prompt.text) : null;
  if (title) return title;
  const command = main.find((event) => event.kind === 'command' && event.actor === 'human' && event.text);
  return (command?.text ? quotedTitle(command.text) : null) ?? (isLast ? 'In progress' : 'Work without a prompt');
}

/** The last event that tells how the turn stands. */
const decisive = (main: readonly SegmenterEvent[]) => main.findLast((event) => !ASIDE.has(event.kind));

/** The message that ended the turn; null while the agent goes on, or if it was stopped. */
function finalMessage(main: readonly SegmenterEvent[]): SegmenterEvent | null {
  const last = decisive(main);
  if (last?.kind !== 'message' || last.actor !== 'agent' || !last.text?.trim()) return null;
  return NO_REPLY.test(last.text.trim()) ? null : last;
}

function statusOf(main: readonly SegmenterEvent[], isLast: boolean): SegmentStatus {
  if (finalMessage(main)) return 'done';
  if (isLast && waitingCall(main)) return 'blocked';
  if (decisive(main)?.kind === 'interrupt') return isLast ? 'abandoned' : 'unknown';
  return isLast ? 'in_progress' : 'unknown';
}

function outcomeClaims(final: SegmenterEvent | null): DraftClaim[] {
  if (!final?.text) return [];
  return splitSentences(final.text, MAX_SENTENCES).map((text) => ({
    field: 'outcome',
    text,
    party: null,
    evidence: [final.seq],
  }));
}

const nextSteps = (main: readonly SegmenterEvent[], isLast: boolean, status: SegmentStatus) =>
  isLast && status !== 'in_progress' ? openTasks(main) : [];

function openQuestions(main: readonly SegmenterEvent[], status: SegmentStatus): DraftClaim[] {
  const call = status === 'blocked' ? waitingCall(main) : null;
  return call ? questionsOf(call).map((text) => ({ field: 'question', text, party: null, evidence: [call.call.seq] })) : [];
}
