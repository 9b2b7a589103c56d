import { claimsOf } from '@/components/evidence/citations';
import type { Segment } from '@/lib/segments/schema';
import type { Flag } from '@/lib/segments/word-schema';

/** Flags of claims that the record does not have any more, and those of the title, which has no room beside it. */
export function lostFlags(segment: Segment): Flag[] {
  const claims = claimsOf(segment).map(({ field, text }) => `${field.replace(' ', '_')} ${text.trim()}`);
  return segment.flags.filter(({ field, text }) => !claims.includes(`${field} ${text.trim()}`));
}
