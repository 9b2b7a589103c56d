import { takeApart } from '@/lib/formats/atif/documents';
import { type State, startState } from '@/lib/formats/atif/state';
import { readRecord } from '@/lib/formats/atif/steps';
import type { LineFormat } from '@/lib/formats/format';
import { isObject, textOf } from '@/lib/formats/json';
import { recordFormat } from '@/lib/formats/records';

/** Trajectories in the Agent Trajectory Interchange Format, which several agents and harnesses write; its versions 1.x. */
export const atif: LineFormat<State> = recordFormat({
  name: 'atif',
  agent: null,
  recognises: (sample) => sample.some((value) => isObject(value) && textOf(value.atif) !== null),
  start: startState,
  takeApart,
  read: readRecord,
});
