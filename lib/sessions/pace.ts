const COALESCE_MS = 200;
/** Settling takes at most a fifth of the time while events keep coming. */
const REST_FACTOR = 4;
const MAX_REST_MS = 30_000;

/** How long events wait for more of their session before they are cut, when that took `settleMs` the last time. */
export const settleDelayMs = (settleMs: number): number => COALESCE_MS + Math.min(settleMs * REST_FACTOR, MAX_REST_MS);
