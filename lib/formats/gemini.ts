import type { LineFormat } from '@/lib/formats/format';
import { takeGeminiApart } from '@/lib/formats/gemini/document';
import { readGeminiRecord } from '@/lib/formats/gemini/session-records';
import { type State, startState } from '@/lib/formats/gemini/state';
import { isObject, textOf } from '@/lib/formats/json';
import { recordFormat } from '@/lib/formats/records';

/** Gemini CLI's chats: `~/.gemini/tmp/<project>/chats/…`, as one JSON document, and as the log of updates that later versions write. */
export const gemini: LineFormat<State> = recordFormat({
  name: 'gemini',
  agent: 'gemini',
  recognises: (sample) => sample.some(isGemini),
  start: startState,
  takeApart: takeGeminiApart,
  read: readGeminiRecord,
});

const isGemini = (value: unknown): boolean => {
  if (!isObject(value)) return false;
  const isHead = textOf(value.sessionId) !== null && textOf(value.projectHash) !== null;
  const isChange = isObject(value.$set) || textOf(value.$rewindTo) !== null;
  return isHead || isChange || (value.type === 'gemini' && textOf(value.id) !== null);
};
