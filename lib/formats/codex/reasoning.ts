import type { Reading } from '@/lib/formats/codex/reading';
import { copy, isTwin, keyOf } from '@/lib/formats/codex/twins';
import type { Draft } from '@/lib/formats/drafts';
import { type JsonObject, listOf, objectOf, textOf } from '@/lib/formats/json';

/** Thoughts in the model's output: their summary, or their words where they were kept; mostly they are encrypted. */
export function readReasoningItem(reading: Reading): Draft[] {
  const texts = [...textsIn(reading.payload.summary), ...textsIn(reading.payload.content)];
  if (texts.length === 0) return [{ actor: 'agent', kind: 'thinking', text: null, data: { not_recorded: true } }];
  return [thinking(reading, texts, 'item')];
}

/** The same thoughts, as the person saw them. */
export const readReasoningEvent = (reading: Reading): Draft[] => [
  thinking(reading, [textOf(reading.payload.text) ?? ''], 'event'),
];

/** The same, as newer versions write it. */
export function readReasoningCompleted(reading: Reading, item: JsonObject): Draft[] {
  const texts = [...textsIn(item.summary_text), ...textsIn(item.raw_content)];
  return texts.length === 0 ? [copy(null, 'thinking')] : [thinking(reading, texts, 'event')];
}

/** Events tell the parts of a summary one by one. */
function thinking({ state, isBare }: Reading, texts: string[], side: 'item' | 'event'): Draft {
  const fresh = isBare ? texts : texts.filter((text) => !isTwin(state, keyOf('thinking', text), side));
  if (fresh.length === 0) return copy(texts.join('\n\n'), 'thinking');
  return { actor: 'agent', kind: 'thinking', text: fresh.join('\n\n') };
}

const textsIn = (list: unknown): string[] =>
  listOf(list)
    .map((each) => textOf(each) ?? textOf(objectOf(each).text) ?? textOf(objectOf(each).summary_text))
    .filter((text) => text !== null);
