import type { State } from '@/lib/formats/codex/state';
import type { Draft } from '@/lib/formats/drafts';
import type { SessionFacts } from '@/lib/formats/format';
import type { JsonObject } from '@/lib/formats/json';

/** One record on its way to events. */
export interface Reading {
  /** The envelope's type; of a record without one `response_item`. */
  type: string;
  payload: JsonObject;
  /** True for a record of the time before envelopes: nothing stands beside it that says the same. */
  isBare: boolean;
  line: number;
  state: State;
  /** Added to as the record is read. */
  facts: SessionFacts;
}

export type Reader = (reading: Reading) => Draft[];
