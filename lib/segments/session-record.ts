import { type SessionOfSegment, statusOf } from '@/lib/segments/assemble';
import { type ClaimRow, claimOf } from '@/lib/segments/claims';
import type { SegmentPointer } from '@/lib/segments/pointer-schema';
import type { Resolution } from '@/lib/segments/resolution-schema';
import type { Origin, Segment } from '@/lib/segments/schema';
import type { OpenItem, Produced, SessionRecord, StandingDecision } from '@/lib/segments/session-record-schema';
import { type Session, UNTITLED } from '@/lib/sessions/schema';
import { segmentPath } from '@/lib/sessions/slug';

export interface SegmentHead {
  n: number;
  title: string;
  status: Segment['status'];
  origin: Origin;
}

export interface AskRow {
  n: number;
  text: string;
}

export interface OutcomeRow extends SegmentHead, Pick<ClaimRow, 'evidence' | 'verdict'> {
  verification: Segment['verification'];
  outcome: string;
}

/** An item with the list it stands in, the segment that says it, and the one that took it up or may have. */
export interface ItemRow extends ClaimRow {
  list: 'waits' | 'question' | 'next_step' | 'answered' | 'in_force' | 'superseded';
  /** How many the list has. */
  total: number;
  sid: string;
  title: string | null;
  n: number;
  cut: number;
  to_sid: string | null;
  to_title: string | null;
  to_n: number | null;
  to_cut: number | null;
}

export interface ProducedRows {
  files: { path: string; added: number; removed: number; n: number; total: number }[];
  commits: { sha: string; n: number; total: number }[];
  requests: { number: number | null; url: string; n: number; total: number }[];
  checks: {
    pushed: boolean;
    run: number;
    failed: number;
    last: 'passed' | 'failed' | null;
    checked_in: number | null;
    changed_in: number | null;
  } | null;
  branches: string[];
}

interface Parts {
  session: SessionOfSegment;
  described: Session;
  cut: number;
  predecessors: SessionRecord['lineage']['predecessors'];
  of: number;
  origins: string[];
  latest: SegmentHead | null;
  asks: AskRow[];
  outcome: OutcomeRow | null;
  items: ItemRow[];
  /** What people said of those that they answered or superseded. */
  words: ReadonlyMap<string, Resolution[]>;
  produced: ProducedRows;
}

/** A session's record from its rows, word for word. All rows of items are of one project. */
export function sessionRecordOf({ session, described, cut, items, ...more }: Parts): SessionRecord {
  const at = (n: number): SegmentPointer => ({ sid: session.sid, n, url: segmentPath(session, n, cut) });
  const [goal = null, latest = null] = more.asks.map(({ n, text }) => ({ text, segment: at(n) }));
  const listed = (list: ItemRow['list']) => items.filter((item) => item.list === list);
  const total = (list: ItemRow['list']) => listed(list)[0]?.total ?? 0;
  const open = (list: ItemRow['list']) => listed(list).map((item) => openItemOf(item, session.project));
  const words = ({ item_id }: ItemRow) => more.words.get(item_id ?? '') ?? [];
  const decisions = (list: ItemRow['list']) => listed(list).map((item) => decisionOf(item, session.project, words(item)));
  const { stored_event_count, last_event_at, parent, successors, workers, status, title, url, usage } = described;
  return {
    sid: session.sid,
    cut,
    title,
    url,
    status,
    origins: more.origins as Origin[],
    goal,
    latest_ask: latest && latest.text !== goal?.text ? latest : null,
    stands: more.outcome && outcomeOf(more.outcome, session, at),
    latest: more.latest && more.latest.n !== more.outcome?.n ? headOf(more.latest, session, at) : null,
    waits_on_person: open('waits'),
    open: { questions: open('question'), next_steps: open('next_step') },
    answered: listed('answered').map((item) => ({ ...itemOf(item, session.project).item, answers: words(item) })),
    decisions: { in_force: decisions('in_force'), superseded: decisions('superseded') },
    produced: producedOf(more.produced, described.branch, at),
    lineage: { parent, predecessors: more.predecessors, successors, workers },
    totals: {
      segments: more.of,
      waits_on_person: total('waits'),
      questions: total('question'),
      next_steps: total('next_step'),
      answered: total('answered'),
      in_force: total('in_force'),
      superseded: total('superseded'),
      commits: more.produced.commits[0]?.total ?? 0,
      pull_requests: more.produced.requests[0]?.total ?? 0,
      files: more.produced.files[0]?.total ?? 0,
    },
    usage,
    as_of: { seq: stored_event_count, at: last_event_at },
  };
}

type Pointed = (n: number) => SegmentPointer;

const headOf = (head: SegmentHead, session: SessionOfSegment, at: Pointed) => ({
  segment: at(head.n),
  title: head.title,
  status: statusOf(head, session),
});

function outcomeOf(row: OutcomeRow, session: SessionOfSegment, at: Pointed): SessionRecord['stands'] {
  const { text, ...proof } = claimOf({ ...row, text: row.outcome });
  return { ...headOf(row, session, at), outcome: text, verification: row.verification, ...proof };
}

/** What every item tells, and the segment that took it up or may have. */
function itemOf(row: ItemRow, project: string) {
  const { sid, n, cut, to_sid, to_n } = row;
  const segment = { sid, n, url: segmentPath({ project, sid, title: row.title ?? UNTITLED }, n, cut) };
  const to =
    to_sid !== null && to_n !== null
      ? {
          sid: to_sid,
          n: to_n,
          url: segmentPath({ project, sid: to_sid, title: row.to_title ?? UNTITLED }, to_n, row.to_cut ?? 1),
        }
      : null;
  return { item: { ...claimOf(row), id: row.item_id ?? '', segment }, to };
}

function openItemOf(row: ItemRow, project: string): OpenItem {
  const { item, to } = itemOf(row, project);
  return { ...item, kind: row.field === 'question' ? 'question' : 'next_step', suggested_in: to };
}

function decisionOf(row: ItemRow, project: string, [word]: Resolution[]): StandingDecision {
  const { item, to } = itemOf(row, project);
  return { ...item, by: row.party ?? 'agent', superseded_by: row.list === 'superseded' ? (word ? word.in : to) : null };
}

function producedOf({ files, commits, requests, checks, branches }: ProducedRows, branch: string | null, at: Pointed): Produced {
  return {
    commits: commits.map(({ sha, n }) => ({ sha, segment: at(n) })),
    pull_requests: requests.map(({ number, url, n }) => ({ number, url, segment: at(n) })),
    branches: [...new Set([...(branch ? [branch] : []), ...branches])],
    pushed: checks?.pushed ?? false,
    files: files.map(({ path, added, removed, n }) => ({ path, added, removed, segment: at(n) })),
    checks: checks?.checked_in && checks.last ? lastCheck(checks, checks.last, at) : null,
  };
}

function lastCheck(checks: NonNullable<ProducedRows['checks']>, last: 'passed' | 'failed', at: Pointed): Produced['checks'] {
  const [checked, changed] = [checks.checked_in ?? 0, checks.changed_in ?? 0];
  return {
    run: checks.run,
    failed: checks.failed,
    last,
    segment: at(checked),
    changed_after: changed > checked ? at(changed) : null,
  };
}
