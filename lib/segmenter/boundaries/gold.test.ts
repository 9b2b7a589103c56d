import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTranscript } from '@/lib/formats/testing';
import { GRANULARITIES, type Granularity } from '@/lib/segmenter/boundaries/select';
import { type Match, match } from '@/lib/segmenter/boundaries/testing-measures';
import { visibleOf } from '@/lib/segmenter/boundaries/visible';
import type { SegmenterEvent } from '@/lib/segmenter/segmenter';
import { STRUCTURE } from '@/lib/segmenter/structure';

/** Beside the folder of transcripts: some of them, each with a JSON file that says at which lines a reader would start a segment. */
const corpus = process.env.DEBRIEF_CORPUS ?? '';
const folder = join(corpus, '..', 'gold');
const names = corpus && existsSync(folder) ? readdirSync(folder).filter((name) => /^[0-9a-f].*\.json$/.test(name)) : [];

const STEP = 15;

type LinedEvent = SegmenterEvent & { line: number };

interface Annotated {
  events: LinedEvent[];
  visible: LinedEvent[];
  boundaries: number[];
}

describe.skipIf(names.length === 0)('annotated sessions', () => {
  const sessions = names.map(readAnnotated);

  it('are cut about where a reader would cut them', () => {
    const mean = meanOf(sessions.map((session) => measure(session, 'normal')));
    expect(mean.f1).toBeGreaterThanOrEqual(0.82);
    expect(mean.windowDiff).toBeLessThanOrEqual(0.14);
    expect(mean.purity).toBeGreaterThanOrEqual(0.88);
    expect(mean.coverage).toBeGreaterThanOrEqual(0.88);
  });

  it('are cut into more segments the finer they are cut, each within one of the coarser', () => {
    for (const { events } of sessions) {
      const [coarse, normal, fine] = GRANULARITIES.map((granularity) =>
        STRUCTURE.cut(events, { granularity }).map(({ firstSeq }) => firstSeq),
      );
      expect(normal).toEqual(expect.arrayContaining(coarse ?? []));
      expect(fine).toEqual(expect.arrayContaining(normal ?? []));
    }
  });

  it('keep their boundaries while they grow', () => {
    let [drawn, removed] = [0, 0];
    for (const { events, visible } of sessions) {
      const final = new Set(starts(events));
      for (let i = STEP; i < visible.length; i += STEP) {
        const early = starts(events.filter((event) => event.seq < (visible[i]?.seq ?? 0)));
        drawn += early.length;
        removed += early.filter((seq) => !final.has(seq)).length;
      }
    }
    expect(removed / drawn).toBeLessThanOrEqual(0.03);
  });
});

const starts = (events: readonly SegmenterEvent[]) =>
  STRUCTURE.cut(events)
    .slice(1)
    .map((segment) => segment.firstSeq);

function measure({ events, visible, boundaries }: Annotated, granularity: Granularity): Match {
  const found = STRUCTURE.cut(events, { granularity })
    .slice(1)
    .map(({ firstSeq }) => visible.findIndex((event) => event.seq >= firstSeq));
  return match(boundaries, found, visible.length);
}

function readAnnotated(name: string): Annotated {
  const annotation: { transcript: string; starts: { line: number }[] } = JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const events = readEvents(join(folder, annotation.transcript));
  const lines = new Map(events.map((event) => [event.seq, event]));
  const visible = visibleOf(events).flatMap(({ event }) => lines.get(event.seq) ?? []);
  const boundaries = annotation.starts.slice(1).map(({ line }) => visible.findIndex((event) => event.line >= line));
  return { events, visible, boundaries };
}

function readEvents(path: string): LinedEvent[] {
  const { lines } = readTranscript(readFileSync(path, 'utf8'), path);
  let seq = 0;
  let at = 0;
  return lines.flatMap((line, i) =>
    line.records.flatMap((record) =>
      record.events.map(({ tool, ...event }) => {
        seq += 1;
        at = event.at ? Date.parse(event.at) : at;
        return {
          ...{ seq, at, line: i + 1, thread: event.thread, actor: event.actor, kind: event.kind, isNoise: event.isNoise },
          ...{ text: event.text ?? null, data: event.data ?? null, usage: null },
          tool: tool
            ? {
                ...{ name: tool.name ?? null, callId: tool.call_id ?? null, input: tool.input, output: tool.output ?? null },
                ...{ isError: tool.is_error ?? null, exitCode: tool.exit_code ?? null },
              }
            : null,
        };
      }),
    ),
  );
}

function meanOf(matches: readonly Match[]): Match {
  const mean = (key: keyof Match) => matches.reduce((sum, each) => sum + each[key], 0) / matches.length;
  return { f1: mean('f1'), windowDiff: mean('windowDiff'), purity: mean('purity'), coverage: mean('coverage') };
}
