import { z } from 'zod';

/** Body of `PUT /sessions/{sid}/seen`: the newest event that was seen, 0 in a session without events; null or -1 for unseen. */
export const seenInput = z.object({ seq: z.number().int().min(-1).max(2_147_483_647).nullable() });

/** How many sessions were unseen before. */
export const seenResult = z.object({ seen: z.number().int() });
