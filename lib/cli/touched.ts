import type { Stats } from 'node:fs';
import { databaseSessions, isDatabase } from '@/lib/cli/opencode-database';
import { storedSessionOf } from '@/lib/cli/opencode-storage';
import { extentOf } from '@/lib/cli/transcript';
import type { Extent } from '@/lib/cli/transcript-kind';

/** The transcripts that may have grown where something happened to a file. Rejects with a sentence where a database cannot be read. */
export async function touchedBy(path: string, stats: Stats | undefined): Promise<(Extent & { path: string })[]> {
  if (isDatabase(path)) return databaseSessions(path);
  const session = await storedSessionOf(path);
  if (session) return [{ path: session, ...(await extentOf(session)) }];
  return [{ path, ...(stats ? { size: stats.size, modified: stats.mtimeMs } : await extentOf(path)) }];
}
