import type { State } from '@/lib/formats/claude-code/state';
import type { ParsedOutput, ParsedThread, SessionFacts } from '@/lib/formats/format';
import type { JsonObject } from '@/lib/formats/json';

/** One record on its way to events. */
export interface Reading {
  record: JsonObject;
  state: State;
  session: string;
  /** The session that the record was copied from when this one was resumed or forked. */
  copiedFrom: string | null;
  thread: string;
  /** Who speaks as the agent on this thread. */
  agent: 'agent' | 'subagent';
  /** These are added to as the record is read. */
  facts: SessionFacts;
  threads: ParsedThread[];
  outputs: ParsedOutput[];
}
