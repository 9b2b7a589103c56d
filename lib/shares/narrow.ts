import type { Event } from '@/lib/events/schema';
import type { Claim, Segment, SegmentPointer, Timeline } from '@/lib/segments/schema';
import type { OpenItem, SessionRecord } from '@/lib/segments/session-record-schema';
import type { Session } from '@/lib/sessions/schema';
import { SHARED_SID } from '@/lib/shares/schema';

/** What a link shows: a whole session, or the events of one segment. */
export interface Shown {
  sid: string;
  segment: { n: number; cut: number; events: ReadonlySet<number> } | null;
}

/** A place that is not shown: that there is one may be told, not where. */
const ELSEWHERE: SegmentPointer = { sid: '', n: 0, url: '' };

/** Of what a link shows of one segment, other segments are no part. */
const isShown = ({ sid, segment }: Shown, to: SegmentPointer): boolean => to.sid === sid && (!segment || segment.n === to.n);
const pointer = (shown: Shown, to: SegmentPointer | null) => (to && !isShown(shown, to) ? ELSEWHERE : to);
const shownOnly = <T extends SegmentPointer>(shown: Shown, to: T | null): T | null => (to && isShown(shown, to) ? to : null);

/** A session without the sessions around it and the people who reviewed it. */
export const narrowSession = (session: Session): Session => ({
  ...session,
  ...NO_KIN,
  predecessor: null,
  external_id: '',
  review: { reviewed: 0, of: session.segment_count, events_share: 0 },
});
const NO_KIN = { parent: null, successors: [], workers: [] };

export const narrowTimeline = (timeline: Timeline, shown: Shown): Timeline => ({
  ...timeline,
  segments: timeline.segments.map((segment) => narrowSegment(segment, shown)),
});

export function narrowRecord(record: SessionRecord, shown: Shown): SessionRecord {
  const own = (item: OpenItem) => ({ ...item, suggested_in: shownOnly(shown, item.suggested_in) });
  const { open, decisions } = record;
  return {
    ...record,
    lineage: { ...NO_KIN, predecessors: [] },
    waits_on_person: record.waits_on_person.map(own),
    open: { questions: open.questions.map(own), next_steps: open.next_steps.map(own) },
    decisions: {
      ...decisions,
      superseded: decisions.superseded.map((item) => ({ ...item, superseded_by: pointer(shown, item.superseded_by) })),
    },
  };
}

/** A segment without what other sessions (of a shared segment: other segments as well) say, and without the people who reviewed it. */
export function narrowSegment(segment: Segment, shown: Shown): Segment {
  const claim = <T extends Claim>(item: T): T => narrowClaim(item, shown);
  return {
    ...segment,
    ...{ key: null, mark: null, marks: [], comment_count: 0 },
    claims: { outcome: segment.claims.outcome.map(claim), summary: segment.claims.summary.map(claim) },
    next_steps: segment.next_steps.map((step) => ({ ...claim(step), picked_up_in: pointer(shown, step.picked_up_in) })),
    key_decisions: segment.key_decisions.map((item) => ({ ...claim(item), superseded_by: pointer(shown, item.superseded_by) })),
    open_questions: segment.open_questions.map((question) => ({
      ...claim(question),
      answer: question.answered_in && !isShown(shown, question.answered_in) ? null : question.answer,
      answered_in: pointer(shown, question.answered_in),
      suggested_in: shownOnly(shown, question.suggested_in),
    })),
    may_answer: segment.may_answer.filter(({ asked_in }) => isShown(shown, asked_in)),
  };
}

/** What is said against a claim may quote the events that say it. */
function narrowClaim<T extends Claim>(item: T, { segment }: Shown): T {
  if (!segment) return item;
  const inside = (seqs: number[]) => seqs.filter((seq) => segment.events.has(seq));
  const { verdict } = item;
  const quotes = verdict && inside(verdict.evidence).length < verdict.evidence.length;
  const told = quotes ? { ...verdict, reason: 'Events of another segment say so', evidence: inside(verdict.evidence) } : verdict;
  return { ...item, evidence: inside(item.evidence), verdict: told };
}

/** An event without the file it came in and the session it was copied from. */
export const narrowEvent = (event: Event): Event => ({ ...event, source: null, copied_from: null });

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
