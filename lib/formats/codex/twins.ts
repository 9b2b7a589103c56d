import type { State } from '@/lib/formats/codex/state';
import { type Draft, noise } from '@/lib/formats/drafts';
import { digest } from '@/lib/formats/identity';
import { remember } from '@/lib/formats/memory';

/** Where something stands: in what the model saw, or in what the person saw. */
type Side = 'item' | 'event';

/**
 * True if the other side has told this already. What is told once waits for its twin until the turn ends.
 */
export function isTwin(state: State, what: string, side: Side): boolean {
  const at = state.twins.findIndex(([key, where]) => key === what && where !== side);
  if (at < 0) remember(state.twins, [what, side]);
  else state.twins.splice(at, 1);
  return at >= 0;
}

/** A name for a text by which its twin is found. */
export const keyOf = (kind: string, text: string): string => `${kind}:${digest(text.trim())}`;

/** What stands here a second time. */
export const copy = (text: string | null, of: string): Draft => noise('copy', text, { of });
