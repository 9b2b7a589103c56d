import type { ReactNode } from 'react';
import type { Boundaries } from '@/components/boundaries/boundaries';
import { CommentButton } from '@/components/comments/comment-button';
import { FlagButton } from '@/components/edits/flag-button';
import { FlagNote } from '@/components/edits/flag-note';
import { SegmentMenu } from '@/components/edits/segment-menu';
import { CopyButton } from '@/components/ui/copy-button';
import type { Clock } from '@/lib/display';
import type { Segment } from '@/lib/segments/schema';
import { lostFlags } from './lost-flags';
import { provenance } from './provenance';

interface FocusFootProps {
  segment: Segment;
  agent: string | null;
  path: string;
  clock: Clock;
  mayShare: boolean;
  mayEdit: boolean;
  boundaries: Boundaries | null;
  /** What marks it reviewed. */
  review?: ReactNode;
  /** What people said of it. */
  children: ReactNode;
}

/** What can be done with the segment, what people said of it, and who says all this. `path` is its page without a query of the moment. */
export function FocusFoot({ segment, agent, path, clock, mayShare, mayEdit, boundaries, review, children }: FocusFootProps) {
  const { id, sid, n, cut } = segment;
  return (
    <footer className="mt-[22px] border-t border-line pt-4 print:border-0">
      <div className="flex flex-wrap items-center gap-2 print:hidden">
        {review}
        {mayShare && <CommentButton segment={id} n={n} />}
        <CopyButton path={path} hasEvent variant="ghost" shortcut="Y" />
        <SegmentMenu place={{ id, sid, n, cut }} path={path} {...{ boundaries, mayShare, mayEdit }} />
      </div>
      {children}
      <p className="mt-3.5 text-meta text-ink-3 wrap-anywhere print:hidden">
        {provenance(segment, agent)} {mayEdit && <FlagButton />}
      </p>
      {lostFlags(segment).map((flag) => (
        <FlagNote key={flag.id} flag={flag} clock={clock} mayRemove={mayEdit && flag.mine} isLost />
      ))}
    </footer>
  );
}
