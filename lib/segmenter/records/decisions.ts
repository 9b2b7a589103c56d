import { approvedPlans } from '@/lib/segmenter/events/plans';
import { type Call, toldAt, toolCalls } from '@/lib/segmenter/events/tool-calls';
import { isHumanPrompt } from '@/lib/segmenter/events/turn-ends';
import { answersOf } from '@/lib/segmenter/records/answers';
import { directionsOf } from '@/lib/segmenter/records/directions';
import { optionPick } from '@/lib/segmenter/records/option-pick';
import { commentIn, decidesMidway, decidesRefusing, refusedThing } from '@/lib/segmenter/records/steering';
import type { DraftClaim, SegmenterEvent } from '@/lib/segmenter/segmenter';
import { normalised, placedSentences } from '@/lib/segmenter/text/sentences';
import { clipped, inQuotes } from '@/lib/segmenter/text/words';

const MAX_PLAN_NAME = 160;
const MAX_OPTION = 300;

/** What the person decided beyond doubt, in order: each source by itself was right in at least four of five of many sessions. */
export function decisionsOf(main: readonly SegmenterEvent[]): DraftClaim[] {
  const calls = toolCalls(main);
  const found = [
    ...calls.flatMap(answered),
    ...steered(main, calls),
    ...approved(main),
    ...main.filter(isHumanPrompt).flatMap((prompt) => prompted(prompt, main)),
  ];
  const seen = new Set<string>();
  return found
    .sort((a, b) => (a.evidence.at(-1) ?? 0) - (b.evidence.at(-1) ?? 0))
    .filter(({ text }) => !seen.has(normalised(text)) && seen.add(normalised(text)));
}

const decision = (text: string, evidence: readonly number[]): DraftClaim => ({
  field: 'decision',
  text,
  party: 'person',
  evidence: [...new Set(evidence)],
});

const answered = (call: Call): DraftClaim[] => answersOf(call).map((text) => decision(text, [call.call.seq, toldAt(call)]));

/** What was said in refusing a call, as an event of its own or only in the call's result, and what was typed while the agent worked. */
function steered(main: readonly SegmenterEvent[], calls: readonly Call[]): DraftClaim[] {
  const refused = new Map(calls.map((call) => [call.call.tool?.callId, call]));
  const recorded = main.filter((event) => event.actor === 'human' && event.data?.type === 'steering');
  const known = new Set(recorded.map((event) => event.data?.call_id));
  const events = recorded.flatMap((event) => {
    const text = event.text?.trim() ?? '';
    const id = event.data?.call_id;
    if (typeof id === 'string') return refusal(text, event.seq, refused.get(id));
    return decidesMidway(text) ? [decision(text, [event.seq])] : [];
  });
  const results = calls.flatMap((call) => {
    const isKnown = call.call.tool?.callId != null && known.has(call.call.tool.callId);
    const comment = isKnown || !call.result?.tool?.isError ? null : commentIn(call.output);
    return comment && call.result ? refusal(comment, call.result.seq, call) : [];
  });
  return [...events, ...results];
}

/** A comment with what it refused, without which "this" says nothing. */
function refusal(comment: string, seq: number, call: Call | undefined): DraftClaim[] {
  if (!decidesRefusing(comment)) return [];
  const thing = call ? refusedThing(call) : null;
  return [decision(thing ? `${comment} (refusing ${thing})` : comment, call ? [call.call.seq, seq] : [seq])];
}

/** A plan of the agent's that the person said yes to. */
function approved(main: readonly SegmenterEvent[]): DraftClaim[] {
  return approvedPlans(main)
    .filter((plan) => plan.isApproval)
    .map((plan) => {
      const name = plan.heading ?? placedSentences(plan.text)[0]?.text;
      return decision(
        name ? `Approved the plan ${inQuotes(name.replaceAll('**', ''), MAX_PLAN_NAME)}` : 'Approved the plan',
        plan.evidence,
      );
    });
}

/** The option that a prompt of a few words chose from the message before it, else what it rules in or out. */
function prompted(prompt: SegmenterEvent, main: readonly SegmenterEvent[]): DraftClaim[] {
  const before = main.findLast((event) => event.seq < prompt.seq && event.kind === 'message' && event.actor === 'agent') ?? null;
  const option = before?.text ? optionPick(prompt.text ?? '', before.text) : null;
  if (option && before) return [decision(`Chose ${option.mark}: ${clipped(option.text, MAX_OPTION)}`, [before.seq, prompt.seq])];
  return directionsOf(prompt, before).map(({ text, evidence }) => decision(text, evidence));
}
