import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Surroundings } from '@/lib/cli/terminal';

/** What is remembered of a file: how large it was when it was last looked at, and up to where it was sent. */
const remembered = z.object({ size: z.number(), modified: z.number(), sent: z.number(), sha256: z.string().nullable() });
export type Remembered = z.infer<typeof remembered>;
const memory = z.record(z.string(), z.record(z.string(), remembered));

/** What `debrief watch` remembers from one run to the next, by server and file. A memory that cannot be read is begun anew: the server knows what it has. */
export class WatchMemory {
  private constructor(
    private readonly file: string,
    private readonly all: z.infer<typeof memory>,
    private readonly server: string,
  ) {}

  static async open(server: string, { env, home }: Pick<Surroundings, 'env' | 'home'>): Promise<WatchMemory> {
    const file = join(env.DEBRIEF_HOME || join(home, '.debrief'), 'watch.json');
    const text = await readFile(file, 'utf8').catch(() => '{}');
    return new WatchMemory(file, parsed(text), server);
  }

  get(path: string): Remembered | undefined {
    return this.all[this.server]?.[path];
  }

  set(path: string, file: Remembered): void {
    this.all[this.server] = { ...this.all[this.server], [path]: file };
  }

  async save(): Promise<void> {
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
