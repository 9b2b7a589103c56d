import { sql } from 'drizzle-orm';
import { sessions } from '@/db/schema';

/** Whether nothing tells the times of a session: its events stand under that of their file, or of their arrival, which is its last alone. */
export const IS_UNDATED = sql<boolean>`(${sessions.derived} ? 'undated_seq' and not ${sessions.sent} ? 'started_at')`;

/** When a session began, where that is told. */
export const startOf = ({ startedAt, isUndated }: { startedAt: Date | null; isUndated: boolean }): string | null =>
  isUndated ? null : (startedAt?.toISOString() ?? null);
