import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Surroundings } from '@/lib/cli/terminal';

/** What is remembered of a file: how large it was when it was last looked at, and up to where it was sent. */
const remembered = z.object({ size: z.number(), modified: z.number(), sent: z.number(), sha256: z.string().nullable() });
export type Remembered = z.infer<typeof remembered>;
/** The times of files may lie behind the clock. */
const COARSE_MS = 1000;
/** Of each server: the files, and until when folders were watched, in milliseconds since 1970. */
const ofServer = z.object({ files: z.record(z.string(), remembered), watched: z.record(z.string(), z.number()) });
const memory = z.record(z.string(), ofServer);

/** What `debrief watch` remembers from one run to the next, by server and file. A memory that cannot be read is begun anew: the server knows what it has. */
export class WatchMemory {
  private folders: readonly string[] = [];

  private constructor(
    private readonly file: string,
    private readonly all: z.infer<typeof memory>,
    private readonly own: z.infer<typeof ofServer>,
  ) {}

  static async open(server: string, { env, home }: Pick<Surroundings, 'env' | 'home'>): Promise<WatchMemory> {
    const file = join(env.DEBRIEF_HOME || join(home, '.debrief'), 'watch.json');
    const all = parsed(await readFile(file, 'utf8').catch(() => '{}'));
    const own = all[server] ?? { files: {}, watched: {} };
    return new WatchMemory(file, { ...all, [server]: own }, own);
  }

  get(path: string): Remembered | undefined {
    return this.own.files[path];
  }

  set(path: string, file: Remembered): void {
    this.own.files[path] = file;
  }

  /** From now on these folders are watched, as long as this memory is saved. */
  watching(folders: readonly string[]): void {
    this.folders = folders;
  }

  /** Until when the folder was watched in which a file lies, one of these; infinite where it never was. */
  watchedUntil(path: string, folders: readonly string[]): number {
    const around = folders.filter((folder) => path.startsWith(folder)).sort((a, b) => b.length - a.length);
    return (this.own.watched[around[0] ?? ''] ?? Number.POSITIVE_INFINITY) - COARSE_MS;
  }

  async save(): Promise<void> {
    for (const folder of this.folders) this.own.watched[folder] = Date.now();
    await mkdir(dirname(this.file), { recursive: true, mode: 0o700 });
    const draft = `${this.file}.${process.pid}`;
    await writeFile(draft, JSON.stringify(this.all), { mode: 0o600 });
    await rename(draft, this.file);
  }
}

function parsed(text: string): z.infer<typeof memory> {
  try {
    return memory.parse(JSON.parse(text));
  } catch {
    return {};
  }
}
