import { answerTo, isQuestion, questionsOf } from '@/lib/segmenter/gates';
import { optionPick } from '@/lib/segmenter/option-pick';
import { approvedPlans } from '@/lib/segmenter/plan';
import { clipped } from '@/lib/segmenter/quoted-title';
import type { DraftClaim, SegmenterEvent } from '@/lib/segmenter/segmenter';
import { normalised, placedSentences } from '@/lib/segmenter/sentences';
import { type Call, toolCalls } from '@/lib/segmenter/tool-calls';
import { isHumanPrompt } from '@/lib/segmenter/turn-ends';
import { straight } from '@/lib/segmenter/words';

const STEERING = /the user said:\s*\n?([\s\S]+)$/i;
const CLARIFYING = /^The user wants to clarify these questions/;
const MAX_CHARS = 500;
const MAX_PROMPT = 700;
const MAX_DIRECTION = 240;
const MIN_WORDS = 4;

/** What the person decided beyond doubt, in order: each source by itself was right in at least four of five of many sessions. */
export function decisionsOf(main: readonly SegmenterEvent[]): DraftClaim[] {
  const calls = toolCalls(main);
  const recorded = main.filter((event) => event.actor === 'human' && event.data?.type === 'steering');
  const known = new Set(recorded.map((event) => event.data?.call_id).filter((id) => typeof id === 'string'));
  const found = [
    ...calls.flatMap(answered),
    ...calls.filter((call) => !known.has(call.call.tool?.callId ?? '')).flatMap(steered),
    ...recorded.flatMap((event) => (event.data?.call_id ? comment(event.text ?? '', event.seq) : directions(event))),
    ...approved(main),
    ...main.filter(isHumanPrompt).flatMap((prompt) => [...picked(prompt, main), ...directions(prompt)]),
  ];
  const seen = new Set<string>();
  return found
    .sort((a, b) => (a.evidence.at(-1) ?? 0) - (b.evidence.at(-1) ?? 0))
    .filter(({ text }) => !seen.has(normalised(text)) && seen.add(normalised(text)));
}

const decision = (text: string, evidence: number[]): DraftClaim => ({ field: 'decision', text, party: 'person', evidence });

