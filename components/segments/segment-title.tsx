import { Prose, type ProseReference } from '@/components/ui/prose';
import type { Segment } from '@/lib/segments/schema';

/** Whether a title is the person's own words: a heuristic record then quotes them. */
export const isAsk = ({ origin, title }: Pick<Segment, 'origin' | 'title'>): boolean =>
  origin === 'heuristic' && /^“.*”$/s.test(title);

/** Whether the title says all of the ask: the ask need not stand below it again. */
export const saysAsk = (segment: Pick<Segment, 'origin' | 'title'>, ask: string): boolean => {
  if (segment.origin !== 'heuristic') return false;
  if (isAsk(segment)) return ask.trim().length <= segment.title.length;
  const [title, asked] = [bare(segment.title), bare(ask)];
  return asked.includes(title) && asked.length <= title.length + MAX_MORE;
};

/** An ask that says only so much more than the title, such as "please" before it, says nothing new. */
const MAX_MORE = 24;

const bare = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replace(/[.!?]+$/, '');

export function SegmentTitle({
  segment,
  references,
}: {
  segment: Pick<Segment, 'origin' | 'title'>;
  references?: ProseReference[];
}) {
  const title = <Prose text={segment.title} references={references} />;
  return isAsk(segment) ? <span className="text-ink-2">{title}</span> : title;
}
