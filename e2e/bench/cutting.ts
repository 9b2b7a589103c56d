import { transcriptLines } from '@/e2e/bench/transcript.mjs';
import { readTranscript } from '@/lib/formats/testing';
import type { SegmenterEvent } from '@/lib/segmenter/segmenter';
import { STRUCTURE } from '@/lib/segmenter/structure';
import { compute } from '@/lib/segments/computed';

const PATTERN_RECORDS = 1000;
const MICROSECONDS = 1e6;

/** Seconds of CPU that cutting a session of so many events costs, and drawing up its records and facts. */
export function measureCutting(count: number): Record<string, number> {
  const events = eventsOf(count);
  const cutting = process.cpuUsage();
  const cut = STRUCTURE.cut(events);
  const cutSeconds = seconds(process.cpuUsage(cutting));
  const extracting = process.cpuUsage();
  for (const { firstSeq, lastSeq, isOpen } of cut) {
    const own = events.slice(firstSeq - 1, lastSeq);
    STRUCTURE.record(own, { isLast: isOpen });
    compute(own, null);
  }
  const extractSeconds = seconds(process.cpuUsage(extracting));
  return {
    segments: cut.length,
    'cut CPU s': cutSeconds,
    'records and facts CPU s': extractSeconds,
    'CPU s': cutSeconds + extractSeconds,
  };
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
