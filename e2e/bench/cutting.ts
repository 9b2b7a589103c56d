import { transcriptLines } from '@/e2e/bench/transcript.mjs';
import { readTranscript } from '@/lib/formats/testing';
import { pushTo } from '@/lib/multimap';
import { claimChecker } from '@/lib/segmenter/claims/claim-check';
import { type EventReference, eventReferences } from '@/lib/segmenter/references/event-references';
import type { SegmenterEvent } from '@/lib/segmenter/segmenter';
import { STRUCTURE } from '@/lib/segmenter/structure';
import { compute, mentionsOf } from '@/lib/segments/computed';
import { heuristicRecord } from '@/lib/segments/record-draft';

const PATTERN_RECORDS = 1000;
const MICROSECONDS = 1e6;

/** Seconds of CPU that it costs to cut a session of so many events, to draw up its records, facts and references, and to check its claims. */
export function measureCutting(count: number): Record<string, number> {
  const events = eventsOf(count);
  const spent = { cut: 0, references: 0, records: 0, facts: 0, checks: 0 };
  const timed = <T>(part: keyof typeof spent, work: () => T): T => {
    const before = process.cpuUsage();
    const result = work();
    spent[part] += seconds(process.cpuUsage(before));
    return result;
  };
  const bySeq = timed('references', () => referencesBySeq(events));
  const cut = timed('cut', () => STRUCTURE.cut(events));
  const parts = cut.map((bound) => ({ ...bound, own: events.slice(bound.firstSeq - 1, bound.lastSeq) }));
  const drafts = timed('records', () =>
    parts.map(({ own, isOpen }) => ({ own, record: heuristicRecord(STRUCTURE.record(own, { isLast: isOpen })) })),
  );
  timed('facts', () => {
    for (const { own } of parts) compute(own, null, { after: 0, bySeq });
  });
  timed('checks', () => {
    for (const { own, record } of drafts) {
      const check = claimChecker(own);
      mentionsOf(record);
      for (const claim of record.claims) check(claim);
    }
  });
  const columns = Object.entries(spent).map(([part, value]) => [`${part} CPU s`, value]);
  return {
    segments: cut.length,
    ...Object.fromEntries(columns),
    'CPU s': Object.values(spent).reduce((sum, value) => sum + value, 0),
  };
}

function referencesBySeq(events: readonly SegmenterEvent[]): Map<number, EventReference[]> {
  const bySeq = new Map<number, EventReference[]>();
  for (const reference of eventReferences(events, { cwd: null })) pushTo(bySeq, reference.seq, reference);
  return bySeq;
}

const seconds = ({ user, system }: NodeJS.CpuUsage) => (user + system) / MICROSECONDS;

/** A pattern of events, repeated until there are enough; strings are shared, so that a million of them fit into memory. */
function eventsOf(count: number): SegmenterEvent[] {
  const { events } = readTranscript([...transcriptLines(PATTERN_RECORDS, 'bench')].join(''), 'bench');
  return Array.from({ length: count }, (_, i): SegmenterEvent => {
    const event = events[i % events.length];
    if (!event) throw new Error('The pattern is empty');
    const round = Math.floor(i / events.length);
    const { tool } = event;
    return {
      ...{ seq: i + 1, at: i * 3000, thread: event.thread, actor: event.actor, kind: event.kind, isNoise: event.isNoise },
      ...{ text: event.text ?? null, data: event.data ?? null, usage: null },
      tool: tool
        ? {
            ...{ name: tool.name ?? null, callId: `${tool.call_id}-${round}`, input: tool.input, output: tool.output ?? null },
            ...{ isError: tool.is_error ?? null, exitCode: tool.exit_code ?? null },
          }
        : null,
    };
  });
}
