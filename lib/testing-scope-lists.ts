import { getInbox, getReviewCounts } from '@/lib/reviews/inbox-queries';
import { recordVisit, seeAll } from '@/lib/reviews/visit-commands';
import { getSessionFacets, hasSessions, listSessions } from '@/lib/sessions/list-queries';
import { getNeighbours } from '@/lib/sessions/neighbour-queries';
import type { Calls } from '@/lib/testing-scope-calls';

/** Lists of sessions, and what leads through them. */
export const LIST_QUERIES: Calls[] = [
  [
    listSessions,
    (ctx, { project }) => listSessions(ctx, project),
    (ctx, { project }) => listSessions(ctx, project, { has: ['questions'], sort: 'events' }),
    (ctx, { project, cursor }) => listSessions(ctx, project, cursor ? { cursor } : { limit: 1 }),
  ],
  [hasSessions, (ctx, { project }) => hasSessions(ctx, project)],
  [getSessionFacets, (ctx, { project }) => getSessionFacets(ctx, project)],
  [getInbox, (ctx, { project }) => getInbox(ctx, project, { reviewed: 9 })],
  [getReviewCounts, (ctx, { project }) => getReviewCounts(ctx, project)],
  [getNeighbours, (ctx, { lead }) => getNeighbours(ctx, lead)],
];

/** What a reader has seen of them. */
export const VISIT_COMMANDS: Calls[] = [
  [recordVisit, (ctx, { lead }) => recordVisit(ctx, lead, 1)],
  [seeAll, (ctx, { project }) => seeAll(ctx, project)],
];
