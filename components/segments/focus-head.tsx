import Link from 'next/link';
import { visible } from '@/components/evidence/safe-text';
import { button } from '@/components/ui/button';

interface FocusHeadProps {
  /** Null where a link shows the session, or the segment alone. */
  project: string | null;
  title: string;
  /** The page of the session, at this segment; null where the segment is all that is shown. */
  timeline: string | null;
  n: number;
  of: number;
  /** Pages of the segments before and after; null at the ends. */
  previous: string | null;
  next: string | null;
}

/** Where the segment stands: its session, its number, its neighbours. */
export function FocusHead({ project, title, timeline, n, of, previous, next }: FocusHeadProps) {
  return (
    <div className="flex items-center gap-2 text-ui text-ink-3">
      <nav className="me-auto flex min-w-0 items-center gap-1.5" aria-label="Breadcrumb">
        {project !== null && (
          <>
            <Link
              className="quiet-link block max-w-1/2 flex-none truncate leading-6 max-md:leading-8"
              href={`/${project}/sessions`}
            >
              {project}
            </Link>
            <span aria-hidden="true">/</span>
          </>
        )}
        {timeline === null ? (
          <span className="block min-w-0 truncate leading-6 max-md:leading-8" dir="auto">
            {visible(title)}
          </span>
        ) : (
          <Link className="quiet-link block min-w-0 truncate leading-6 max-md:leading-8" href={timeline} dir="auto">
            {visible(title)}
          </Link>
        )}
      </nav>
      {timeline !== null && <Step href={previous} label={`Previous: segment ${n - 1}`} path="m10 4-4 4 4 4" />}
      <span className="whitespace-nowrap tabular-nums">
        {n} of {of}
      </span>
      {timeline !== null && <Step href={next} label={`Next: segment ${n + 1}`} path="m6 4 4 4-4 4" />}
    </div>
  );
}

/** At either end an empty place is kept, so that the other arrow does not move under the pointer. */
function Step({ href, label, path }: { href: string | null; label: string; path: string }) {
  const look = `${button({ variant: 'ghost', size: 'sm', isIcon: true })} print:hidden`;
  const arrow = (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={path} />
    </svg>
  );
  if (!href) return <span className={`${look} invisible`}>{arrow}</span>;
  return (
    <Link className={look} href={href} aria-label={label} prefetch={false}>
      {arrow}
    </Link>
  );
}
