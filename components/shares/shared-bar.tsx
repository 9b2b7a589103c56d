import { visible } from '@/components/evidence/safe-text';
import { BrandMark } from '@/components/ui/brand';
import { type Clock, formatDay } from '@/lib/display';

interface SharedBarProps {
  link?: { by: string | null; project: string; expiresAt: string | null };
  clock?: Clock;
}

/** Stands above what a share link shows, in place of the navigation: who shows it, and for how long. */
export function SharedBar({ link, clock }: SharedBarProps) {
  return (
    <header className="flex min-h-13 items-center gap-x-6 gap-y-1 border-b border-line px-8 py-2 text-ui max-md:flex-wrap max-md:px-4">
      <span className="flex items-center gap-2 font-[680] tracking-[-0.005em]">
        <BrandMark />
        Debrief
      </span>
      {link && (
        <p className="min-w-0 text-ink-2 wrap-anywhere">
          Shared{link.by && <> by {visible(link.by)}</>} from {link.project}
          <span className="text-ink-3">
            {' '}
            · read-only{link.expiresAt && clock && <> · until {formatDay(link.expiresAt, clock)}</>}
          </span>
        </p>
      )}
    </header>
  );
}
