import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type Duplex, pipeline } from 'node:stream';
import * as zlib from 'node:zlib';
import { type TranscriptKind, unreadable } from '@/lib/cli/transcript-kind';

/** What Codex makes of a rollout that nobody has opened for long. */
export const compressedFile: TranscriptKind = {
  isOne: (path) => path.endsWith('.jsonl.zst'),
  async extentOf(path) {
    const { size, mtimeMs } = await stat(path);
    return { size, modified: mtimeMs };
  },
  open(path) {
    const decompress = decompressor();
    if (!decompress) return unreadable('it is compressed. Use Node 22.15 or later, or unpack it with zstd -d');
    pipeline(createReadStream(path), decompress, () => {}); // an error ends both, and is that of who reads
    return decompress;
  },
};

/** Absent in older versions of Node. */
function decompressor(): Duplex | null {
  const { createZstdDecompress } = zlib as typeof zlib & { createZstdDecompress?: () => Duplex };
  return createZstdDecompress?.() ?? null;
}
