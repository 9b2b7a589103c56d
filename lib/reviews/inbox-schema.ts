import { z } from 'zod';
import { LIMITS } from '@/lib/limits';
import { sessionFilters, sessionRow } from '@/lib/sessions/schema';

/** In the order in which they need somebody. */
export const INBOX_GROUPS = ['waiting', 'review', 'live', 'reviewed'] as const;
export const inboxGroup = z.enum(INBOX_GROUPS);
export type InboxGroup = z.infer<typeof inboxGroup>;

/** How many rows of a group are wanted; above the maximum it means the maximum. */
const size = z.coerce
  .number()
  .int()
  .min(0)
  .transform((n) => Math.min(n, LIMITS.page_items));

/** What the inbox is narrowed by, and how much of each group is wanted: 30 where nothing is said, and none of what is reviewed. */
export const inboxFilters = sessionFilters
  .pick({ agent: true, branch: true, has: true })
  .extend({ waiting: size, review: size, live: size, reviewed: size })
  .partial();
export type InboxFilters = z.infer<typeof inboxFilters>;

/** What needs whoever asks: the groups that are not empty, in order, each with how many sessions it has in all. */
export const inbox = z.object({
  groups: z.array(z.object({ group: inboxGroup, count: z.number().int(), items: z.array(sessionRow) })),
});
export type Inbox = z.infer<typeof inbox>;

/** What the top bar says of a project. */
export const reviewCounts = z.object({
  /** Sessions that wait for whoever asks, or are to review. */
  inbox: z.number().int(),
  /** Open questions. */
  questions: z.number().int(),
});
export type ReviewCounts = z.infer<typeof reviewCounts>;
