import { sql } from 'drizzle-orm';
import type { Context } from '@/lib/auth/context';
import { personIdOf } from '@/lib/auth/person-of';
import { groupedBy } from '@/lib/multimap';
import type { SmallTape } from '@/lib/sessions/schema';
import { smallTapeOf } from '@/lib/sessions/small-tape';

/** How a session went, as far as a line of a list tells. */
interface Course {
  /** The title of its newest segment. */
  newest: string | null;
  nextToReview: number | null;
  tape: SmallTape | null;
}

type Row = { id: string; n: number; activity: [number, number, number][]; title: string | null; reviewed: boolean };

/** The course of each session's newest cut, and how far whoever asks has reviewed it. */
export async function coursesOf(ctx: Context, sessionIds: string[]): Promise<Map<string, Course>> {
  if (sessionIds.length === 0) return new Map();
  const rows = await ctx.db.orm.execute<Row>(sql`
    select s.id, g.n, g.activity, case when g.n = s.segment_count then r.title end as title, m.span_id is not null as reviewed
    from sessions s
    join segments g on g.session_id = s.id and g.cut = s.current_cut
    join records r on r.segment_id = g.id and r.rev = g.rev
    left join marks m on m.span_id = g.span_id and m.person_id = ${personIdOf(ctx)} and m.digest is not distinct from r.digest
    where s.id in ${sessionIds} order by s.id, g.n`);
  return new Map([...groupedBy(rows, (row) => row.id)].map(([id, segments]) => [id, courseOf(segments)]));
}

function courseOf(segments: Row[]): Course {
  const reviewed = new Set(segments.filter((segment) => segment.reviewed).map(({ n }) => n));
  const bins = segments.flatMap(({ n, activity }) => activity.map(([bin, events]) => ({ segment: n, bin, events })));
  return {
    newest: segments.at(-1)?.title ?? null,
    nextToReview: segments.find(({ n }) => !reviewed.has(n))?.n ?? null,
    tape: smallTapeOf(bins, reviewed),
  };
}
