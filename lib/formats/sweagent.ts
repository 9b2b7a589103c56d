import type { LineFormat } from '@/lib/formats/format';
import { isObject, textOf } from '@/lib/formats/json';
import { recordFormat } from '@/lib/formats/records';
import { takeApart } from '@/lib/formats/sweagent/documents';
import { readRecord, type State, startState } from '@/lib/formats/sweagent/steps';

/** Trajectories of SWE-agent: `<instance>.traj`, of its versions before 1.0 and since. */
export const sweagent: LineFormat<State> = recordFormat({
  name: 'sweagent',
  agent: 'swe-agent',
  recognises: (sample) => sample.some((value) => isObject(value) && textOf(value.sweagent) !== null),
  start: startState,
  takeApart,
  read: readRecord,
});
