import type { Stats } from 'node:fs';
import { resolve } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import { findAgents, lookedFor, openCodeFolder } from '@/lib/cli/agents';
import { authorizationFor } from '@/lib/cli/credentials';
import { Databases } from '@/lib/cli/databases';
import { backoffMs, Due, Later, pause } from '@/lib/cli/due';
import { isFollowed } from '@/lib/cli/files';
import { FollowedFile, type Following } from '@/lib/cli/follow';
import { isDatabase } from '@/lib/cli/opencode-database';
import { isStoredMessage } from '@/lib/cli/opencode-storage';
import { requireProject } from '@/lib/cli/project-name';
import { codeOf, pathOf, reasonOf } from '@/lib/cli/reason';
import { findServer, problemOf } from '@/lib/cli/server';
import { count } from '@/lib/cli/summary';
import { CliError, plain, type Surroundings, type Terminal } from '@/lib/cli/terminal';
import { touchedBy } from '@/lib/cli/touched';
import type { Extent } from '@/lib/cli/transcript-kind';
import { UploadError } from '@/lib/cli/upload';
import { WatchMemory } from '@/lib/cli/watch-memory';

export interface WatchOptions {
  project?: string;
  server?: string;
}

/** How soon an agent that is new on this computer is noticed. */
const NEW_AGENTS_MS = 5000;
const AT_ONCE = 4;
const SAVE_EVERY_MS = 1000;
const AGAIN_MS = 150; // longer than the watcher keeps changes of one file apart, which is 50 ms
/** What happens to a database is not always told, and it changes with every word of an answer: it is looked at so often. */
const DATABASE_MS = 1000;

/**
 * Follows transcripts and sends what is added to them, until the signal. What lay there before the first time is not sent before it grows.
 * Throws CliError where there is nothing to follow, and where the server takes nothing of who asks.
 */
export async function runWatch(
  paths: string[],
  options: WatchOptions,
  surroundings: Surroundings,
  signal: AbortSignal,
): Promise<number> {
  const { terminal, cwd } = surroundings;
  const project = requireProject(options.project);
  const server = findServer(options.server, surroundings);
  const foldersNow = () => (paths.length > 0 ? paths : findAgents(surroundings).flatMap(({ folders }) => folders));
  const roots = foldersNow().map((folder) => resolve(cwd, folder));
  if (roots.length === 0)
    throw new CliError(`There is nothing to watch: none of ${lookedFor(surroundings).join(', ')} is there.`);
  const memory = await WatchMemory.open(server, surroundings);
  const authorization = await authorizationFor(server, surroundings);
  const following: Following = { server, project, authorization, memory, projects: new Map() };
  const ignored = (path: string, stats?: Stats) => !isFollowed(path, stats, openCodeFolder(surroundings));
  const watcher = watch(roots, { ignored, alwaysStat: true });
  const addNew = () => {
    const added = foldersNow().filter((folder) => !roots.includes(resolve(cwd, folder)));
    roots.push(...added);
    watcher.add(added);
  };
  const looking = setInterval(addNew, NEW_AGENTS_MS);
  try {
    return await new Watch(following, roots, terminal, signal).until(watcher);
  } finally {
    clearInterval(looking);
    await watcher.close();
    await memory.save();
  }
}

class Watch {
  private readonly files = new Map<string, FollowedFile>();
  private readonly due = new Due<string>(AT_ONCE);
  private readonly later = new Later();
  private readonly databases = new Databases((path, isFirst) => this.notice(path, undefined, isFirst));
  private readonly told = new Set<string>();
  private readonly stop = new AbortController();
  private readonly signal: AbortSignal;
  private refused: CliError | null = null;
  private isReady = false;
  private failures = 0;

  constructor(
    private readonly following: Following,
    private readonly folders: string[],
    private readonly terminal: Terminal,
    signal: AbortSignal,
  ) {
    this.signal = AbortSignal.any([signal, this.stop.signal]);
  }

