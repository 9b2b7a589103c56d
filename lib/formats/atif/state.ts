import type { ParsedThread, ParseOptions } from '@/lib/formats/format';
import { digest, safeId, sessionInName, storable } from '@/lib/formats/identity';
import { isObject, type JsonObject, objectOf, textOf } from '@/lib/formats/json';
import { recall, remember } from '@/lib/formats/memory';
import { type RecordState, startRecords } from '@/lib/formats/records';
import type { CallState } from '@/lib/formats/tools';

/** Plain JSON. */
export interface State extends RecordState, CallState {
  /** Subagents by the calls that spawned them. */
  spawned: [string, string][];
  /** Subagents whose run has begun. */
  threads: string[];
  hasAsked: boolean;
  /** Whether steps tell what they used, and what they cost. */
  hasUsage: boolean;
  hasCost: boolean;
}

export function startState(options: ParseOptions, sample: readonly unknown[]): State {
  const head = objectOf(sample.filter(isObject).find(({ atif }) => atif === 'head'));
  return {
    ...startRecords(sessionOf(head, options, sample), options, sample),
    calls: [],
    spawned: [],
    threads: [],
    hasAsked: false,
    hasUsage: false,
    hasCost: false,
  };
}

/** Without an id the trajectory's beginning names it: its head alone says only which agent ran. */
const sessionOf = (head: JsonObject, { source }: ParseOptions, sample: readonly unknown[]): string =>
  textOf(head.session_id) ??
  textOf(head.trajectory_id) ??
  sessionInName(source) ??
  `atif-${digest(JSON.stringify(sample.slice(0, 3)))}`;

/** Names the run of a subagent, the first time. */
export function announced(state: State, thread: string, label: unknown): ParsedThread[] {
  const id = safeId(thread);
  if (state.threads.includes(id)) return [];
  remember(state.threads, id);
  return [
    { thread: id, label: storable(textOf(label) ?? '').slice(0, 200) || null, spawnCallId: recall(state.spawned, id) ?? null },
  ];
}
