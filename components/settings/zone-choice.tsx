'use client';

import { useRouter } from 'next/navigation';
import { field } from '@/components/ui/field';
import { type Clock, formatTime } from '@/lib/display';
import { Choice, usePreference } from './choice';

interface ZoneChoiceProps {
  /** Null for the browser's. */
  initial: string | null;
  /** All that can be named. */
  zones: string[];
  clock: Clock;
}

const UTC = 'UTC';
const KINDS = [
  { is: 'browser', name: 'Browser', meaning: 'The zone of the device in front of you.' },
  { is: 'utc', name: UTC },
  { is: 'named', name: 'A named zone' },
] as const;
type Kind = (typeof KINDS)[number]['is'];

const kindOf = (zone: string | null): Kind => (zone === null ? 'browser' : zone === UTC ? 'utc' : 'named');

/** Whose time the pages tell. */
export function ZoneChoice({ initial, zones, clock }: ZoneChoiceProps) {
  const router = useRouter();
  const [zone, choose] = usePreference(initial, { keep: (time_zone) => ({ time_zone }) });
  const change = async (to: string | null) => {
    // Every time on the page was written by the server.
    if (await choose(to)) router.refresh();
  };
  const ofKind = { browser: null, utc: UTC, named: clock.zone === UTC ? (zones[0] ?? UTC) : clock.zone };
  const kind = kindOf(zone);
  return (
    <>
      <Choice label="Time zone" options={KINDS} value={kind} onChoose={(to) => void change(ofKind[to])} />
      {kind === 'named' && (
        <select
          className={field({ class: 'mt-2 max-w-72' })}
          aria-label="Zone"
          value={zone ?? ''}
          onChange={(event) => void change(event.target.value)}
        >
          {zones.map((name) => (
            <option key={name} value={name}>
              {name.replaceAll('_', ' ')}
            </option>
          ))}
        </select>
      )}
      <p className="mt-2 text-meta text-ink-3 tabular-nums">
        Now it is {formatTime(new Date(clock.now).toISOString(), clock)} in {clock.zone.replaceAll('_', ' ')}.
      </p>
    </>
  );
}
