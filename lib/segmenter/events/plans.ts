import { type Call, toolCalls } from '@/lib/segmenter/events/tool-calls';
import { isProposalTool } from '@/lib/segmenter/events/tool-names';
import { isHumanPrompt } from '@/lib/segmenter/events/turn-ends';
import type { SegmenterEvent } from '@/lib/segmenter/segmenter';
import { readable } from '@/lib/segmenter/text/readable';

/** A prompt that hands a whole plan over. */
const GIVEN = /^\s*(?:please\s+)?implement (?:the following|this) plan\b[^\n]*?:?\s*\n+([\s\S]+)$/i;
/** A prompt that lets the plan before it be built. */
const GO = /^\s*(?:please\s+)?implement (?:the|this) plan[.!]?\s*$/i;
const PROPOSED = /<proposed_plan>\s*([\s\S]*?)(?:<\/proposed_plan>|$)/;

const PLAN_FILE = /(?:^|\/)(?:plans\/[^/]+|plan[^/]*)\.md$/i;

/** A plan that a person approved or handed over, with the events that show it. */
export interface ApprovedPlan {
  heading: string | null;
  text: string;
  evidence: number[];
  /** True if a person said yes to a plan of the agent's. */
  isApproval: boolean;
}

/** True for a call that puts a plan before the person. */
export const isPlanCall = (call: Call) => isProposalTool(call.name);

/** The heading of the plan that a call puts before the person. */
export const proposedHeading = ({ input }: Call): string | null =>
  typeof input.plan === 'string' ? planHeading(input.plan) : null;

/** The plans that a person approved in these events (a plan call that went through, "Implement the plan" after a proposal) or handed over, in order. */
export function approvedPlans(main: readonly SegmenterEvent[]): ApprovedPlan[] {
  const calls = toolCalls(main);
  const approved = calls.flatMap((call, i) => (isPlanCall(call) ? throughCall(call, calls.slice(0, i)) : []));
  const prompted = main.flatMap((event, i) => (isHumanPrompt(event) ? byPrompt(event, main.slice(Math.max(0, i - 50), i)) : []));
  return [...approved, ...prompted].sort((a, b) => (a.evidence[0] ?? 0) - (b.evidence[0] ?? 0));
}

function throughCall(call: Call, before: readonly Call[]): ApprovedPlan[] {
  const { result, input } = call;
  if (result === null || call.hasFailed || result.data?.is_approved === false) return [];
  if (result.data?.is_approved !== true && !/approved/i.test(call.output)) return [];
  const written = before.findLast(({ input: { file_path: path } }) => typeof path === 'string' && PLAN_FILE.test(path));
  const texts = [result.data?.plan, input.plan, written?.input.content];
  const found = texts.find((value) => typeof value === 'string' && value.trim() !== '');
  if (typeof found !== 'string') return [];
  const text = readable(found);
  return [{ heading: planHeading(text), text, evidence: [call.call.seq, result.seq], isApproval: true }];
}

function byPrompt(prompt: SegmenterEvent, before: readonly SegmenterEvent[]): ApprovedPlan[] {
  const text = prompt.text ?? '';
  const given = text.match(GIVEN)?.[1];
  if (given) return [{ heading: planHeading(given), text: given, evidence: [prompt.seq], isApproval: false }];
  if (!GO.test(text)) return [];
  const proposal = before.findLast((event) => event.kind === 'message' && proposedIn(event) !== null);
  const plan = proposal ? proposedIn(proposal) : null;
  if (!proposal || !plan) return [];
  return [{ heading: planHeading(plan), text: plan, evidence: [proposal.seq, prompt.seq], isApproval: true }];
}

/** The plan that a message puts before the person; null for any other message. */
const proposedIn = ({ text, data }: SegmenterEvent) =>
  (data?.type === 'plan' ? text : text?.match(PROPOSED)?.[1])?.trim() || null;

/** The first heading of a plan without the word "plan" around it; null if it says nothing else. */
export function planHeading(plan: string): string | null {
  const heading = plan.match(/^\s{0,3}#{1,2}\s+(.+?)\s*#*\s*$/m)?.[1];
  if (!heading) return null;
  const bare = heading
    .replace(/[*_]{2}/g, '')
    .replace(/^(?:the\s+)?(?:implementation |refactoring |fix |design |proposed )?plan\s*(?:[:—–-]|for\b|to\b)\s*/i, '')
    .replace(/\s*[-—–(:]?\s*(?:implementation )?plan\)?$/i, '')
    .replace(/^[:—–-]\s*/, '')
    .trim();
  if (bare.split(/\s+/).length < 2 || /^(?:overview|context|goal|summary|background|problem)\b/i.test(bare)) return null;
  return bare[0]?.toUpperCase() + bare.slice(1);
}
