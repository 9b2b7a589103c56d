import type { Visible } from '@/lib/segmenter/boundaries/visible';

/** A place where a step of the work starts, and with it perhaps a segment. */
export interface Candidate {
  /** Index of the first visible thing of the step. */
  at: number;
  /** Index of the prompt that the step holds, or -1. */
  prompt: number;
  /** Index of the call that opens the step's work, or -1. */
  call: number;
}

const SWITCHES = new Set(['check', 'spawn', 'ship', 'plan']);

/**
 * Step starts in order: a prompt, with a compaction before it; the sentence or the plan call that opens a run of tools;
 * a switch of the agent to planning, checking, delegating or shipping that nothing announces. The first visible thing is always one.
 */
export function candidatesOf(seen: readonly Visible[]): Candidate[] {
  const found: Candidate[] = [];
  for (let i = 0; i < seen.length; i += 1) {
    const kind = seen[i]?.kind;
    if (kind === 'prompt' || kind === 'compaction') {
      const end = groupEnd(seen, i);
      found.push({ at: i, prompt: seen[end - 1]?.kind === 'prompt' ? end - 1 : -1, call: -1 });
      i = end - 1;
    } else if (i === 0 || opensWork(seen, i)) found.push({ at: i, prompt: -1, call: kind === 'text' ? i + 1 : i });
  }
  return found;
}

/** A compaction takes in the local commands around it, up to the prompt that it was made room for. */
function groupEnd(seen: readonly Visible[], start: number): number {
  let i = start;
  while (seen[i]?.kind === 'compaction' || seen[i]?.kind === 'local') i += 1;
  return seen[i]?.kind === 'prompt' ? i + 1 : i;
}

function opensWork(seen: readonly Visible[], i: number): boolean {
  const [before, each, next] = [seen[i - 1], seen[i], seen[i + 1]];
  if (each?.kind === 'text') return next?.kind === 'call';
  if (each?.kind !== 'call' || before?.kind !== 'call') return false;
  return isPlanApproved(before) || (each.family !== before.family && SWITCHES.has(each.family ?? ''));
}

/** True for the call that got a plan approved. */
export function isPlanApproved(each: Visible | undefined): boolean {
  const data = each?.call?.result?.data;
  return data?.type === 'plan' && data.is_approved === true;
}
