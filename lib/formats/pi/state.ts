import type { ParseOptions } from '@/lib/formats/format';
import { isObject, textOf } from '@/lib/formats/json';
import { type RecordState, startRecords } from '@/lib/formats/records';
import type { CallState } from '@/lib/formats/tools';

/** Plain JSON. */
export interface State extends RecordState, CallState {
  /** The entry before: the next one hangs under it, unless the person went back. */
  last: string | null;
}

export function startState(options: ParseOptions, sample: readonly unknown[]): State {
  const head = sample.find((value) => isObject(value) && value.type === 'session');
  return { ...startRecords(isObject(head) ? textOf(head.id) : null, options, sample), calls: [], last: null };
}
