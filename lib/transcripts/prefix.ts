import { createSHA256, type IHasher } from 'hash-wasm';
import { AppError } from '@/lib/errors';

/** What is known of the beginning of a file, up to the end of its last whole line. */
export interface KnownPrefix {
  offset: number;
  sha256: string;
  hashState: Uint8Array;
}

const NEWLINE = 0x0a;

/** Follows a file as it arrives: how many bytes there are, and the hash up to the end of the last whole line. */
export interface PrefixReader {
  add(chunk: Uint8Array): void;
  known(): KnownPrefix;
  /** Whether it begins otherwise than it was known to, or ends before. */
  isOther(): boolean;
}

/** Begins a file, or goes on behind what is known of it; `before` is what a file that comes whole was known to begin with. Throws `offset_mismatch` if the state of the hash comes from another version of the library. */
export async function readPrefix(
  from: KnownPrefix | null,
  before: Pick<KnownPrefix, 'offset' | 'sha256'> | null = null,
): Promise<PrefixReader> {
  const running = await createSHA256();
  begin(running, from);
  const final = await createSHA256();
  let read = from?.offset ?? 0;
  let offset = read;
  let hashState = running.save();
  let isSame = !before?.offset;
  const known = () => ({ offset, hashState, sha256: final.load(hashState).digest('hex') });
  const add = (chunk: Uint8Array) => {
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    if (end > 0) {
      running.update(chunk.subarray(0, end));
      hashState = running.save();
      offset = read + end;
    }
    running.update(chunk.subarray(end));
    read += chunk.length;
  };
  return {
    add(chunk) {
      const rest = before ? before.offset - read : -1;
      if (rest <= 0 || rest > chunk.length) return add(chunk);
      add(chunk.subarray(0, rest));
      isSame = known().sha256 === before?.sha256;
      add(chunk.subarray(rest));
    },
    known,
    isOther: () => !isSame,
  };
}

function begin(hasher: IHasher, from: KnownPrefix | null): void {
  if (!from) return void hasher.init();
  try {
    hasher.load(from.hashState);
  } catch {
    throw new AppError('offset_mismatch', 'This file must be sent whole once more.', { extra: { known_offset: 0 } });
  }
}
