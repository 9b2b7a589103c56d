import type { Event } from '@/lib/events/schema';
import type { SegmentPointer } from '@/lib/segments/pointer-schema';
import type { Claim, Segment } from '@/lib/segments/schema';
import { ELSEWHERE } from '@/lib/segments/thread-queries';
import type { Session } from '@/lib/sessions/schema';
import { SHARED_SID } from '@/lib/shares/schema';

/** A session without its client's name for it and without how far people are with it. What other sessions say was never read: the context of a link sees one session. */
export const narrowSession = (session: Session): Session => ({
  ...session,
  external_id: '',
  renamed: false,
  review: { reviewed: 0, of: session.segment_count, events_share: 0 },
  last_seen_seq: null,
  last_seen_at: null,
});

/** A segment without its client's name for it and without the people who reviewed it. */
export const narrowSegment = (segment: Segment): Segment => ({
  ...segment,
  ...{ key: null, mark: null, marks: [], comment_count: 0, edits: {}, flags: [] },
});

/** A segment that is all that a link shows: without what other segments say. `own`: which of the events that it cites are its own. */
export function aloneSegment(segment: Segment, own: ReadonlySet<number>): Segment {
  const isOwn = (to: SegmentPointer): boolean => to.sid === segment.sid && to.n === segment.n;
  const pointer = (to: SegmentPointer | null) => (to && !isOwn(to) ? ELSEWHERE : to);
  const claim = <T extends Claim>(item: T): T => narrowClaim(item, own);
  return {
    ...segment,
    claims: { outcome: segment.claims.outcome.map(claim), summary: segment.claims.summary.map(claim) },
    next_steps: segment.next_steps.map((step) => ({ ...claim(step), picked_up_in: pointer(step.picked_up_in) })),
    key_decisions: segment.key_decisions.map((item) => ({ ...claim(item), superseded_by: pointer(item.superseded_by) })),
    open_questions: segment.open_questions.map((question) => ({
      ...claim(question),
      answer: question.answered_in && !isOwn(question.answered_in) ? null : question.answer,
      answered_in: pointer(question.answered_in),
      suggested_in: question.suggested_in && isOwn(question.suggested_in) ? question.suggested_in : null,
    })),
    may_answer: segment.may_answer.filter(({ asked_in }) => isOwn(asked_in)),
  };
}

/** What is said against a claim may quote the events that say it. */
function narrowClaim<T extends Claim>(item: T, own: ReadonlySet<number>): T {
  const inside = (seqs: number[]) => seqs.filter((seq) => own.has(seq));
  const { verdict } = item;
  const quotes = verdict && inside(verdict.evidence).length < verdict.evidence.length;
  const told = quotes ? { ...verdict, reason: 'Events of another segment say so', evidence: inside(verdict.evidence) } : verdict;
  return { ...item, evidence: inside(item.evidence), verdict: told };
}

/** An event without the file it came in. */
export const narrowEvent = (event: Event): Event => ({ ...event, source: null });

/**
 * A wire object with its addresses under the link's: every `url` on the session's page moves to `to`, others of this server go, and no sid is told.
 * Only for objects whose keys are all ours.
 */
export function withinShare<T>(value: T, { from, to }: { from: string; to: string }): T {
  const visit = (part: unknown, key: string): unknown => {
    if (typeof part === 'string') return key === 'url' ? moved(part, from, to) : key === 'sid' && part ? SHARED_SID : part;
    if (Array.isArray(part)) return part.map((item) => visit(item, ''));
    if (part === null || typeof part !== 'object') return part;
    return Object.fromEntries(Object.entries(part).map(([name, item]) => [name, visit(item, name)]));
  };
  return visit(value, '') as T;
}

function moved(url: string, from: string, to: string): string {
  if (!url.startsWith('/')) return url;
  const rest = url.startsWith(from) ? url.slice(from.length) : null;
  return rest !== null && /^($|[/?#])/.test(rest) ? to + rest : '';
}
