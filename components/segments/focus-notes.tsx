import Link from 'next/link';
import { Note } from '@/components/ui/note';
import type { Segment } from '@/lib/segments/schema';

interface FocusNotesProps {
  segment: Segment;
  /** The newest revision of the record, where an earlier one is shown. */
  newestRev: number | null;
  /** The page of the segment as it is now. */
  path: string;
  /** The segment of the newest cut that holds most of these events, where there is a newer cut. */
  successor: Segment | null;
  /** An event that the address names and the session does not have. */
  missingEvent: number | null;
}

const LINK =
  'inline-flex min-h-6 items-center text-ink underline decoration-line-strong underline-offset-3 hover:decoration-current';

/** What a reader must know about an old link, before the segment. */
export function FocusNotes({ segment, newestRev, path, successor, missingEvent }: FocusNotesProps) {
  return (
    <div className="mt-3 flex flex-col gap-2 empty:hidden">
      {newestRev !== null && newestRev !== segment.rev && (
        <Note>
          This is revision {segment.rev} of {newestRev}.{' '}
          <Link className={LINK} href={path}>
            Read the newest
          </Link>
        </Note>
      )}
      {successor && (
        <Note>
          This session was cut again. These events ({segment.first_seq}–{segment.last_seq}) are now in segment {successor.n}.{' '}
          <Link className={LINK} href={successor.url}>
            Open it
          </Link>
        </Note>
      )}
      {missingEvent !== null && <Note>There is no event {missingEvent} in this session.</Note>}
    </div>
  );
}
