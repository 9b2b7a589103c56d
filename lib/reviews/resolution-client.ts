import { queryOptions } from '@tanstack/react-query';
import { ApiError, apiGet, apiPath, apiSend } from '@/lib/http/api';
import type {
  DecisionEntry,
  LaterSegment,
  QuestionCounts,
  QuestionEntry,
  ResolutionInput,
  SegmentName,
  StepEntry,
} from '@/lib/reviews/resolution-schema';
import type { SegmentPointer } from '@/lib/segments/pointer-schema';
import type { Resolution } from '@/lib/segments/resolution-schema';

const schemas = () => import('@/lib/reviews/resolution-schema');
const entryPage = async () => {
  const [{ page }, { questionEntry }] = await Promise.all([import('@/lib/http/schema'), schemas()]);
  return page(questionEntry);
};
const stepPage = async () => {
  const [{ page }, { stepEntry }] = await Promise.all([import('@/lib/http/schema'), schemas()]);
  return page(stepEntry);
};
const decisionPage = async () => {
  const [{ page }, { decisionEntry }] = await Promise.all([import('@/lib/http/schema'), schemas()]);
  return page(decisionEntry);
};
const laterPage = async () => {
  const [{ page }, { laterSegment }] = await Promise.all([import('@/lib/http/schema'), schemas()]);
  return page(laterSegment);
};

export type OpenEndState = 'open' | 'answered' | 'dropped';

/** Questions of a project in one state, the next steps beside them, and how many there are in all. */
export interface OpenEnds {
  questions: QuestionEntry[];
  steps: StepEntry[];
  /** There are more than are shown. */
  hasMore: boolean;
  counts: QuestionCounts;
}

/** The state of next steps that are shown beside questions of one. */
export const stepStateOf = (state: OpenEndState) => (state === 'answered' ? 'settled' : state);

export const openEndKeys = {
  list: (project: string, state: OpenEndState, limit: number) => ['open-ends', project, state, limit] as const,
  all: (project: string) => ['open-ends', project] as const,
  later: (id: string) => ['later-segments', id] as const,
};

/** What of a project is open, or was settled. */
export const openEndsQuery = (project: string, state: OpenEndState, limit: number) =>
  queryOptions({
    queryKey: openEndKeys.list(project, state, limit),
    queryFn: async ({ signal }): Promise<OpenEnds> => {
      const [questions, steps, counts] = await Promise.all([
        apiGet(entryPage, apiPath`/projects/${project}/questions`, { query: { state, limit }, signal }),
        apiGet(stepPage, apiPath`/projects/${project}/next-steps`, { query: { state: stepStateOf(state), limit }, signal }),
        apiGet(async () => (await schemas()).questionCounts, apiPath`/projects/${project}/question-counts`, { signal }),
      ]);
      const hasMore = questions.next_cursor !== null || steps.next_cursor !== null;
      return { questions: questions.items, steps: steps.items, hasMore, counts };
    },
  });

/** Segments that came after an item. */
export const laterSegmentsQuery = (kind: ItemKind, id: string) =>
  queryOptions({
    queryKey: openEndKeys.later(id),
    queryFn: async ({ signal }): Promise<LaterSegment[]> =>
      (await apiGet(laterPage, apiPath`/${NOUNS[kind]}/${id}/later-segments`, { signal })).items,
  });

/** Decisions of a project that were made since one. */
export const decisionsQuery = (project: string, { since, q }: { since: string; q: string }) =>
  queryOptions({
    queryKey: ['decisions', project, since, q] as const,
    queryFn: async ({ signal }): Promise<DecisionEntry[]> =>
      (await apiGet(decisionPage, apiPath`/projects/${project}/decisions`, { query: { since, q, limit: 100 }, signal })).items,
  });

export type ItemKind = 'question' | 'next_step' | 'decision';

const NOUNS: Record<ItemKind, string> = { question: 'questions', next_step: 'next-steps', decision: 'decisions' };

/** What a client needs to know of an item. */
export interface ItemName {
  kind: ItemKind;
  id: string;
}

/** What answers with the item as it is then. */
const entryOf = (kind: ItemKind) => async () => {
  const { questionEntry, stepEntry, decisionEntry } = await schemas();
  return { question: questionEntry, next_step: stepEntry, decision: decisionEntry }[kind];
};

const fateOf = ({ kind, id }: ItemName): string =>
  kind === 'decision' ? apiPath`/decisions/${id}/superseded-by` : apiPath`/${NOUNS[kind]}/${id}/resolution`;

/** Says what became of an item. Throws ApiError; `conflictOf` tells what somebody else said. */
export const resolveItem = (item: ItemName, body: ResolutionInput) => apiSend(entryOf(item.kind), 'PUT', fateOf(item), { body });

/** Takes back one's own word, or the one of an id. Throws ApiError. */
export const takeBack = (item: ItemName, resolution?: string) =>
  apiSend(entryOf(item.kind), 'DELETE', fateOf(item), { query: { resolution } });

/** The question of an id. Throws ApiError. */
export const fetchItem = ({ kind, id }: ItemName) => apiGet(entryOf(kind), apiPath`/${NOUNS[kind]}/${id}`);

/** Says that the suggested segment does not answer a question. Throws ApiError. */
export const refuseSuggestion = (id: string) => apiSend(entryOf('question'), 'DELETE', apiPath`/questions/${id}/suggestion`);

/** Takes that back. Throws ApiError. */
export const allowSuggestion = (id: string, segment: SegmentName) =>
  apiSend(entryOf('question'), 'PUT', apiPath`/questions/${id}/suggestion`, { body: { segment } });

/** What says once more what a word said. */
export function inputOf({ how, text, in: to }: Resolution): ResolutionInput {
  if (how === 'done' || how === 'dropped') return { [how]: true };
  if (to?.id) return { decision: to.id };
  return { ...(text !== null && { answer: text }), ...(to?.url && { segment: nameOf(to) }) };
}

/** What others said of the item, where that is why a word was not taken. */
export const conflictOf = (error: unknown): Resolution[] | null =>
  error instanceof ApiError && error.problem.code === 'conflict' ? (error.problem.resolutions ?? null) : null;

/** A segment as it is named in a request: its link says the cut. */
export function nameOf({ sid, n, url }: SegmentPointer): SegmentName {
  const cut = Number(new URL(url, 'http://localhost').searchParams.get('cut') ?? 1);
  return { sid, n, cut };
}
