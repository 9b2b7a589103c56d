import { standOf } from '@/lib/cli/opencode-database';

/** A database rests this many times as long as looking at it took: nothing else is done meanwhile, and it changes with every word of an answer. */
const REST = 20;

/** Databases that are asked what has grown whenever something happened to them. */
export class Databases {
  /** How each stood when it was asked last; null for one that never was. */
  private readonly stands = new Map<string, string | null>();
  /** Those that were there at first and could not be looked at yet. */
  private readonly unseen = new Set<string>();
  private readonly restsUntil = new Map<string, number>();

  /** `look` tells whether a database could be looked at; if not, it is asked again the next time. */
  constructor(private readonly look: (database: string, isFirst: boolean) => Promise<boolean>) {}

  /** `isFirst` for one that was there at first: what it holds is old. */
  async ask(database: string, isFirst = false): Promise<void> {
    if (isFirst) this.unseen.add(database);
    const stand = await standOf(database);
    const known = this.stands.get(database) ?? null;
    if (stand === known || Date.now() < (this.restsUntil.get(database) ?? 0)) return;
    this.stands.set(database, stand);
    const began = Date.now();
    const isSeen = await this.look(database, this.unseen.has(database));
    this.restsUntil.set(database, Date.now() + REST * (Date.now() - began));
    if (isSeen) this.unseen.delete(database);
    else this.stands.set(database, known);
  }

  askAll(): void {
    for (const database of this.stands.keys()) void this.ask(database);
  }
}
