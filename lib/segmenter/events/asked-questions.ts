import { isPlanCall } from '@/lib/segmenter/events/plans';
import { type Call, objectOf, toolCalls } from '@/lib/segmenter/events/tool-calls';
import { isQuestionTool } from '@/lib/segmenter/events/tool-names';
import type { SegmenterEvent } from '@/lib/segmenter/segmenter';

/** True for a call that asks the person. */
export const isQuestion = (call: Call) => isQuestionTool(call.name);

/** The call that waits on the person at the end of the events: a question or a plan without a result, and no prompt after it. */
export function waitingCall(events: readonly SegmenterEvent[]): Call | null {
  const last = toolCalls(events).findLast((call) => isQuestion(call) || isPlanCall(call));
  if (!last || last.result !== null) return null;
  return events.some((event) => event.seq > last.call.seq && event.actor === 'human' && event.kind === 'prompt') ? null : last;
}

/** A question that a call put to the person. */
export interface AskedQuestion {
  question: string;
  /** What its answer may go by. */
  id: string | null;
  options: { label: string; description: string | null }[];
}

/** The questions of a call. */
export function questionsOf(call: Call): AskedQuestion[] {
  if (!isQuestion(call)) return [];
  const list = Array.isArray(call.input.questions) ? call.input.questions : [call.input];
  return list.flatMap((item) =>
    typeof item?.question === 'string' && item.question.trim()
      ? [{ question: item.question.trim(), id: typeof item.id === 'string' ? item.id : null, options: optionsOf(item.options) }]
      : [],
  );
}

const optionsOf = (options: unknown): AskedQuestion['options'] =>
  (Array.isArray(options) ? options : []).flatMap((option) =>
    typeof option?.label === 'string'
      ? [{ label: option.label.trim(), description: typeof option.description === 'string' ? option.description.trim() : null }]
      : [],
  );

/** What the person answered to a question of a call; null where nothing tells. */
export function answerTo({ question, id }: Pick<AskedQuestion, 'question' | 'id'>, call: Call): string | null {
  const recorded = objectOf(call.result?.data?.answers) ?? objectOf(objectOf(parsed(call.output))?.answers);
  const answer = spoken(recorded?.[question]) ?? (id === null ? null : spoken(recorded?.[id]));
  if (answer !== null) return answer;
  const start = call.output.indexOf(`"${question}"="`);
  if (start < 0) return null;
  const rest = call.output.slice(start + question.length + 4);
  const end = rest.search(/"(?:, "|\. You can now|\.?\s*$)/);
  return end < 0 ? null : rest.slice(0, end);
}

/** An answer as words: a text, a list of texts, or an object that holds one of these. */
function spoken(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() || null;
  if (Array.isArray(value)) return value.filter((each) => typeof each === 'string' && each.trim() !== '').join(', ') || null;
  const held = objectOf(value);
  return held ? spoken(held.answers ?? held.answer) : null;
}

function parsed(text: string): unknown {
  if (!text.trimStart().startsWith('{')) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
