import type { Chapter, Step } from '@/lib/demo/story/telling';
import type { EventInput } from '@/lib/events/schema';
import type { SegmentInput } from '@/lib/segments/schema';

/** A story as it is sent: events with ids, times and joined calls. */
export interface Schedule {
  events: EventInput[];
  startedAt: string;
  endedAt: string;
}

const SECOND = 1000;
const CONTEXT_TOKENS = 16_000;
const TOKENS_OF_A_STEP = 420;
const CHARS_OF_A_TOKEN = 4;

/** Puts steps on the clock so that the last happens at `end`. */
export function schedule(prefix: string, steps: readonly Step[], end: Date): Schedule {
  const seconds = steps.reduce((sum, step) => sum + step.after, 0);
  let at = end.getTime() - seconds * SECOND;
  let callId = '';
  const events = steps.map((step, index) => {
    at += step.after * SECOND;
    const id = idOf(prefix, step, index);
    if (step.kind === 'tool_call') callId = id;
    return eventOf(step, { id, at: new Date(at).toISOString(), callId, index });
  });
  return { events, startedAt: events[0]?.at ?? end.toISOString(), endedAt: end.toISOString() };
}

const idOf = (prefix: string, { id }: Step, index: number) => `${prefix}-${id ?? index + 1}`;

function eventOf(step: Step, { id, at, callId, index }: { id: string; at: string; callId: string; index: number }): EventInput {
  const { thread = 'main', actor, kind, text, tool, data } = step;
  return {
    id,
    at,
    thread,
    actor,
    kind,
    ...(text === undefined ? {} : { text }),
    ...(tool ? { tool: { ...tool, call_id: callId } } : {}),
    ...(data ? { data } : {}),
    ...(actor === 'agent' || actor === 'subagent' ? { usage: usageOf(step, id, index) } : {}),
  };
}

/** As much as such a step would have taken: the context grows with the session. */
function usageOf(step: Step, id: string, index: number): EventInput['usage'] {
  const output = Math.ceil(JSON.stringify([step.text, step.tool?.input]).length / CHARS_OF_A_TOKEN);
  return {
    response_id: id,
    input: 12,
    output,
    cache_read: CONTEXT_TOKENS + index * TOKENS_OF_A_STEP,
    cache_write: TOKENS_OF_A_STEP,
  };
}

/** The segments that the chapters of a session make, naming events by their ids. */
export function segmentsOf(prefix: string, chapters: readonly Chapter[]): SegmentInput[] {
  let index = 0;
  return chapters.map((chapter) => {
    const ids = chapter.steps.map((step) => idOf(prefix, step, index++));
    const main = ids.filter((_, at) => chapter.steps[at]?.thread === undefined);
    return segmentOf(prefix, chapter, { first: main[0] ?? null, last: main.at(-1) ?? null });
  });
}

function segmentOf(prefix: string, chapter: Chapter, bounds: { first: string | null; last: string | null }): SegmentInput {
  const cite = (evidence: readonly string[]) => evidence.map((id) => `${prefix}-${id}`);
  const claims = (cited: Chapter['summary']) => cited.map(([text, evidence]) => ({ text, evidence: cite(evidence) }));
  const prose = (cited: Chapter['summary']) => cited.map(([text]) => text).join(' ');
  const { key, title, status, summary, outcome, decisions = [], nextSteps = [], questions = [], answers = [] } = chapter;
  return {
    key,
    title,
    status,
    summary: prose(summary),
    outcome: prose(outcome),
    claims: { summary: claims(summary), outcome: claims(outcome) },
    key_decisions: decisions.map(([itemKey, by, text, evidence]) => ({ key: itemKey, by, text, evidence: cite(evidence) })),
    next_steps: nextSteps.map(([itemKey, owner, text, evidence]) => ({ key: itemKey, owner, text, evidence: cite(evidence) })),
    open_questions: questions.map(([itemKey, text, evidence]) => ({ key: itemKey, text, evidence: cite(evidence) })),
    answers: answers.map(([question, text, evidence]) => ({ question, text, evidence: cite(evidence) })),
    picks_up: [...(chapter.picksUp ?? [])],
    supersedes: [...(chapter.supersedes ?? [])],
    ...bounds,
  };
}
