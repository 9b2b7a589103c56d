import { sql } from 'drizzle-orm';
import type { Context } from '@/lib/auth/context';
import { countItems, describeItems, type ItemRow, listItems, placed } from '@/lib/reviews/item-queries';
import { findItem } from '@/lib/reviews/resolution-queries';
import type {
  DecisionEntry,
  DecisionFilters,
  QuestionCounts,
  QuestionEntry,
  QuestionFilters,
  StepEntry,
  StepFilters,
} from '@/lib/reviews/resolution-schema';
import { referencesIn } from '@/lib/segmenter/references/mentions';
import { decisionOf, type Fates, nextStepOf, questionOf } from '@/lib/segments/items';

/** A page of a project's questions, the latest asked first, or the latest settled; null where there is no such project. */
export const listQuestions = (ctx: Context, project: string, filters: QuestionFilters = {}) =>
  listItems(ctx, { project, kind: 'question' }, filters, questionEntryOf);

/** The same of next steps. */
export const listNextSteps = (ctx: Context, project: string, filters: StepFilters = {}) =>
  listItems(ctx, { project, kind: 'next_step' }, filters, stepEntryOf);

/** The log of a project's decisions, the latest first; null where there is no such project. */
export const listDecisions = (ctx: Context, project: string, { ref, agent, branch, q, ...filters }: DecisionFilters = {}) =>
  listItems(
    ctx,
    { project, kind: 'decision' },
    {
      ...filters,
      which: sql.join(
        [
          sql`true`,
          ref === undefined ? [] : sql`g.facts->'mentioned' @> ${JSON.stringify([{ text: ref }])}::text::jsonb`,
          agent === undefined ? [] : sql`s.agent = ${agent}`,
          branch === undefined ? [] : sql`s.branch = ${branch}`,
          ...wordsOf(q).map((word) => sql`c.text ilike ${word}`),
        ].flat(),
        sql` and `,
      ),
    },
    decisionEntryOf,
  );

/** The words that a text must have, as patterns. */
const wordsOf = (q = ''): string[] =>
  q
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);

/** The question of an id; null where there is none that the actor may see. */
export const getQuestion = (ctx: Context, id: string): Promise<QuestionEntry | null> =>
  getItem(ctx, id, 'question', questionEntryOf);
export const getNextStep = (ctx: Context, id: string): Promise<StepEntry | null> => getItem(ctx, id, 'next_step', stepEntryOf);
export const getDecision = (ctx: Context, id: string): Promise<DecisionEntry | null> =>
  getItem(ctx, id, 'decision', decisionEntryOf);

async function getItem<T>(
  ctx: Context,
  id: string,
  kind: 'question' | 'next_step' | 'decision',
  entryOf: (row: ItemRow, fates: Fates) => T,
): Promise<T | null> {
  const item = await findItem(ctx, id, [kind]);
  const [entry] = item ? await describeItems(ctx, [item.claimId], entryOf) : [];
  return entry ?? null;
}

/** How many questions of a project are open, answered and not needed, and how many next steps are open; null where there is no such project. */
export async function countQuestions(ctx: Context, project: string): Promise<QuestionCounts | null> {
  const [questions, steps] = [await countItems(ctx, project, 'question'), await countItems(ctx, project, 'next_step')];
  if (!questions || !steps) return null;
  const { open = 0, taken: answered = 0, dropped = 0 } = questions;
  return { open, answered, dropped, open_steps: steps.open ?? 0 };
}

function questionEntryOf(row: ItemRow, fates: Fates): QuestionEntry {
  const question = questionOf(row, fates);
  const link = fates.links.get(question.id);
  const suggested = question.suggested_in && {
    ...question.suggested_in,
    title: link?.title ?? '',
    outcome: link?.outcome ?? null,
  };
  return { ...question, suggested_in: suggested, ...placed(row, question.answered_by) };
}

function stepEntryOf(row: ItemRow, fates: Fates): StepEntry {
  const step = nextStepOf(row, fates);
  return { ...step, ...placed(row, step.resolved_by) };
}

function decisionEntryOf(row: ItemRow, fates: Fates): DecisionEntry {
  const decision = decisionOf(row, fates);
  return { ...decision, ...placed(row, decision.resolved_by), references: referencesIn(row.text) };
}
