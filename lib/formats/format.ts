import type { EventInput, Warning } from '@/lib/events/schema';

/** How many values of a file's head its format, and its session, are told by. */
export const SAMPLE_VALUES = 50;
/** Lines in which a format is looked for: of a file that none knows so far, none knows the rest. */
export const SAMPLE_LINES = 1000;

/** An event that a format made of a record. */
export interface ParsedEvent extends EventInput {
  /** Progress ticks, snapshots, hook notices: kept, folded away by readers. */
  isNoise: boolean;
  /** The value's place on its line, and the block's in its record, from 0. */
  part: number;
  /** Stands for its line where another file tells the same by another line: the same id with the same `tells` is a repetition. */
  tells?: string;
}

/** What a record says of its session; later values win, except that a lower `titleRank` never replaces a higher one. */
export interface SessionFacts {
  title?: string;
  /** 3 set by a person · 2 made by the agent · 1 a summary · 0 the first prompt. */
  titleRank?: 0 | 1 | 2 | 3;
  agent?: string;
  model?: string;
  branch?: string;
  cwd?: string;
  parent?: string;
  predecessor?: string;
  /** The name of the plan that was made in it, or that it works by. */
  plan?: string;
  /** The name of the plan that it was begun to carry out. */
  carries_out?: string;
}

/** A subagent's run that came to light on a line. */
export interface ParsedThread {
  thread: string;
  label: string | null;
  /** The call that spawned it, if the record tells. */
  spawnCallId: string | null;
}

/** The whole output of a call, of which its result holds the beginning. */
export interface ParsedOutput {
  callId: string;
  output: string;
}

/** What one line holds for one session. A line holds several only where records of several sessions are glued. */
export interface ParsedRecord {
  /** The agent's own id of the session. */
  externalId: string;
  events: ParsedEvent[];
  facts: SessionFacts;
  threads: ParsedThread[];
  outputs?: ParsedOutput[];
}

export interface ParsedLine {
  records: ParsedRecord[];
  warnings: Warning[];
}

export interface ParseOptions {
  /** The file's name or path, if the client told. */
  source: string | null;
  /** Where the session ran, if the client told. */
  cwd: string | null;
}

/**
 * A transcript format: one agent's records, translated line by line.
 * `State` is plain JSON: it is stored when a transcript is known up to an offset and given back when its tail arrives.
 * `parse` never throws: what it does not know becomes an event of kind `other` with its raw text, and what is broken a warning with an event that holds it.
 */
export interface LineFormat<State = unknown> {
  name: string;
  /** True if the first values of a file are of this format. `sample` holds at most `SAMPLE_VALUES` parsed JSON values. */
  recognises(sample: readonly unknown[]): boolean;
  /** `sample` is the one that was recognised: the head of the file, from which the session is known before its first record names it. */
  start(options: ParseOptions, sample: readonly unknown[]): State;
  /**
   * For transcripts that are one JSON value over many lines: takes it apart into its records, each of which stands as a line of its own then.
   * Null for a document of another format. A record is the same, key for key, whenever a later version of the document holds it again;
   * of a document that breaks off (`isWhole` false) the last one is left out if it may be a part.
   */
  takeApart?(document: unknown, isWhole: boolean): unknown[] | null;
  /** Its lines are the records of a document, which changes anywhere and not at its end alone. */
  isDocument?: true;
  /** Reads one line (redacted, without its line end; `number` from 1; `isTruncated` for a last line without line end) and changes `state`. */
  parse(state: State, line: { text: string; number: number; isTruncated: boolean }): ParsedLine;
  /** Whether what came since `start` tells another session than its sample did, which was not yet the whole head: then the file must be read anew. */
  isMisled?(state: State): boolean;
}
