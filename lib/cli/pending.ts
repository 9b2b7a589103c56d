import { appendFile, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { z } from 'zod';
import { tryLock } from '@/db/lock.mjs';
import { authorizationFor } from '@/lib/cli/credentials';
import { backoffMs, pause } from '@/lib/cli/due';
import { FollowedFile } from '@/lib/cli/follow';
import { codeOf, reasonOf } from '@/lib/cli/reason';
import { findServer, requireServer } from '@/lib/cli/server';
import { findSessionFile } from '@/lib/cli/session-file';
import { plain, type Surroundings } from '@/lib/cli/terminal';
import { UploadError } from '@/lib/cli/upload';
import { WatchMemory } from '@/lib/cli/watch-memory';

/** A note of the hook that a transcript has grown, or that of a session, with the options that it was set up with. */
const note = z.union([
  z.object({ path: z.string(), args: z.array(z.string()) }),
  z.object({ session: z.string(), args: z.array(z.string()) }),
]);
interface Pending {
  note: z.infer<typeof note>;
  file: string;
  modified: number;
}

/** Attempts at a server that is away, some minutes in all; what is left then goes with the next hook. */
const ATTEMPTS = 8;

/**
 * Sends what the hooks of agents have noted, until nothing is left or the server stays away. One process at a time does: another that begins
 * meanwhile ends at once. Nobody watches it: what goes wrong stands in `hooks.log`.
 */
export async function sendPending(surroundings: Surroundings): Promise<number> {
  const home = surroundings.env.DEBRIEF_HOME || join(surroundings.home, '.debrief');
  const release = await tryLock(join(home, 'pending.lock'));
  if (!release) return 0;
  try {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const problem = await sendAll(join(home, 'pending'), surroundings);
      if (problem === null) return 0;
      await appendFile(join(home, 'hooks.log'), `${new Date().toISOString()} ${plain(problem)}\n`, { mode: 0o600 });
      await pause(backoffMs(attempt), new AbortController().signal);
    }
    return 1;
  } finally {
    release();
  }
}

/** Sends what is noted, also what is noted meanwhile; tells what kept some of it from being sent. */
async function sendAll(folder: string, surroundings: Surroundings): Promise<string | null> {
  const failed = new Map<string, string>();
  for (;;) {
    const pending = (await listPending(folder)).filter(({ file }) => !failed.has(file));
    if (pending.length === 0) return failed.size > 0 ? [...failed.values()].join('; ') : null;
    for (const each of pending) {
      const problem = await sendOne(each, surroundings);
      if (problem !== null) failed.set(each.file, `${'path' in each.note ? each.note.path : each.note.session}: ${problem}`);
      else await forget(each);
    }
  }
}

async function listPending(folder: string): Promise<Pending[]> {
  const names = await readdir(folder).catch(() => []);
  const all = await Promise.all(
    names
      .filter((name) => name.endsWith('.json'))
      .map(async (name) => {
        const file = join(folder, name);
        const { mtimeMs: modified } = await stat(file);
        const read = note.safeParse(JSON.parse(await readFile(file, 'utf8').catch(() => 'null')));
        return read.success ? [{ note: read.data, file, modified }] : [];
      }),
  );
  return all.flat().sort((a, b) => a.modified - b.modified);
}

/** What hinders is told; what cannot be mended by waiting is none: the transcript is gone, deleted there, or none. */
async function sendOne({ note: told }: Pending, surroundings: Surroundings): Promise<string | null> {
  try {
    const path = 'path' in told ? told.path : await findSessionFile(told.session, surroundings);
    if (path === null) return null;
    const options = new Command().option('--server <url>').option('--project <name>').parse(told.args, { from: 'user' }).opts();
    const server = findServer(options.server, surroundings);
    await requireServer(server); // of one that takes the connection and says nothing nobody would ever hear
    const memory = await WatchMemory.open(server, surroundings);
    const authorization = await authorizationFor(server, surroundings);
    const project = options.project ?? null;
    await new FollowedFile(path, { server, project, authorization, memory, projects: new Map() }).sendNew();
    await memory.save();
    return null;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    if (error instanceof UploadError && (error.problem?.code === 'deleted' || error.problem?.code === 'unknown_format'))
      return null;
    return error instanceof UploadError ? error.message : reasonOf(error);
  }
}

/** A note that was written anew meanwhile stays. */
async function forget({ file, modified }: Pending): Promise<void> {
  const now = await stat(file).catch(() => null);
  if (now?.mtimeMs === modified) await rm(file, { force: true });
}
