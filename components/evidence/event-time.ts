import { clockAhead, formatDuration } from '@/lib/display';
import type { Event } from '@/lib/events/schema';

/** When an event was: where the clock of its agent is ahead, when it came, and by how much. */
export function timeOf({ at, received_at }: Pick<Event, 'at' | 'received_at'>): { at: string; note: string } {
  const ahead = clockAhead(Date.parse(at), Date.parse(received_at));
  return ahead > 0 ? { at: received_at, note: `, agent clock is ahead by ${formatDuration(ahead)}` } : { at, note: '' };
}
