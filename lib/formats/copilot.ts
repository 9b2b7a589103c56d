import { readCopilotEvent } from '@/lib/formats/copilot/events';
import { type State, startState } from '@/lib/formats/copilot/state';
import type { LineFormat } from '@/lib/formats/format';
import { isObject, textOf } from '@/lib/formats/json';
import { recordFormat } from '@/lib/formats/records';

/** GitHub Copilot CLI's sessions: `~/.copilot/session-state/<session>/events.jsonl`. */
export const copilot: LineFormat<State> = recordFormat({
  name: 'copilot',
  agent: 'copilot',
  recognises: (sample) => sample.some(isCopilot),
  start: startState,
  read: readCopilotEvent,
});

/** Every event has the same envelope: a type of two words, its data, and the event before. */
const isCopilot = (value: unknown): boolean => {
  if (!isObject(value) || !isObject(value.data)) return false;
  const type = textOf(value.type) ?? '';
  if (type === 'session.start') return textOf(value.data.sessionId) !== null;
  return (
    /^(session|user|assistant|tool|hook|system|subagent)\.\w+$/.test(type) && textOf(value.id) !== null && 'parentId' in value
  );
};
