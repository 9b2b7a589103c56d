import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger, run, type Task, type WorkerEvents } from 'graphile-worker';
import { v7 as uuidv7 } from 'uuid';
import { pgUrls } from '@/db/pg-urls';
import { type Context, jobContext } from '@/lib/auth/context';
import { connectionName, releaseOrphans } from '@/lib/jobs/commands';
import type { JobKind } from '@/lib/jobs/job';
import { reasonOf } from '@/lib/jobs/reason';
import { log, traceOf } from '@/lib/log';

/** Jobs that run at once in one process; they share its one thread, and wait for the database most of the time. */
const CONCURRENCY = 2;
/** Jobs that run, and the connection that listens. */
const POOL = CONCURRENCY + 1;
/** Within this time a job starts that was to run later; one that is due starts at once. */
const POLL_MS = 1000;
const ORPHANS_MS = 60_000;
/** A runner ends when it cannot note what became of a job: the database was away. */
const RESTART_MS = 5000;

export interface JobRunner {
  /** Takes no more jobs, and waits for those that run. */
  stop(): Promise<void>;
}

/** Runs jobs in this process until it is stopped, whatever becomes of the database meanwhile. Each job runs on one of all processes. */
export function startRunner(db: Context['db'], url: string, kinds: readonly JobKind[]): JobRunner {
  const stopping = new AbortController();
  const ctx = jobContext(db, 'jobs');
  const release = () => releaseOrphans(ctx).catch((error) => warn('jobs not released', error));
  const timer = setInterval(release, ORPHANS_MS);
  const keep = async () => {
    for (let tries = 0; !stopping.signal.aborted; tries += 1) {
      await release();
      await runOnce({ db, url, kinds, tries }, stopping.signal).catch((error) => warn('job runner ended', error));
      await sleep(RESTART_MS, undefined, { signal: stopping.signal }).catch(() => {});
    }
  };
  const kept = keep();
  return {
    stop: async () => {
      clearInterval(timer);
      stopping.abort();
      await kept;
    },
  };
}

interface Running {
  db: Context['db'];
  url: string;
  kinds: readonly JobKind[];
  /** Of several hosts each try takes the next. */
  tries: number;
}

/** One runner, until it ends by itself or is told to. */
async function runOnce({ db, url, kinds, tries }: Running, signal: AbortSignal): Promise<void> {
  const id = `pool-${uuidv7()}`;
  const urls = pgUrls(url, connectionName(id));
  const runner = await run({
    connectionString: urls[tries % urls.length],
    schema: 'graphile_worker',
    taskList: Object.fromEntries(kinds.map((kind) => [kind.name, taskOf(db, kind)])),
    parsedCronItems: [],
    concurrency: CONCURRENCY,
    maxPoolSize: POOL,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    noPreparedStatements: true, // a pooler between here and the database may not keep them
    logger: new Logger(() => () => {}), // it quotes errors and payloads
    events: eventsOf(id),
    // Without batches of its own a failure to note an end would be an unhandled rejection (0.17.3).
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  });
  const stop = () => void runner.stop().catch(() => {}); // it has ended by itself
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  await runner.promise.finally(() => signal.removeEventListener('abort', stop));
}

/** Gives the runner the id that its connections carry, by which others know that it lives. */
function eventsOf(id: string): WorkerEvents {
  const events: WorkerEvents = new EventEmitter();
  events.on('pool:create', ({ workerPool }) => {
    workerPool.id = id;
  });
  events.on('pool:listen:error', ({ error }) => warn('jobs not listened for', error));
  return events;
}

/** What a job failed of is logged whole, and kept beside the job in words that may be shown. */
const taskOf =
  (db: Context['db'], kind: JobKind): Task =>
  async (payload, { job }) => {
    try {
      await kind.run(jobContext(db, kind.name), kind.input.parse(payload));
    } catch (error) {
      log.warn({ job: kind.name, id: job.id, attempt: job.attempts, error: traceOf(error) }, 'job failed');
      throw new Error(await reasonOf(error));
    }
  };

const warn = (what: string, error: unknown) => log.warn({ error: traceOf(error) }, what);
