import { button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { formatNumber } from '@/lib/display';
import type { Origin, Segment } from '@/lib/segments/schema';

const WRITTEN: Record<Origin, string> = {
  agent: 'Written by the agent',
  model: 'Written by a model',
  heuristic: 'Compiled from the events without a model',
  person: 'Written by a person',
};

/** What can be done with the segment, and who says all this. `path` is its page without a query of the moment. */
export function FocusFoot({ segment, path }: { segment: Segment; path: string }) {
  const link = button({ variant: 'ghost' });
  const [bare = '', query] = path.split('?');
  const as = (ending: string) => `${bare}.${ending}${query ? `?${query}` : ''}`;
  return (
    <footer className="mt-[22px] border-t border-line pt-4 print:hidden">
      <div className="-ms-3 flex flex-wrap items-center gap-2">
        <CopyButton path={path} variant="ghost" shortcut="Y" />
        <a className={link} href={as('md')}>
          Markdown
        </a>
        <a className={link} href={as('json')}>
          JSON
        </a>
      </div>
      <p className="mt-3.5 text-meta text-ink-3">{provenance(segment)}</p>
    </footer>
  );
}

/** "Written by the agent, from events 350–393. Revision 2." */
function provenance({ origin, first_seq, last_seq, rev }: Segment): string {
  const range =
    first_seq === null || last_seq === null
      ? ''
      : first_seq === last_seq
        ? `event ${formatNumber(first_seq)}`
        : `events ${first_seq}–${last_seq}`;
  const from = range && (origin === 'heuristic' ? `, ${range}` : `, from ${range}`);
  return `${WRITTEN[origin]}${from}.${rev > 1 ? ` Revision ${rev}.` : ''}`;
}
