import { MAIN_THREAD } from '@/lib/events/schema';
import type { SegmenterEvent } from '@/lib/segmenter/segmenter';
import { isApproval } from '@/lib/segmenter/text/approval';

/** Kinds that do not tell whether a turn goes on. */
const ASIDE = new Set(['note', 'compaction', 'command', 'other']);
/** What the host writes in the agent's place. */
const NO_REPLY = /^(?:No response requested\.?|\(no content\)|Prompt is too long|Interrupted|Request timed out\.?)$/i;

/** True for an event of the main thread, not of a subagent's. */
export const isMain = (event: SegmenterEvent) => event.thread === MAIN_THREAD;

/** What a person wrote to the agent: opens a turn. */
export const isHumanPrompt = (event: SegmenterEvent) =>
  isMain(event) && event.kind === 'prompt' && event.actor === 'human' && !event.isNoise;

/** A turn's last message, and the prompt that came after it. */
export interface TurnEnd {
  message: SegmenterEvent;
  next: SegmenterEvent | null;
}

/** The last event that tells how the turn stands. */
export const decisiveEvent = (main: readonly SegmenterEvent[]) => main.findLast((event) => !ASIDE.has(event.kind));

/** True for words that the agent ended its turn with, not the host's. */
function isFinal(event: SegmenterEvent | undefined): event is SegmenterEvent {
  if (event?.kind !== 'message' || event.actor !== 'agent' || event.data?.is_partial === true) return false;
  const text = event.text?.trim() ?? '';
  return text !== '' && !NO_REPLY.test(text) && event.data?.phase !== 'commentary';
}

/** The message that ended the last turn; null while the agent goes on, or if it was stopped. */
export function finalMessage(main: readonly SegmenterEvent[]): SegmenterEvent | null {
  const last = decisiveEvent(main);
  return isFinal(last) ? last : null;
}

/**
 * The messages that ended turns, the last one first: the end of the events, and behind it every turn whose next prompt only let the agent go on
 * ("commit this"): what was said before such a prompt still stands.
 */
export function standingTurnEnds(main: readonly SegmenterEvent[]): TurnEnd[] {
  const ends: TurnEnd[] = [];
  let next: SegmenterEvent | null = null;
  let rest = main;
  for (;;) {
    const message = finalMessage(rest);
    if (message) ends.push({ message, next });
    else if (next === null) return [];
    const at = rest.findLastIndex(isHumanPrompt);
    next = rest[at] ?? null;
    if (!next || !isApproval(next.text ?? '')) return ends;
    rest = rest.slice(0, at);
  }
}
