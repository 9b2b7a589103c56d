import { standOf } from '@/lib/cli/opencode-database';

/** Databases that are asked what has grown whenever something happened to them. */
export class Databases {
  /** How each stood when it was asked last; null for one that never was. */
  private readonly stands = new Map<string, string | null>();

  /** `look` tells whether a database could be looked at; if not, it is asked again the next time. */
  constructor(private readonly look: (database: string, isFirst: boolean) => Promise<boolean>) {}

  async ask(database: string): Promise<void> {
    const stand = await standOf(database);
    const known = this.stands.get(database) ?? null;
    if (stand === known) return;
    this.stands.set(database, stand);
    if (!(await this.look(database, known === null))) this.stands.set(database, known);
  }

  askAll(): void {
    for (const database of this.stands.keys()) void this.ask(database);
  }
}
