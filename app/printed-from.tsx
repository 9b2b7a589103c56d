import { publicOrigin } from '@/lib/auth/session';
import { formatDay, formatTime } from '@/lib/display';
import { getClock } from './preferences';

/** Says on paper where a page is from, and as of when. */
export async function PrintedFrom({ path }: { path: string }) {
  const [origin, clock] = await Promise.all([publicOrigin(), getClock()]);
  const now = new Date(clock.now).toISOString();
  return (
    <p className="hidden pb-3 text-meta text-ink-3 wrap-anywhere print:block">
      {origin + path} · as of {formatDay(now, clock)}, {formatTime(now, clock)} {clock.zone}
    </p>
  );
}
