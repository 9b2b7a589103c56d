import { checkRuns } from '@/lib/segmenter/claims/check-runs';
import { checkStatements } from '@/lib/segmenter/claims/check-statements';
import { checkVerdict } from '@/lib/segmenter/claims/check-verdict';
import { type Entity, entitiesOf } from '@/lib/segmenter/claims/entities';
import { matcherOf, testOf } from '@/lib/segmenter/claims/entity-match';
import type { MatchableEvent } from '@/lib/segmenter/claims/evidence-match';
import { shipVerdicts } from '@/lib/segmenter/claims/ship-verdict';
import { joinedVerdict, type Verdict } from '@/lib/segmenter/claims/verdict';
import { toolCalls } from '@/lib/segmenter/events/tool-calls';
import type { SegmenterEvent } from '@/lib/segmenter/segmenter';

/** Fields that say what happened; a step or a question may name what is yet to be. */
export const TELLING_FIELDS = new Set(['summary', 'outcome', 'decision']);

/** Holds sentences against what was done in their segment: checks that pass, commits, pushes, pull requests. What is needed for it is computed when the first sentence asks. */
export function claimChecker(events: readonly SegmenterEvent[]): (claim: { field: string; text: string }) => Verdict | null {
  let runs: ReturnType<typeof checkRuns> | null = null;
  return ({ field, text }) => {
    if (field !== 'summary' && field !== 'outcome') return null;
    const verdicts = (PASSES.test(text) ? checkStatements(text) : []).map((statement) => {
      runs ??= checkRuns(toolCalls(events));
      return checkVerdict(statement, runs);
    });
    return joinedVerdict(SHIPS.test(text) ? [...verdicts, ...shipVerdicts(text, toolCalls(events))] : verdicts);
  };
}

/** What every sentence holds that says that checks pass: a cheap test before the exact ones. */
const PASSES = /pass|succe|green|clean|\bno\b|without/i;
const SHIPS = /\b(?:commit|push|PR\b|pull|merge|MR\b)/i;

/** Names of a claim that its segment's events do not hold; `isCited` for a number that only the cited events could prove. */
export interface Missing {
  entity: Entity;
  isCited: boolean;
}

/**
 * What a claim names that is nowhere in its segment. A number is looked for beside the cited events, if any are: elsewhere it is found by chance.
 */
export function missingEntities(
  claim: { text: string; evidence: readonly number[] },
  events: readonly Pick<MatchableEvent, 'seq' | 'text'>[],
): Missing[] {
  const near = new Set(claim.evidence.flatMap((seq) => [seq - 1, seq, seq + 1]));
  const beside = events.filter(({ seq }) => near.has(seq));
  return entitiesOf(claim.text).flatMap((entity) => {
    const isCited = entity.kind === 'number' && beside.length > 0;
    const isIn = testOf(matcherOf(entity));
    return (isCited ? beside : events).some(({ text }) => isIn(text)) ? [] : [{ entity, isCited }];
  });
}

const MAX_NAMED = 3;

/** What is to be said of names that were found nowhere. */
export function unfounded(missing: readonly Missing[]): Verdict | null {
  const [first] = missing;
  if (!first) return null;
  const names = [...new Set(missing.map(({ entity }) => `\`${entity.text.replaceAll('`', "'")}\``))];
  const rest = names.length - MAX_NAMED;
  const shown = listed([...names.slice(0, MAX_NAMED), ...(rest > 0 ? [`${rest} more`] : [])]);
  const where = missing.every(({ isCited }) => isCited)
    ? 'in the cited events'
    : missing.every(({ entity }) => entity.kind === 'number')
      ? "in this segment's events"
      : "in this session's events";
  return { is: 'unfounded', reason: `${shown} ${names.length === 1 ? 'does' : 'do'} not occur ${where}`, evidence: [] };
}

const listed = (parts: readonly string[]): string =>
  parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}` : parts.join('');
