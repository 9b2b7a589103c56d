import { claimsOf } from '@/components/evidence/citations';
import { visible } from '@/components/evidence/safe-text';
import { countOf, formatNumber } from '@/lib/display';
import type { Origin, Segment } from '@/lib/segments/schema';

const WRITTEN: Record<Origin, string> = {
  agent: 'Written by the agent',
  model: 'Written by a model',
  heuristic: 'Compiled from the events without a model',
  person: 'Written by a person',
};

/** Who says all this, from which events, and how much of it they prove: "Written by the agent (claude) from events 350–393, revision 2. …" */
export function provenance(segment: Segment, agent: string | null): string {
  const { origin, rev } = segment;
  const who = origin === 'agent' && agent ? `${WRITTEN.agent} (${visible(agent)})` : WRITTEN[origin];
  const range = rangeOf(segment);
  const from = range && (origin === 'heuristic' ? `, ${range}` : ` from ${range}`);
  return [`${who}${from}${rev > 1 ? `, revision ${rev}` : ''}.`, ...(range ? supportOf(segment) : [])].join(' ');
}

function rangeOf({ first_seq, last_seq }: Segment): string {
  if (first_seq === null || last_seq === null) return '';
  return first_seq === last_seq ? `event ${formatNumber(first_seq)}` : `events ${first_seq}–${last_seq}`;
}

/** How many sentences nobody gave events for; nothing where all are cited. */
function supportOf(segment: Segment): string[] {
  const claims = claimsOf(segment);
  const matched = claims.filter(({ support }) => support === 'matched').length;
  const none = claims.filter(({ support }) => support === 'none').length;
  const confirmed = claims.filter(({ verdict }) => verdict?.is === 'confirmed').length;
  const of = countOf(claims.length, 'sentence');
  return [
    ...(matched > 0 ? [`${matched} of ${of} ${matched === 1 ? 'is' : 'are'} matched to events by text.`] : []),
    ...(none > 0 ? [`${none} of ${of} ${none === 1 ? 'cites' : 'cite'} no event.`] : []),
    ...(confirmed > 0 ? [`${confirmed} of ${of} ${confirmed === 1 ? 'is' : 'are'} confirmed by what was run.`] : []),
  ];
}
