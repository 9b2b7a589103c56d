import type { LineFormat } from '@/lib/formats/format';
import { isObject } from '@/lib/formats/json';
import { readKiroRecord, type State, startState } from '@/lib/formats/kiro/records';
import { recordFormat } from '@/lib/formats/records';

/** Kiro CLI's sessions: `~/.kiro/sessions/cli/<session>.jsonl`. */
export const kiro: LineFormat<State> = recordFormat({
  name: 'kiro',
  agent: 'kiro',
  recognises: (sample) => sample.some(isKiro),
  start: startState,
  read: readKiroRecord,
});

const isKiro = (value: unknown): boolean =>
  isObject(value) && value.version === 'v1' && typeof value.kind === 'string' && isObject(value.data);
