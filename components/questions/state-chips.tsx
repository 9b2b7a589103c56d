import Link from 'next/link';
import { chip } from '@/components/ui/chip';
import { formatNumber } from '@/lib/display';
import type { OpenEndState, OpenEnds } from '@/lib/reviews/resolution-client';
import { addressOf } from './open-end';

const STATES: [OpenEndState, string][] = [
  ['open', 'Open'],
  ['answered', 'Answered'],
  ['dropped', 'Not needed'],
];

/** The lists by state; each is an address of its own. */
export function StateChips({ project, state, counts }: { project: string; state: OpenEndState; counts: OpenEnds['counts'] }) {
  return STATES.map(([of, label]) => (
    <Link
      key={of}
      prefetch={false}
      className={chip({ isOn: of === state })}
      href={addressOf(project, of)}
      aria-current={of === state ? 'page' : undefined}
    >
      <span className="tabular-nums">
        {label} {formatNumber(counts[of])}
      </span>
    </Link>
  ));
}
