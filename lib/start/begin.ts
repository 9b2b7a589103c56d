import { writeSync } from 'node:fs';
import { database } from '@/db/client';
import { migrate } from '@/db/migrate';
import { explainDatabaseError, reachDatabase } from '@/db/reach';
import { jobContext } from '@/lib/auth/context';
import { readEnv } from '@/lib/env';

const STDERR = 2;

/** Prepares the database for a server that is about to answer; ends the process with one clear line when that is impossible. */
export async function begin(): Promise<void> {
  const env = readEnv(process.env);
  const url = env.DATABASE_URL ?? '';
  try {
    await reachDatabase(url);
    await migrate(url);
    const ctx = jobContext(database(), 'start');
    void ctx;
  } catch (error) {
    writeSync(STDERR, `${explainDatabaseError(error, url)}\n`);
    process.exit(1);
  }
}
