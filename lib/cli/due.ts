import { setTimeout as sleep } from 'node:timers/promises';

/** Things that are due are done some at a time, each never twice at once; what becomes due while it is done is done again. */
export class Due<T> {
  private readonly waiting = new Set<T>();
  private readonly running = new Set<T>();
  private wake = () => {};

  constructor(private readonly atOnce: number) {}

  add(item: T): void {
    this.waiting.add(item);
    this.wake();
  }

  /** Works until the signal; then ends what runs. `work` does not reject. */
  async run(work: (item: T) => Promise<void>, signal: AbortSignal): Promise<void> {
    const running = new Set<Promise<void>>();
    signal.addEventListener('abort', () => this.wake(), { once: true });
    while (!signal.aborted) {
      const item = this.running.size < this.atOnce ? this.next() : undefined;
      if (item === undefined) {
        await new Promise<void>((resolve) => {
          this.wake = resolve;
        });
        continue;
      }
      this.running.add(item);
      const done = work(item).finally(() => {
        this.running.delete(item);
        running.delete(done);
        this.wake();
      });
      running.add(done);
    }
    await Promise.all(running);
  }

  private next(): T | undefined {
    for (const item of this.waiting) {
      if (this.running.has(item)) continue;
      this.waiting.delete(item);
      return item;
    }
    return undefined;
  }
}

const FIRST_WAIT_MS = 1000;
const MAX_WAIT_MS = 60_000;

/** How long to wait after the nth failure in a row: ever longer, and not the same for all who wait. */
export const backoffMs = (failures: number, random = Math.random()): number =>
  Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1)) * (0.5 + random / 2);

/** Waits, or until the signal. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> => sleep(ms, undefined, { signal }).catch(() => {});

/** Deeds that are put off, one for each key. */
export class Later {
  private readonly timers = new Map<string, NodeJS.Timeout>();

  /** Unless one waits under this key already. */
  once(key: string, ms: number, work: () => void): void {
    if (this.timers.has(key)) return;
    const timer = setTimeout(() => {
      this.timers.delete(key);
      work();
    }, ms);
    this.timers.set(key, timer);
  }

  /** In the place of the one that waits under this key. */
  anew(key: string, ms: number, work: () => void): void {
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
    this.once(key, ms, work);
  }

  clear(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
  }
}
