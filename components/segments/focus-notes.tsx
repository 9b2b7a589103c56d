import Link from 'next/link';
import { Note } from '@/components/ui/note';
import { type Clock, formatDay } from '@/lib/display';
import type { Segment } from '@/lib/segments/schema';

interface FocusNotesProps {
  segment: Segment;
  /** The newest revision of the record, where an earlier one is shown. */
  newestRev: number | null;
  /** The page of the segment as it is now. */
  path: string;
  /** The segment of the newest cut that holds most of these events, where there is a newer cut. */
  successor: Segment | null;
  /** When that cut was made. */
  cutAgainAt: string | null;
  clock: Clock;
  /** An event that the address names and the session does not have. */
  missingEvent: number | null;
}

const LINK =
  'inline-flex min-h-6 items-center text-ink underline decoration-line-strong underline-offset-3 hover:decoration-current';

/** What a reader must know about an old link, before the segment. */
export function FocusNotes({ segment, newestRev, path, successor, cutAgainAt, clock, missingEvent }: FocusNotesProps) {
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
          This session was cut again{cutAgainAt && ` on ${formatDay(cutAgainAt, clock)}`}. {whereNow(segment, successor)}{' '}
          <Link className={LINK} href={successor.url}>
            Open it
          </Link>
        </Note>
      )}
      {missingEvent !== null && <Note>There is no event {missingEvent} in this session.</Note>}
    </div>
  );
}

function whereNow({ first_seq, last_seq }: Segment, successor: Segment): string {
  if (first_seq === null || last_seq === null) return `It is now segment ${successor.n}.`;
  const [first, last] = [successor.first_seq ?? 0, successor.last_seq ?? 0];
  const isCovered = first <= first_seq && last >= last_seq;
  if (first_seq === last_seq) return `This event (${first_seq}) is now in segment ${successor.n}.`;
  return `${isCovered ? 'These' : 'Most of these'} events (${first_seq}–${last_seq}) are now in segment ${successor.n}.`;
}
