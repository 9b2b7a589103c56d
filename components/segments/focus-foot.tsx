import { ShareButton } from '@/components/shares/share-button';
import { button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import type { Segment } from '@/lib/segments/schema';
import { provenance } from './provenance';

interface FocusFootProps {
  segment: Segment;
  agent: string | null;
  path: string;
  mayShare: boolean;
}

/** What can be done with the segment, and who says all this. `path` is its page without a query of the moment. */
export function FocusFoot({ segment, agent, path, mayShare }: FocusFootProps) {
  const link = button({ variant: 'ghost' });
  const [bare = '', query] = path.split('?');
  const as = (ending: string) => `${bare}.${ending}${query ? `?${query}` : ''}`;
  return (
    <footer className="mt-[22px] border-t border-line pt-4 print:hidden">
      <div className="-ms-3 flex flex-wrap items-center gap-2">
        <CopyButton path={path} hasEvent variant="ghost" shortcut="Y" />
        {mayShare && <ShareButton sid={segment.sid} segment={{ n: segment.n, cut: segment.cut }} variant="ghost" />}
        <a className={link} href={as('md')}>
          Markdown
        </a>
        <a className={link} href={as('json')}>
          JSON
        </a>
      </div>
      <p className="mt-3.5 text-meta text-ink-3 wrap-anywhere">{provenance(segment, agent)}</p>
    </footer>
  );
}
