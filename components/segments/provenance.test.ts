import { expect, test } from 'vitest';
import { provenance } from '@/components/segments/provenance';
import type { Claim, Segment } from '@/lib/segments/schema';

const claim = (support: Claim['support'], verdict: Claim['verdict'] = null): Claim => ({
  text: 'Mended.',
  evidence: [],
  support,
  origin: 'agent',
  verdict,
});

/** As much of a segment as the line reads. */
const segmentWith = (parts: Partial<Segment>, outcome: Claim[] = []): Segment =>
  ({
    rev: 1,
    first_seq: 350,
    last_seq: 393,
    claims: { outcome, summary: [] },
    ...{ key_decisions: [], next_steps: [], open_questions: [] },
    ...parts,
  }) as unknown as Segment;

test.each([
  [segmentWith({ origin: 'heuristic' }, [claim('cited')]), 'Compiled from the events without a model, events 350–393.'],
  [
    segmentWith({ origin: 'agent', rev: 2 }, [claim('cited'), claim('matched'), claim('none')]),
    'Written by the agent (claude) from events 350–393, revision 2. 1 of 3 sentences is matched to events by text. 1 of 3 sentences cites no event.',
  ],
  [
    segmentWith({ origin: 'agent', last_seq: 350 }, [
      claim('cited', { is: 'confirmed', reason: 'The last test run passed', evidence: [350] }),
    ]),
    'Written by the agent (claude) from event 350. 1 of 1 sentence is confirmed by what was run.',
  ],
  [segmentWith({ origin: 'model', first_seq: null, last_seq: null }, [claim('none')]), 'Written by a model.'],
])('who wrote it, from what, and how much of it is proved', (segment, line) => {
  expect(provenance(segment, 'claude')).toBe(line);
});
