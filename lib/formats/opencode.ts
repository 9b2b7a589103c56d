import type { LineFormat } from '@/lib/formats/format';
import { isObject, textOf } from '@/lib/formats/json';
import { takeApart } from '@/lib/formats/opencode/documents';
import { readRecord } from '@/lib/formats/opencode/messages';
import { type State, startState } from '@/lib/formats/opencode/state';
import { recordFormat } from '@/lib/formats/records';

/** Sessions of OpenCode: `opencode export <session>`, or the list of messages that its server gives. The command line sends their records as lines. */
export const opencode: LineFormat<State> = recordFormat({
  name: 'opencode',
  agent: 'opencode',
  recognises: (sample) => sample.some((value) => isObject(value) && textOf(value.opencode) !== null),
  start: startState,
  takeApart,
  isDocument: true,
  read: readRecord,
});
