import { readPayload } from '@/lib/formats/claude-hooks/payloads';
import { type State, startState } from '@/lib/formats/claude-hooks/state';
import type { LineFormat } from '@/lib/formats/format';
import { isObject, textOf } from '@/lib/formats/json';
import { recordFormat } from '@/lib/formats/records';

/** What Claude Code hands to its hooks: one payload, a list of them, or one on each line; of one session or of many. */
export const claudeHooks: LineFormat<State> = recordFormat({
  name: 'claude-hooks',
  agent: 'claude',
  recognises: (sample) => sample.some(isPayload),
  start: startState,
  takeApart(document, isWhole) {
    if (isPayload(document)) return isWhole ? [document] : [];
    if (!Array.isArray(document) || !document.some(isPayload)) return null;
    return isWhole ? document : document.slice(0, -1);
  },
  read: readPayload,
});

/** Other agents' hooks name their events otherwise, or have no session. */
const isPayload = (value: unknown): boolean =>
  isObject(value) && /^[A-Z][A-Za-z]+$/.test(textOf(value.hook_event_name) ?? '') && textOf(value.session_id) !== null;
