import { notFound } from 'next/navigation';
import { getClock } from '@/app/preferences';
import { asOpenEnds, listOf, type OpenEnd } from '@/components/questions/open-end';
import { QuestionsBoard } from '@/components/questions/questions-board';
import { pageContext } from '@/lib/auth/session';
import { getProject } from '@/lib/projects/queries';
import { countQuestions, getNextStep, getQuestion, listNextSteps, listQuestions } from '@/lib/reviews/question-queries';
import { type OpenEndState, stepStateOf } from '@/lib/reviews/resolution-client';

const FIRST = 50;
const MOST = 400;

/** Questions of a project with one of them opened; without an id the first. */
export async function QuestionsOf({ project, query, id }: { project: string; query: Query; id?: string }) {
  const ctx = await pageContext();
  const opened = id === undefined ? null : await openEnd(id);
  if (id !== undefined && opened?.project !== project) notFound();
  const state = stateOf(query) ?? (opened ? listOf(opened.entry) : 'open');
  const limit = Math.min(Math.max(Number(query.limit) || FIRST, 1), MOST);
  const [questions, steps, counts, reviewed, clock] = await Promise.all([
    listQuestions(ctx, project, { state, limit }),
    listNextSteps(ctx, project, { state: stepStateOf(state), limit }),
    countQuestions(ctx, project),
    getProject(await pageContext('review'), project),
    getClock(),
  ]);
  if (!questions || !steps || !counts) notFound();
  const hasMore = questions.next_cursor !== null || steps.next_cursor !== null;
  const initial = { questions: questions.items, steps: steps.items, hasMore, counts };
  const entry = opened && (asOpenEnds(initial).find((each) => each.id === id) ?? opened.entry);
  return (
    <QuestionsBoard
      key={`${project} ${state} ${limit}`}
      {...{ project, state, initial, limit, clock }}
      opened={entry}
      mayReview={reviewed !== null}
    />
  );
}

export type Query = Record<string, string | string[] | undefined>;

const stateOf = ({ state }: Query): OpenEndState | null =>
  state === 'open' || state === 'answered' || state === 'dropped' ? state : null;

/** The question or next step of an id, with the project that it is of. */
async function openEnd(id: string): Promise<{ entry: OpenEnd; project: string } | null> {
  const ctx = await pageContext();
  const [question, step] = [await getQuestion(ctx, id), await getNextStep(ctx, id)];
  const entry: OpenEnd | null = question ? { kind: 'question', ...question } : step && { kind: 'next_step', ...step };
  return entry && { entry, project: entry.segment.url.split('/')[1] ?? '' };
}
