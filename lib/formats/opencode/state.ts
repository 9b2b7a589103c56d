import type { ParseOptions } from '@/lib/formats/format';
import { isObject, objectOf } from '@/lib/formats/json';
import { idOf } from '@/lib/formats/opencode/keys';
import { type RecordState, startRecords } from '@/lib/formats/records';
import type { CallState } from '@/lib/formats/tools';

/** Plain JSON. */
export interface State extends RecordState, CallState {
  /** Its prompts are another session's. */
  isChild: boolean;
  /** The message that is read says what came before it, in place of it. */
  isSummary: boolean;
  /** The person runs commands beside the conversation. */
  isShell: boolean;
  mode: string | null;
  /** The model of the answer that is read. */
  model: string | null;
}

export function startState(options: ParseOptions, sample: readonly unknown[]): State {
  const info = objectOf(sample.filter(isObject).find(({ opencode }) => opencode === 'session')?.info);
  const message = objectOf(sample.filter(isObject).find(({ opencode }) => opencode === 'user' || opencode === 'assistant')?.info);
  return {
    ...startRecords(idOf(info.id) ?? idOf(message.sessionID), options, sample),
    calls: [],
    isChild: typeof info.parentID === 'string',
    isSummary: false,
    isShell: false,
    mode: null,
    model: null,
  };
}
