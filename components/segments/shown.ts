import type { SessionDetail } from '@/lib/sessions/schema';

type ShownSession = Omit<SessionDetail, 'version'> & Partial<Pick<SessionDetail, 'version'>>;

/** What a session's page shows that changes while it runs or is cut. */
export const shownOf = ({ status, event_count, segment_count, last_event_at, analysis, version }: ShownSession): string =>
  [status, event_count, segment_count, last_event_at, analysis.state, analysis.reason, analysis.settled_seq, version].join(' ');
