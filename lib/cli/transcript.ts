import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { compressedFile } from '@/lib/cli/compressed';
import { databaseSession } from '@/lib/cli/opencode-database';
import { storedSession } from '@/lib/cli/opencode-storage';
import type { Extent, TranscriptKind } from '@/lib/cli/transcript-kind';

const KINDS: readonly TranscriptKind[] = [compressedFile, storedSession, databaseSession];
const kindOf = (path: string): TranscriptKind | undefined => KINDS.find(({ isOne }) => isOne(path));

/** Whether a path names a plain file, of which a part can be read. */
export const isPlainFile = (path: string): boolean => kindOf(path) === undefined;

/** Rejects if there is none. */
export async function extentOf(path: string): Promise<Extent> {
  const kind = kindOf(path);
  if (kind) return kind.extentOf(path);
  const { size, mtimeMs } = await stat(path);
  return { size, modified: mtimeMs };
}

/** Reads a transcript, or of a plain file a part. */
export const openTranscript = (path: string, options: { start?: number; end?: number; highWaterMark?: number } = {}): Readable =>
  kindOf(path)?.open(path) ?? createReadStream(path, options);