  async until(watcher: FSWatcher): Promise<number> {
    const first: Promise<unknown>[] = [];
    watcher.on('add', (path, stats) => {
      if (!this.isReady && isStoredMessage(path)) return; // its session tells
      const noticed = isDatabase(path) ? this.databases.ask(path, !this.isReady) : this.notice(path, stats, !this.isReady);
      if (!this.isReady) first.push(noticed);
    });
    watcher.on('change', (path, stats) => isDatabase(path) || void this.notice(path, stats, false));
    watcher.on('error', (error) => this.tell(`${pathOf(error) ?? 'Something'}: not watched: ${reasonOf(error)}`));
    watcher.once('ready', async () => {
      this.isReady = true;
      await Promise.all(first);
      this.following.memory.watching(this.folders);
      this.terminal.out(`Watching ${count(this.files.size, 'transcript')} for ${this.following.server}. End with Ctrl+C.\n`);
    });
    const saving = setInterval(() => void this.following.memory.save().catch(() => {}), SAVE_EVERY_MS);
    const asking = setInterval(() => this.databases.askAll(), DATABASE_MS);
    void this.lookAtServer();
    await this.due.run((path) => this.send(path), this.signal);
    clearInterval(saving);
    clearInterval(asking);
    this.later.clear();
    if (this.refused) throw this.refused;
    return 0;
  }

  /** Whoever watches for a server that is none would never hear of it before something is added. */
  private async lookAtServer(): Promise<void> {
    const problem = await problemOf(this.following.server);
    if (problem?.passes) this.away(problem.message);
    else if (problem) this.refuse(problem.message);
  }

  private away(message: string): void {
    if (this.failures === 0) this.terminal.err(`${plain(message).replace(/\.$/, '')}. What is added meanwhile is sent later.\n`);
    this.failures += 1;
  }

  /** False if it could not be looked at. */
  private async notice(path: string, stats: Stats | undefined, isFirst: boolean): Promise<boolean> {
    try {
      for (const touched of await touchedBy(path, stats)) this.look(touched, isFirst);
      return true;
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') this.tell(`${path}: not watched: ${reasonOf(error)}`);
      return false;
    }
  }

  /** What was there before anything watched waits until it grows; what came while nothing watched does not. */
  private look({ path, size, modified }: Extent & { path: string }, isFirst: boolean): void {
    const { memory } = this.following;
    if (!this.files.has(path)) this.files.set(path, new FollowedFile(path, this.following));
    const isOld = isFirst && modified <= memory.watchedUntil(path, this.folders);
    if (!memory.get(path))
      memory.set(path, { ...(isOld ? { size, modified } : { size: 0, modified: 0 }), sent: 0, sha256: null });
    const known = memory.get(path);
    if (known?.size !== size || known.modified !== modified) this.sendSoon(path);
  }

  /** And once more a little later: of changes that follow each other at once only the first is told. */
  private sendSoon(path: string): void {
    this.due.add(path);
    this.later.anew(path, AGAIN_MS, () => this.due.add(path));
  }

  private async send(path: string): Promise<void> {
    while (!this.signal.aborted) {
      try {
        const file = this.files.get(path);
        const rest = file?.restMs() ?? 0;
        if (rest > 0) return this.later.once(`${path} rests`, rest, () => this.due.add(path));
        const sent = await file?.sendNew();
        if (!sent) return;
        if (this.failures > 0) this.terminal.out(`${this.following.server} answers again.\n`);
        this.failures = 0;
        for (const { external_id, url } of sent.sessions)
          this.tell(`${sent.project} ${new URL(url, this.following.server).href}`, external_id);
        return;
      } catch (error) {
        if (!this.isToBeTriedAgain(path, error)) return;
        await pause(backoffMs(this.failures), this.signal);
      }
    }
  }

  private isToBeTriedAgain(path: string, error: unknown): boolean {
    const code = error instanceof UploadError ? (error.problem?.code ?? null) : codeOf(error);
    if (code === 'ENOENT') return false; // it was deleted meanwhile
    const passes = error instanceof UploadError && error.passes;
    if (passes) this.away(error.message);
    else if (code === 'unauthenticated' || code === 'forbidden') this.refuse(reasonOf(error));
    else this.tell(`${path}: not sent: ${reasonOf(error)}`);
    return passes;
  }

  private refuse(message: string): void {
    this.refused = new CliError(message);
    this.stop.abort();
  }

  /** Once: the same twice says nothing new. */
  private tell(text: string, key = text): void {
    if (this.told.has(key)) return;
    this.told.add(key);
    this.terminal.out(`${plain(text)}\n`);
  }
}
