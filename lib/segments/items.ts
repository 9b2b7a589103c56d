import { type ClaimRow, claimOf } from '@/lib/segments/claims';
import type { SegmentPointer } from '@/lib/segments/pointer-schema';
import type { Resolution } from '@/lib/segments/resolution-schema';
import type { Decision, NextStep, Question } from '@/lib/segments/schema';

/** What a later segment made of an item, or may have. */
export interface LinkRow {
  item_id: string;
  kind: 'answers' | 'picks_up' | 'completes' | 'supersedes';
  text: string | null;
  is_suggestion: boolean;
  reason: string | null;
  pointer: SegmentPointer;
  /** What its record is called and says. */
  title: string | null;
  outcome: string | null;
}

/** What became of items, by their ids: what people said, the newest first, and what segments say. */
export interface Fates {
  resolutions: ReadonlyMap<string, Resolution[]>;
  links: ReadonlyMap<string, LinkRow>;
}

/** An item with the newest word of a person on it, else with the segment that took it up. */
function itemOf(claim: ClaimRow, { resolutions, links }: Fates) {
  const id = claim.item_id ?? '';
  const said = resolutions.get(id) ?? [];
  const [word = null] = said;
  const link = word ? null : (links.get(id) ?? null);
  const pointer = word ? word.in : link && !link.is_suggestion ? link.pointer : null;
  return { item: { ...claimOf(claim), id, key: claim.key, resolutions: said }, word, link, pointer };
}

export function nextStepOf(claim: ClaimRow, fates: Fates): NextStep {
  const { item, word, link, pointer } = itemOf(claim, fates);
  const taken = link?.kind === 'completes' ? 'done' : 'picked_up';
  const told = word?.how === 'done' || word?.how === 'dropped' ? word.how : 'picked_up';
  return {
    ...item,
    owner: claim.party ?? 'agent',
    state: word ? told : pointer ? taken : 'open',
    picked_up_in: pointer,
    resolved_by: word?.by ?? null,
  };
}

export function decisionOf(claim: ClaimRow, fates: Fates): Decision {
  const { item, word, pointer } = itemOf(claim, fates);
  return { ...item, by: claim.party ?? 'agent', superseded_by: pointer, resolved_by: word?.by ?? null };
}

export function questionOf(claim: ClaimRow, fates: Fates): Question {
  const { item, word, link, pointer } = itemOf(claim, fates);
  const suggested = link && !pointer ? { ...link.pointer, reason: link.reason ?? '' } : null;
  return {
    ...item,
    state: word ? (word.how === 'dropped' ? 'dropped' : 'answered') : pointer ? 'answered' : 'open',
    answer: word ? word.text : pointer ? (link?.text ?? null) : null,
    answered_in: pointer,
    answered_by: word?.by ?? null,
    suggested_in: suggested,
  };
}
