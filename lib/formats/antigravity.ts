import { readStep, type State, startState } from '@/lib/formats/antigravity/steps';
import type { LineFormat } from '@/lib/formats/format';
import { isObject, numberOf, textOf } from '@/lib/formats/json';
import { recordFormat } from '@/lib/formats/records';

/** Antigravity's conversations: `~/.gemini/antigravity-cli/brain/<conversation>/.system_generated/logs/transcript.jsonl`. */
export const antigravity: LineFormat<State> = recordFormat({
  name: 'antigravity',
  agent: 'antigravity',
  recognises: (sample) => sample.some(isStep),
  start: startState,
  read: readStep,
});

const isStep = (value: unknown): boolean =>
  isObject(value) && numberOf(value.step_index) !== null && textOf(value.type) !== null && textOf(value.source) !== null;