/** An answered question; an answer that asks back, or only says what to talk about next, decides nothing. */
function answered(call: Call): DraftClaim[] {
  const result = call.result;
  if (!isQuestion(call) || result === null || call.hasFailed) return [];
  return questionsOf(call).flatMap((question) => {
    const answer = answerTo(question, call)?.trim();
    if (!answer || answer.endsWith('?') || answer.length > MAX_CHARS || /^(?:skip|n\/a)$/i.test(answer)) return [];
    if (
      FLOW.test(straight(question.question)) ||
      /^(?:hm+|it depends|this would depend|not sure|i don't know)\b/i.test(straight(answer))
    )
      return [];
    return [decision(`${question.question} ${answer}`, [...new Set([call.call.seq, result.seq])])];
  });
}

/** Questions about what to talk of, not about the work. */
const FLOW =
  /\b(?:which|what) (?:\w+ ){0,3}(?:areas?|topics?|questions?) (?:\w+ ){0,4}(?:discuss|explore|cover|next|focus)|\bmore questions (?:about|on|for)\b|\bwhat would you like to (?:do|discuss|work on) (?:next|now|first|with)\b|\banything else\b/i;

/** A plan of the agent's that the person said yes to. */
function approved(main: readonly SegmenterEvent[]): DraftClaim[] {
  return approvedPlans(main)
    .filter((plan) => plan.isApproval)
    .map((plan) => {
      const name = plan.heading ?? [...placedSentences(plan.text)][0]?.text;
      return decision(
        name ? `Approved the plan “${clipped(name.replace(/[“”]/g, '"'), 160)}”` : 'Approved the plan',
        plan.evidence,
      );
    });
}

/** The option that a prompt of a few words chose from the message before it. */
function picked(prompt: SegmenterEvent, main: readonly SegmenterEvent[]): DraftClaim[] {
  const before = main.findLast((event) => event.seq < prompt.seq && event.kind === 'message' && event.actor === 'agent');
  const option = before?.text ? optionPick(prompt.text ?? '', before.text) : null;
  return option && before ? [decision(`Chose ${option.mark}: ${clipped(option.text, 300)}`, [before.seq, prompt.seq])] : [];
}

/** The comment in the words that an agent gets for a refused call. */
function steered(call: Call): DraftClaim[] {
  const said = straight(call.output);
  if (!call.result?.tool?.isError || !/^(?:Error: )?The user doesn't want/.test(said)) return [];
  const words = said.match(STEERING)?.[1] ?? '';
  return CLARIFYING.test(words) ? [] : comment(words.split(/\n\s*Note: /)[0] ?? '', call.result.seq);
}

/** A comment in a refused call decides unless it only asks back, laughs, or hands over material. */
function comment(words: string, seq: number): DraftClaim[] {
  const text = words.trim();
  if (text === '' || text.length > MAX_CHARS || !decides(text)) return [];
  return [decision(text, [seq])];
}

const ASIDE =
  /^(?:lol|haha|hm+|hang on|wait|one (?:sec|moment|question)|sorry|oops|what\b|why\b|how\b|who\b|when\b|where\b|which\b|is\b|are\b|was\b|were\b|do\b|does\b|did\b|any\b|ugh|uhh?\b|so\b.*\?$|have a look|(?:i|we|it|that|this) (?:tried|continued|ran|did|just|already|have|has|got|saw|see|was|were)\b|i'm (?:seeing|getting)|i'(?:ve|ll)\b)/i;
const REQUEST = /^(?:(?:ok|and|but|also|please)[, ]+)*(?:can|could|would|will) (?:you|we)\b|^please\b|\blet's\b/i;

function decides(text: string): boolean {
  const words = straight(text);
  if (REQUEST.test(words)) return true;
  if (ASIDE.test(words)) return false;
  const sentences = [...placedSentences(words)].map((sentence) => sentence.text);
  return sentences.some((sentence) => !/\?[)"'\s]*$/.test(sentence) && sentence.split(/\s+/).length > 1);
}

/** A person's sentence that rules something out or in. */
const DIRECTION =
  /^(?:(?:ok|okay|yes|yeah|no|and|but|also|so|actually|then|please|hmm|well)[, ]+)*(?:let's (?:not|drop|keep|skip|leave|go with|stick (?:to|with)|remove|ignore|avoid|do this as|use)\b|drop (?:the|this|that)\b|keep the\b|i(?:'d| would)(?: much)? (?:prefer|rather)\b|we (?:don't|do not|won't) need\b|we (?:shouldn't|should not|should never|should always|must not)\b|(?:don't|do not|never) (?:use|add|change|touch|remove|delete|create|commit|push|include|make|do|write|modify|edit|rename|merge|mock|hardcode|introduce|put|rely|run|start|implement)\b|no need (?:to|for)\b|there(?:'s| is) no need\b|instead of\b.*\b(?:use|do|let's|make)\b|(?:use|do) .{2,80}\binstead of\b|we(?:'re| are) not going to\b|(?:that|this)(?:'s| is) out of scope)/i;

function directions(event: SegmenterEvent): DraftClaim[] {
  const text = event.text ?? '';
  if (text.length > MAX_PROMPT) return [];
  return [...placedSentences(text)]
    .filter(({ text: sentence, isItem, isTable }) => !isItem && !isTable && isDirection(sentence))
    .map(({ text: sentence }) => decision(sentence, [event.seq]));
}

function isDirection(sentence: string): boolean {
  const words = straight(sentence);
  return (
    !/\bgo with (?:option )?[a-f0-9]\b|\bkeep (?:it|this|things) (?:simple|short|as)\b|\bkeep (?:going|that in mind|in mind)\b/i.test(
      words,
    ) &&
    words.length <= MAX_DIRECTION &&
    words.split(/\s+/).length >= MIN_WORDS &&
    !/\?[)"'\s]*$/.test(words) &&
    DIRECTION.test(words)
  );
}
