import type { Session } from '@/lib/sessions/schema';

/** What a session's page shows that changes while it runs or is cut. */
export const shownOf = ({ status, event_count, segment_count, last_event_at, analysis }: Session): string =>
  [status, event_count, segment_count, last_event_at, analysis.state, analysis.reason, analysis.settled_seq].join(' ');
