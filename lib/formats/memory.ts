/** Memories of a format are lists, oldest first, because the database that stores them does not keep the order of keys. */

/** How much is remembered. More is needed only where a result comes thousands of records after its call. */
const MEMORY = 200;
const LONG_MEMORY = 500;

export function remember<T>(memory: T[], item: T, limit = MEMORY): void {
  memory.push(item);
  while (memory.length > limit) memory.shift();
}

export const rememberLong = <T>(memory: T[], item: T): void => remember(memory, item, LONG_MEMORY);

/** The newest value that was remembered under a key. */
export function recall<T>(memory: readonly [string, T][], key: string): T | undefined {
  for (let at = memory.length - 1; at >= 0; at -= 1) {
    const pair = memory[at];
    if (pair && pair[0] === key) return pair[1];
  }
  return undefined;
}
