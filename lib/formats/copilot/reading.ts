import type { State } from '@/lib/formats/copilot/state';
import type { Draft } from '@/lib/formats/drafts';
import type { JsonObject } from '@/lib/formats/json';
import type { ReadRecord } from '@/lib/formats/records';

export type Read = Pick<ReadRecord, 'drafts' | 'facts'>;
/** Reads the data of an event; `thread` is the run of a subagent, or null. */
export type Reader = (state: State, data: JsonObject, thread: string | null) => Read;

export const only = (draft: Draft): Read => ({ drafts: [draft] });

/** What a person says to something that the agent asked leave for. */
export const steering = (text: string, callId: string | null = null): Draft => ({
  actor: 'human',
  kind: 'message',
  text,
  data: { type: 'steering', ...(callId ? { call_id: callId } : {}) },
});
