import type { LineFormat } from '@/lib/formats/format';
import { isObject, type JsonObject, objectOf, textOf } from '@/lib/formats/json';
import { readEntry } from '@/lib/formats/pi/entries';
import { type State, startState } from '@/lib/formats/pi/state';
import { recordFormat } from '@/lib/formats/records';

/** Pi's sessions: `~/.pi/agent/sessions/…/<time>_<session>.jsonl`, of its versions 1 to 3. */
export const pi: LineFormat<State> = recordFormat({
  name: 'pi',
  agent: 'pi',
  recognises: (sample) => sample.some((value) => isObject(value) && (isHead(value) || isMessage(value))),
  start: startState,
  read: readEntry,
});

const isHead = (record: JsonObject): boolean =>
  record.type === 'session' && textOf(record.id) !== null && textOf(record.cwd) !== null;

/** Only this agent gives results a role of that name. */
const isMessage = (record: JsonObject): boolean =>
  record.type === 'message' && ['toolResult', 'bashExecution'].includes(textOf(objectOf(record.message).role) ?? '');
