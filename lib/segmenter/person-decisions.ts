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
export function personDecisions(events: readonly SegmenterEvent[]): DraftClaim[] {
  const recorded = events.filter(
    (event) => event.actor === 'human' && event.data?.type === 'steering' && typeof event.data.call_id === 'string',
  );
  const known = new Set(recorded.map((event) => event.data?.call_id));
  const decisions = toolCalls(events).flatMap((call) => [
    ...answered(call),
    ...(known.has(call.call.tool?.callId) ? [] : steered(call)),
  ]);
  const all = [...decisions, ...recorded.flatMap((event) => directive(event.text ?? '', event.seq))];
  return all.sort((a, b) => (a.evidence.at(-1) ?? 0) - (b.evidence.at(-1) ?? 0));
}

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
  const end = rest.search(/"(?:, "|\. You can now|\.?\s*$)/);
  return end < 0 ? null : rest.slice(0, end);
}

/** The comment in the words that an agent gets for a refused call. */
function steered(call: Call): DraftClaim[] {
  const said = call.output.replaceAll('’', "'");
  if (!call.result?.tool?.isError || !/^(?:Error: )?The user doesn't want/.test(said)) return [];
  const words = said.match(STEERING)?.[1] ?? '';
  return CLARIFYING.test(words) ? [] : directive(words.split(/\n\s*Note: /)[0] ?? '', call.result.seq);
}

/** A comment is a decision unless it asks back or runs on. */
function directive(comment: string, seq: number): DraftClaim[] {
  const text = comment.trim();
  if (text === '' || text.endsWith('?') || text.length > MAX_ANSWER) return [];
  return [{ field: 'decision', text, party: 'person', evidence: [seq] }];
}
