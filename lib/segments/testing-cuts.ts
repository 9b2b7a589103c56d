import { expect } from 'vitest';
import type { Context } from '@/lib/auth/context';
import { listCuts } from '@/lib/segments/cut-queries';
import { cut as cutSchema } from '@/lib/segments/cut-schema';
import { listSegments } from '@/lib/segments/queries';
import { changeBoundaries } from '@/lib/segments/recut-commands';
import type { Segment } from '@/lib/segments/schema';
import { ask, run, say, testSession } from '@/lib/segments/testing';

type Session = Awaited<ReturnType<typeof testSession>>;

/** One task from its ask to its end: `length` steps of two events each, and two events more. */
export const task = (name: string, length = 8) => [
  ask(`Now ${name} the ferry`),
  ...Array.from({ length }, (_, i) => [say(`Step ${i} to ${name} it.`), run(`make ${name}-${i}`)]).flat(),
  say(`The ferry is done: ${name}. Decided to keep it.`),
];

export const bounds = (segments: readonly Segment[]) => segments.map(({ first_seq, last_seq }) => [first_seq, last_seq]);
export const starts = (segments: readonly Segment[]) => segments.map(({ first_seq }) => first_seq);

/** Sessions that are cut again and again, and what their cuts must be. */
export function testCuts(context: () => Context) {
  /** Five tasks of 18 things and as many segments, whose boundaries score so that a coarse cut drops some of them and a normal one none. */
  const ferry = async (name: string): Promise<Session> => {
    const session = await testSession(context(), name);
    for (const each of ['build', 'paint', 'launch', 'load', 'christen']) {
      await session.append(...task(each));
      session.sleep();
    }
    await session.settle();
    expect(starts(await all(session))).toEqual([1, 19, 37, 55, 73]);
    await context().db
      .sql`update segments set scores = jsonb_set(scores, '{places,0,2}', '0.7') where session_id = ${session.id}`;
    return session;
  };
  const all = async (session: Session, cut?: number) =>
    (await listSegments(context(), session.sid, { limit: 500, ...(cut && { cut }) }))?.items ?? [];
  const stored = (session: Session, cut: number) =>
    context().db.sql<
      { span_id: string; first_seq: number; is_open: boolean; scores: { places: number[][] } | null }[]
    >`select span_id, first_seq, is_open, scores from segments where session_id = ${session.id} and cut = ${cut} order by n`;
  const spans = async (session: Session, cut: number) => (await stored(session, cut)).map((row) => row.span_id);
  const idOf = (segment: Segment | undefined) => segment?.id ?? '';
  return {
    ...{ ferry, all, spans },
    split: (segment: Segment | undefined, at: number) =>
      changeBoundaries(context(), { reason: 'split', segment: idOf(segment), at }),
    merge: (segment: Segment | undefined) => changeBoundaries(context(), { reason: 'merge', segment: idOf(segment) }),
    move: (segment: Segment | undefined, first_seq: number) =>
      changeBoundaries(context(), { reason: 'move', moves: [{ segment: idOf(segment), first_seq }] }),
    /** Every cut divides the main thread in order and without gaps, up to where it was when the cut was left. */
    checkCuts: async (session: Session) => {
      for (const each of (await listCuts(context(), session.sid))?.items ?? []) {
        expect(cutSchema.parse(each)).toEqual(each);
        const segments = await all(session, each.n);
        expect(segments.map(({ n }) => n)).toEqual(Array.from({ length: each.segment_count }, (_, i) => i + 1));
        const main = await context().db.sql<{ seq: number }[]>`
          select seq from events where session_id = ${session.id} and thread = 'main' and seq <= ${segments.at(-1)?.last_seq ?? 0} order by seq`;
        const covered = bounds(segments).flatMap(([first = 0, last = 0]) =>
          main.filter(({ seq }) => seq >= (first ?? 0) && seq <= (last ?? 0)),
        );
        expect(covered).toEqual([...main]);
        if (each.origin === 'agent') continue;
        const rows = await stored(session, each.n);
        expect(rows.map(({ is_open }) => is_open)).toEqual(rows.map((_, i) => i === rows.length - 1));
        expect(rows.map(({ scores }) => scores?.places[0]?.[0])).toEqual(starts(segments));
        expect(new Set(rows.map(({ span_id }) => span_id)).size).toBe(rows.length);
      }
    },
  };
}
