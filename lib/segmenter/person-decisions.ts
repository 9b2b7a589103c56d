import type { DraftClaim, SegmenterEvent } from '@/lib/segmenter/segmenter';
import { type Call, toolCalls } from '@/lib/segmenter/tool-calls';

const QUESTION_TOOLS = /^(?:AskUserQuestion|ask_user|request_user_input|ask_followup_question|question)$/i;
const GATES = /^(?:ExitPlanMode|exit_plan_mode)$/i;
const STEERING = /the user said:\s*\n?([\s\S]+)$/i;
const CLARIFYING = /^The user wants to clarify these questions/;
const DELEGATED = /^(?:you decide|your choice|whatever|skip|other|n\/a|no preference|i don't know|dunno)\b/i;
const MAX_ANSWER = 500;

/** True for a call that waits on the person. */
const isQuestion = (call: Call) => QUESTION_TOOLS.test(call.name);
const isGate = (call: Call) => isQuestion(call) || GATES.test(call.name);

/** The call that waits on the person at the end of the events: a question or a plan without a result, and no prompt after it. */
export function waitingCall(events: readonly SegmenterEvent[]): Call | null {
  const last = toolCalls(events).findLast(isGate);
  if (!last || last.result !== null) return null;
  return events.some((event) => event.seq > last.call.seq && event.actor === 'human' && event.kind === 'prompt') ? null : last;
}

/** The texts of the questions of a call. */
export function questionsOf({ name, input }: Call): string[] {
  if (!QUESTION_TOOLS.test(name)) return [];
  const list = Array.isArray(input.questions) ? input.questions : [input];
  return list.flatMap((item) => (typeof item?.question === 'string' && item.question.trim() ? [item.question.trim()] : []));
}

/** What the person decided beyond doubt: answers to the agent's questions, and words that came with a refused call. */
export const personDecisions = (events: readonly SegmenterEvent[]): DraftClaim[] =>
  toolCalls(events).flatMap((call) => [...answered(call), ...steered(call)]);

function answered(call: Call): DraftClaim[] {
  const result = call.result;
  if (!isQuestion(call) || result === null || call.hasFailed) return [];
  return questionsOf(call).flatMap((question) => {
    const answer = answerTo(question, call)?.trim();
    if (!answer || answer.endsWith('?') || answer.length > MAX_ANSWER || DELEGATED.test(answer)) return [];
    return [{ field: 'decision', text: `${question} ${answer}`, party: 'person', evidence: evidenceOf(call) }];
  });
}

const evidenceOf = (call: Call) => [...new Set([call.call.seq, call.result?.seq ?? call.call.seq])];

function answerTo(question: string, call: Call): string | null {
  const recorded = call.result?.data?.answers;
  const answer = typeof recorded === 'object' && recorded !== null ? (recorded as Record<string, unknown>)[question] : null;
  if (typeof answer === 'string') return answer;
  const start = call.output.indexOf(`"${question}"="`);
  if (start < 0) return null;
  const rest = call.output.slice(start + question.length + 4);
  const end = rest.search(/"(?:, "|\. You can now|\s*$)/);
  return end < 0 ? null : rest.slice(0, end);
}

function steered(call: Call): DraftClaim[] {
  if (!call.result?.tool?.isError) return [];
  const words = call.output.replaceAll('’', "'").match(STEERING)?.[1]?.trim();
  if (!words || !/^The user doesn't want/.test(call.output.replaceAll('’', "'")) || CLARIFYING.test(words)) return [];
  const text = words.split(/\n\nNote: /)[0]?.trim() ?? '';
  if (text === '' || text.endsWith('?') || text.length > MAX_ANSWER) return [];
  return [{ field: 'decision', text, party: 'person', evidence: [call.result.seq] }];
}
