import { countOf, durationOf, formatCost, formatDuration, formatTokens } from '@/lib/display';
import { escapeBlock, escapeLine } from '@/lib/exports/escape';
import { commentList, type ExportedSegment, editedBy, flagged } from '@/lib/exports/people';
import type { Claim, Decision, NextStep, Question, SegmentStatus } from '@/lib/segments/schema';
import type { Session } from '@/lib/sessions/schema';

export const STATUS: Record<SegmentStatus, string | null> = {
  done: 'Done',
  partial: 'Partly done',
  blocked: 'Blocked',
  failed: 'Failed',
  abandoned: 'Abandoned',
  in_progress: 'In progress',
  unknown: null,
};

/** A session and its segments as Markdown. */
export function sessionMarkdown(session: Session, segments: ExportedSegment[]): string {
  const facts = [
    session.agent && escapeLine(session.agent),
    session.branch && escapeLine(session.branch),
    period(session.started_at, session.ended_at ?? session.last_event_at),
    countOf(session.segment_count, 'segment'),
    countOf(session.event_count, 'event'),
    formatTokens(session.usage),
    formatCost(session.usage),
    `<${session.url}>`,
  ];
  return `${[`# ${escapeLine(session.title)}`, line(facts), ...segments.map(segmentBody)].join('\n\n')}\n`;
}

/** One segment as Markdown; parts that it does not have are left out. */
export const segmentMarkdown = (segment: ExportedSegment): string => `${segmentBody(segment)}\n`;

function segmentBody(segment: ExportedSegment): string {
  const { started_at, ended_at } = segment;
  const took = durationOf(segment);
  const facts = [
    STATUS[segment.status],
    period(started_at, ended_at),
    took !== null && formatDuration(took),
    segment.event_count > 0 && countOf(segment.event_count, 'event'),
    formatTokens(segment.facts.usage),
    formatCost(segment.facts.usage),
    `<${segment.url}>`,
  ];
  const parts = [
    `## ${segment.n}. ${escapeLine(segment.title)}\n${line(facts)}`,
    segment.ask && !isQuoted(segment.ask, segment.title) && `**Asked.** ${escapeBlock(segment.ask)}`,
    segment.outcome && `**Outcome.** ${escapeBlock(segment.outcome)}`,
    ...segment.claims.outcome.map(contradiction),
    segment.summary && `**Summary.** ${escapeBlock(segment.summary)}`,
    ...segment.claims.summary.map(contradiction),
    list('Key decisions', segment.key_decisions.map(decisionText)),
    list('Next steps', segment.next_steps.map(stepText)),
    list('Open questions', segment.open_questions.map(questionText)),
    list(
      'May answer',
      segment.may_answer.map(({ text, asked_in, reason }) => `${text} (asked in ${asked_in.n}) ${reason}`),
    ),
    ...flagged(segment),
    ...editedBy(segment),
    commentList(segment.comments),
  ];
  return parts.filter(Boolean).join('\n\n');
}

/** A sentence that the events contradict, and how. */
function contradiction({ text, verdict }: Claim): string | false {
  if (verdict?.is !== 'contradicted') return false;
  const events = verdict.evidence.length > 0 && ` (event ${verdict.evidence.join(', ')})`;
  return `**Contradicted by the facts.** “${escapeLine(text)}” ${escapeLine(verdict.reason)}${events || ''}.`;
}

/** A title without a better one is the ask in quotation marks. */
const isQuoted = (ask: string, title: string) => title.replace(/^“|”$/g, '') === ask.trim();

const line = (facts: (string | false | null | undefined)[]) => facts.filter(Boolean).join(' · ');

const list = (heading: string, items: string[]) =>
  items.length > 0 && [`**${heading}**`, ...items.map((item) => `- ${escapeLine(item)}`)].join('\n');

const STEP_STATE: Record<NextStep['state'], string> = { open: '', picked_up: 'picked up', done: 'done', dropped: 'dropped' };

const decisionText = ({ text, superseded_by, resolved_by }: Decision): string =>
  `${text}${noted([superseded_by ? `superseded in ${superseded_by.n}${by(resolved_by)}` : ''])}`;

/** Who said so, where it was a person: what segments say is in the segments. */
const by = (who: NextStep['resolved_by']): string => (who?.party === 'person' ? `, says ${who.name}` : '');

function stepText(step: NextStep): string {
  const became = step.picked_up_in ? `${STEP_STATE[step.state]} in ${step.picked_up_in.n}` : STEP_STATE[step.state];
  const state = became && became + by(step.resolved_by);
  const notes = [step.owner === 'person' && step.state === 'open' && 'waits for a person', state];
  return `${step.text}${noted(notes)}`;
}

function questionText(question: Question): string {
  const answer = question.answer ? ` Answer: ${question.answer}` : '';
  const { answered_in, suggested_in, state } = question;
  const became = answered_in ? `answered in ${answered_in.n}` : state === 'open' ? '' : state;
  const notes = [became && became + by(question.answered_by)];
  const maybe = suggested_in ? ` Segment ${suggested_in.n} may answer this. It ${lowerFirst(suggested_in.reason)}` : '';
  return `${question.text}${noted(notes)}${answer}${maybe}`;
}

const lowerFirst = (text: string) => `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;

function noted(notes: (string | false)[]): string {
  const said = notes.filter(Boolean).join(', ');
  return said ? ` (${said})` : '';
}

/** `2026-11-20 09:38–09:45 UTC`: a file is read anywhere, so it says its zone. */
export function period(start: string | null, end: string | null): string | null {
  if (!start) return null;
  const [day, time] = [start.slice(0, 10), start.slice(11, 16)];
  if (!end) return `${day} ${time} UTC`;
  return `${day} ${time}–${end.startsWith(day) ? '' : `${end.slice(0, 10)} `}${end.slice(11, 16)} UTC`;
}
