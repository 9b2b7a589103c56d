import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CliError, type Surroundings } from '@/lib/cli/terminal';

const DEFAULT = 'http://127.0.0.1:3000';
const HEALTH_TIMEOUT_MS = 5000;
const running = z.object({ url: z.url(), pid: z.number().int().positive() });

/** The address of Debrief: what the person names, else the one that runs from this home, else where it runs by default. */
export function findServer(named: string | undefined, { env, home }: Surroundings): string {
  const url = named || env.DEBRIEF_URL || runningServer(env.DEBRIEF_HOME || join(home, '.debrief')) || DEFAULT;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new CliError(`${url} is not an address. Give one such as --server ${DEFAULT}`);
  }
  return url.replace(/\/+$/, '');
}

/** Throws unless a Debrief answers there. */
export async function requireServer(server: string): Promise<void> {
  const problem = await problemOf(server);
  if (problem) throw new CliError(problem.message);
}

/** What keeps a server from being used; null where a Debrief answers. */
export async function problemOf(server: string): Promise<{ message: string; passes: boolean } | null> {
  const answer = await fetch(`${server}/api/health`, { signal: AbortSignal.timeout(HEALTH_TIMEOUT_MS) }).catch(() => null);
  if (!answer)
    return {
      message: `Debrief does not answer at ${server}. Start it with npm start, or name another with --server.`,
      passes: true,
    };
  const body: unknown = await answer.json().catch(() => null);
  if (answer.ok && z.object({ status: z.literal('ok') }).safeParse(body).success) return null;
  const { origin, pathname } = new URL(server);
  const passes = answer.status >= 500 || answer.status === 429; // so does what a proxy says while Debrief is away
  if (!answer.headers.get('content-type')?.startsWith('application/problem+json'))
    return {
      message: `What answers at ${server} is not Debrief. Start Debrief with npm start, or name it with --server.`,
      passes,
    };
  if (pathname !== '/') return { message: `The address of Debrief has no path. Name it with --server ${origin}`, passes: false };
  return { message: `Debrief at ${server} is not well (${answer.status}). Look at its log, or start it again.`, passes };
}

function runningServer(home: string): string | null {
  try {
    const { url, pid } = running.parse(JSON.parse(readFileSync(join(home, 'server.json'), 'utf8')));
    return isAlive(pid) ? url : null;
  } catch {
    return null; // nothing has been started here
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'; // it lives, as another user's
  }
}
