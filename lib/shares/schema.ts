import { z } from 'zod';

/** The longest that a link may work: what is meant for ever is a member's link. */
const A_YEAR = 365;

const place = z.int32().min(1);

/** Body of `POST /sessions/{sid}/shares`: without a segment the whole session is shared. */
export const shareInput = z.object({
  segment: z.object({ n: place, cut: place.default(1) }).nullish(),
  expires_in_days: z.number().int().min(1).max(A_YEAR).default(30),
});
export type ShareInput = z.infer<typeof shareInput>;

/** A link that shows one session, or one segment of it, to whoever has it. */
export const share = z.object({
  id: z.string(),
  /** Null where the whole session is shared. */
  segment: z.object({ n: z.number().int(), cut: z.number().int(), title: z.string() }).nullable(),
  /** Who made it; null where they have no name here. */
  made_by: z.string().nullable(),
  created_at: z.string(),
  expires_at: z.string().nullable(),
  /** To the minute; null until somebody opens it. */
  last_opened_at: z.string().nullable(),
});
export type Share = z.infer<typeof share>;

/** Stands for the sid in everything that a link shows. */
export const SHARED_SID = 'shared';

/** A link as it is made. */
export const newShare = share.extend({
  /** The only place where the link's secret ever stands. */
  url: z.string(),
});
export type NewShare = z.infer<typeof newShare>;
