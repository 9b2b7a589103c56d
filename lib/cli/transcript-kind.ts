import { Readable } from 'node:stream';

/** How large a transcript is, about so where it is no file, and when it was written last, in milliseconds since 1970. */
export interface Extent {
  size: number;
  modified: number;
}

/** Transcripts that are no plain files, and yet are named by paths and read as if they were. They are read and sent whole each time. */
export interface TranscriptKind {
  isOne(path: string): boolean;
  /** Rejects if there is none. */
  extentOf(path: string): Promise<Extent>;
  /** Its bytes as those of a file. Reading it fails with a sentence where it cannot be read. */
  open(path: string): Readable;
}

/** Something that cannot be read, for a reason in words. */
export const unreadable = (reason: string): Readable =>
  new Readable({
    read() {
      this.destroy(new Error(reason));
    },
  });
