import type { SeenSession, State } from '@/lib/formats/claude-hooks/state';
import type { ParsedThread, SessionFacts } from '@/lib/formats/format';
import type { JsonObject } from '@/lib/formats/json';

/** One payload on its way to events. */
export interface Reading {
  state: State;
  payload: JsonObject;
  seen: SeenSession;
  line: number;
  agent: 'agent' | 'subagent';
  /** Both are added to as the payload is read. */
  facts: SessionFacts;
  threads: ParsedThread[];
}
