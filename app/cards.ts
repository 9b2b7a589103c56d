import { BAR_PITCH, type CardContent, TAPE_WIDTH } from '@/components/cards/card';
import { drawCard } from '@/components/cards/draw';
import { drawable } from '@/components/cards/drawable';
import { gapThreshold } from '@/components/segments/session-times';
import { hasShape, layTape } from '@/components/tape/tape-layout';
import { countOf, formatNumber } from '@/lib/display';
import type { Activity } from '@/lib/events/schema';
import type { SharedSegment, SharedSession } from '@/lib/shares/read-queries';

const GAP_WIDTH = 46;

/** The card of a segment that a link shows. */
export function cardOfSegment(project: string, { segment, activity }: SharedSegment): CardContent {
  const { n, of, title, outcome, summary, ask } = segment;
  const place = `Segment ${formatNumber(n)} of ${formatNumber(of)}`;
  return {
    project: drawable(project),
    place,
    title: drawable(title) ?? place,
    text: drawable(outcome ?? summary ?? ask ?? ''),
    tape: tapeOf(activity, n),
  };
}

/** The card of a session that a link shows: where it stands. */
export const cardOfSession = (project: string, { session, timeline, record, activity }: SharedSession): CardContent => ({
  project: drawable(project),
  place: countOf(timeline.of, 'segment'),
  title: drawable(session.title) ?? 'A session',
  text: drawable(record.stands?.outcome ?? ''),
  tape: tapeOf(activity, null),
});

/** The card of what only its readers can open: no more than the words of its address. */
export const privateCard = (shape: string): CardContent => ({
  ...{ project: null, place: null, title: drawable(shape) ?? 'Debrief', text: 'Sign in to see it.', tape: null },
});

function tapeOf(activity: Activity | null, current: number | null): CardContent['tape'] {
  if (!hasShape(activity)) return null;
  const threshold = gapThreshold([], activity);
  return { ...layTape({ activity, threshold, width: TAPE_WIDTH, gapWidth: GAP_WIDTH, pitch: BAR_PITCH }), current };
}

/** A card as an answer. */
export async function cardResponse(content: CardContent): Promise<Response> {
  const png = await drawCard(content);
  return new Response(new Uint8Array(png), { headers: { 'Content-Type': 'image/png', 'Content-Length': `${png.length}` } });
}
