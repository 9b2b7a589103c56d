'use client';

import { useRouter } from 'next/navigation';
import { visible } from '@/components/evidence/safe-text';
import { Prose } from '@/components/ui/prose';
import { say } from '@/components/ui/toast';
import { type Clock, formatMoment } from '@/lib/display';
import type { Flag } from '@/lib/segments/word-schema';

interface FlagNoteProps {
  flag: Flag;
  clock: Clock;
  mayRemove: boolean;
  /** The words that were flagged, where they do not stand above any more. */
  isLost?: boolean;
}

/** Who called a claim wrong, when and why. */
export function FlagNote({ flag, clock, mayRemove, isLost = false }: FlagNoteProps) {
  const router = useRouter();
  const remove = async () => {
    const { removeFlag } = await import('@/lib/reviews/edit-client');
    await removeFlag(flag.id).then(
      () => {
        router.refresh();
        say('Flag taken back');
      },
      () => say('Not saved. Try again', { isError: true }),
    );
  };
  return (
    <span className="my-1 block text-small text-pencil wrap-anywhere" data-aside="">
      {isLost && (
        <span className="block text-ink-3">
          “<Prose text={flag.text} />” <span className="italic">from an earlier version</span>
        </span>
      )}
      Flagged as wrong by {flag.mine ? 'you' : visible(flag.by)}, <time dateTime={flag.at}>{formatMoment(flag.at, clock)}</time>
      {flag.note && (
        <>
          : <Prose text={flag.note} />
        </>
      )}
      {mayRemove && (
        <button
          type="button"
          className="scripted quiet-link ms-2 min-h-6 text-meta text-ink-3 underline underline-offset-3"
          onClick={remove}
        >
          Take back
        </button>
      )}
    </span>
  );
}
