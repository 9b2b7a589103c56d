import { writeSync } from 'node:fs';
import { database } from '@/db/client';
import { migrate } from '@/db/migrate';
import { explainDatabaseError, reachDatabase } from '@/db/reach';
import { originOf } from '@/lib/auth/accounts';
import { type Context, jobContext } from '@/lib/auth/context';
import { loadDemo } from '@/lib/demo/commands';
import { type Env, readEnv } from '@/lib/env';
import { JOBS } from '@/lib/jobs/registry';
import { startRunner } from '@/lib/jobs/runner';
import { awaitsAdministrator, welcomeCode } from '@/lib/people/welcome-queries';
import { enqueueUnindexed } from '@/lib/search/text-commands';
import { enqueueUnsettled } from '@/lib/segments/commands';

const STDOUT = 1;
const STDERR = 2;
/** Tells the launcher that the reason has been said (keep-server.mjs). */
const EXPLAINED = 78;
/** Written at once: the process may end with the next statement. */
const complain = (line: string) => void writeSync(STDERR, `${line}\n`);
/** What the driver said: drizzle's own message repeats the values of the query, which are people's texts. */
const messageOf = (error: unknown) => {
  const said = error instanceof Error ? (error.cause ?? error) : error;
  return said instanceof Error ? said.message : String(said);
};

/** Prepares the database for a server that is about to answer; ends the process with one clear line when that is impossible. */
export async function begin(): Promise<void> {
  const env = readEnv(process.env);
  const url = env.DATABASE_URL ?? '';
  try {
    await reachDatabase(url);
    await migrate(url);
  } catch (error) {
    complain(explainDatabaseError(error, url));
    process.exit(EXPLAINED);
  }
  await fill(jobContext(database(), 'start'), env);
  if (env.DEBRIEF_MODE === 'team') await inviteAdministrator(env);
  const runner = startRunner(database(), url, JOBS);
  process.once('SIGTERM', () => void runner.stop());
}

/** What fails here must not keep the rest from being read: it is tried again at the next start, and sessions are cut when they are opened. */
async function fill(ctx: Context, env: Env): Promise<void> {
  if (env.DEBRIEF_DEMO === 'auto') {
    await loadDemo(ctx).catch((error) => complain(`The demo project was not loaded: ${messageOf(error)}`));
  }
  await enqueueUnsettled(ctx).catch((error) => complain(`Sessions were not queued for their cut: ${messageOf(error)}`));
  await enqueueUnindexed(ctx).catch((error) => complain(`Sessions were not queued for search: ${messageOf(error)}`));
}

/** Whoever reads what the start prints is who may become the first administrator. */
async function inviteAdministrator(env: Env): Promise<void> {
  const db = database();
  if (!(await awaitsAdministrator(db))) return;
  const line = `Create the first administrator at ${originOf(env)}/welcome with the code ${await welcomeCode(db)}`;
  // The launcher says it once all is ready (keep-server.mjs); without one, or while developing, this process has the terminal.
  if (process.send && process.env.NODE_ENV === 'production') process.send({ say: line });
  else writeSync(STDOUT, `${line}\n`);
}
