import { type ClaimRow, claimOf } from '@/lib/segments/claims';
import { referencesOfStored, type StoredFacts } from '@/lib/segments/computed';
import { isMachines } from '@/lib/segments/edit-overlay';
import { decisionOf, type Fates, nextStepOf, questionOf } from '@/lib/segments/items';
import type { Marks } from '@/lib/segments/mark-queries';
import type { MayAnswer, Segment } from '@/lib/segments/schema';
import type { Words } from '@/lib/segments/word-queries';
import type { EditField } from '@/lib/segments/word-schema';
import { configuredPrices } from '@/lib/sessions/prices';
import { segmentPath } from '@/lib/sessions/slug';
import { usageOf } from '@/lib/sessions/usage';

/** What a segment's address and state depend on beyond its own rows. */
export interface SessionOfSegment {
  sid: string;
  project: string;
  title: string;
  status: string;
  /** The client said that it is over. */
  isEnded: boolean;
  currentCut: number | null;
  model: string | null;
  /** The agent recorded what the session cost. */
  isCostRecorded: boolean;
}

export interface SegmentRecordRow {
  id: string;
  cut: number;
  n: number;
  key: string | null;
  is_open: boolean;
  first_seq: number | null;
  last_seq: number | null;
  started_at: number | null;
  ended_at: number | null;
  event_count: number;
  facts: StoredFacts;
  rev: number;
  written_at: number;
  origin: Segment['origin'];
  title: string;
  status: Segment['status'];
  verification: Segment['verification'];
  ask: string | null;
  summary: string | null;
  outcome: string | null;
  comment_count: number;
}

/** A segment as it is read, from its rows. */
export function segmentOf(
  row: SegmentRecordRow,
  session: SessionOfSegment,
  more: {
    of: number;
    claims: readonly ClaimRow[];
    fates: Fates;
    mayAnswer: MayAnswer[];
    marks: Marks;
    words: Words;
  },
): Segment {
  const { mentioned: _mentioned, references: _references, signals: _signals, ...facts } = row.facts;
  const pricing = { prices: configuredPrices(), model: session.model, isRecorded: session.isCostRecorded };
  const { edits, flags, machine } = more.words;
  const all = more.claims.map((claim) => byWhom(claim, machine));
  const claims = (field: string) => all.filter((claim) => claim.field === field);
  return {
    id: row.id,
    n: row.n,
    of: more.of,
    cut: row.cut,
    sid: session.sid,
    key: row.key,
    rev: row.rev,
    written_at: new Date(row.written_at).toISOString(),
    origin: row.origin,
    is_open: isOpen(row, session),
    title: row.title,
    status: edits.status ? row.status : statusOf(row, session),
    verification: row.verification,
    ask: row.ask,
    summary: row.summary,
    outcome: row.outcome,
    claims: { summary: claims('summary').map(claimOf), outcome: claims('outcome').map(claimOf) },
    next_steps: claims('next_step').map((claim) => nextStepOf(claim, more.fates)),
    key_decisions: claims('decision').map((claim) => decisionOf(claim, more.fates)),
    open_questions: claims('question').map((claim) => questionOf(claim, more.fates)),
    may_answer: more.mayAnswer,
    facts: { ...facts, usage: usageOf(facts.usage, pricing) },
    references: referencesOfStored(row.facts),
    first_seq: row.first_seq,
    last_seq: row.last_seq,
    event_count: row.event_count,
    started_at: instant(row.started_at),
    ended_at: instant(row.ended_at),
    ...more.marks,
    comment_count: row.comment_count,
    edits,
    flags,
    url: segmentPath(session, row.n, row.cut),
  };
}

const EDITED: Record<string, EditField> = {
  summary: 'summary',
  outcome: 'outcome',
  next_step: 'next_steps',
  decision: 'key_decisions',
  question: 'open_questions',
};

/** In a field that a person wrote, what no machine said there is the person's. */
function byWhom(claim: ClaimRow, machine: Words['machine']): ClaimRow {
  const field = EDITED[claim.field];
  const part = field && machine[field];
  return !part || isMachines(claim.text, part.claims) ? claim : { ...claim, origin: 'person' };
}

export const instant = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/** Later events may still join it: only in the newest cut of a session that is not over. */
export const isOpen = (row: { is_open: boolean; cut: number }, session: SessionOfSegment): boolean =>
  row.is_open && !session.isEnded && row.cut === session.currentCut;

/** Nothing is in progress in a session that has stopped. */
export function statusOf(row: { origin: string; status: Segment['status'] }, session: SessionOfSegment): Segment['status'] {
  if (row.origin !== 'heuristic' || row.status !== 'in_progress') return row.status;
  if (session.status === 'live' || session.status === 'waiting') return 'in_progress';
  return session.status === 'abandoned' ? 'abandoned' : 'unknown';
}
