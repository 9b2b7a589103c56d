import Link from 'next/link';
import { Name } from '@/components/ui/name';
import type { SessionPointer } from '@/lib/sessions/schema';

const SHOWN = 5;

/** The sessions to which a segment gave tasks, each a page of its own. */
export function WorkersHere({ workers }: { workers: readonly SessionPointer[] }) {
  const more = workers.length - SHOWN;
  return (
    <p className="facts wrap-anywhere" dir="auto">
      {workers.length === 1 ? 'Worker: ' : 'Workers: '}
      {workers.slice(0, SHOWN).map(({ sid, title, url }, at) => (
        <span key={sid}>
          {at > 0 && <span className="dot"> · </span>}
          <Link prefetch={false} className="quiet-link" href={url}>
            <Name text={title ?? sid} />
          </Link>
        </span>
      ))}
      {more > 0 && ` and ${more} more`}
    </p>
  );
}
