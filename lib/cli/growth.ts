import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';

const NEWLINE = 0x0a;
const STEP_BYTES = 64 * 1024;

/** Where the last line that has ended ends, from the beginning of the file; `from` if none has ended behind it. */
export async function endOfLines(path: string, from: number, size: number): Promise<number> {
  const file = await open(path);
  try {
    const bytes = Buffer.alloc(STEP_BYTES);
    for (let end = size; end > from; ) {
      const start = Math.max(from, end - STEP_BYTES);
      const { bytesRead } = await file.read(bytes, 0, end - start, start);
      const at = bytes.subarray(0, bytesRead).lastIndexOf(NEWLINE);
      if (at >= 0) return start + at + 1;
      end = start;
    }
    return from;
  } finally {
    await file.close();
  }
}

/** The hash of a file's beginning, which goes on where it has grown. */
export class PrefixHash {
  private hash: Hash = createHash('sha256');
  private offset = 0;

  constructor(private readonly path: string) {}

  /** Hash of the bytes before an offset, in hexadecimal. Reads what was not hashed yet; from the beginning where the offset lies behind that. */
  async before(offset: number): Promise<string> {
    if (offset < this.offset) {
      this.hash = createHash('sha256');
      this.offset = 0;
    }
    if (offset > this.offset)
      for await (const chunk of createReadStream(this.path, { start: this.offset, end: offset - 1 })) this.hash.update(chunk);
    this.offset = offset;
    return this.hash.copy().digest('hex');
  }
}
