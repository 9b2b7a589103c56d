import { MAIN_THREAD } from '@/lib/events/schema';
import { commandLine, ranCheck } from '@/lib/segmenter/events/checks';
import { isEditCall } from '@/lib/segmenter/events/file-changes';
import { commitsOf, hasPushed, pullRequestOf } from '@/lib/segmenter/events/git';
import { isHostCommand } from '@/lib/segmenter/events/host-commands';
import { type Call, toolCalls } from '@/lib/segmenter/events/tool-calls';
import { isPlanningTool, isSpawnTool, isWaitTool } from '@/lib/segmenter/events/tool-names';
import type { SegmenterEvent } from '@/lib/segmenter/segmenter';

/** What a tool call is for. */
export type Family = 'edit' | 'check' | 'ship' | 'spawn' | 'plan' | 'wait' | 'other';

/** What a reader sees as one thing: a tool call with its result is one, thinking and the host's notices are none. */
export interface Visible {
  event: SegmenterEvent;
  kind: 'prompt' | 'steering' | 'local' | 'interrupt' | 'compaction' | 'text' | 'call';
  text: string;
  family: Family | null;
  call: Call | null;
  /** True for a call that changes files other than prose: writing a plan down is not yet building. */
  isBuilding: boolean;
  /** How much it counts for the length of a segment: waiting counts little. */
  weight: number;
}

/** What waiting counts for the length of a segment, where other things count 1: a reader skims it. */
const WAITING = 0.15;
const BESIDE_WAITING = 0.3;

/** The visible things of the main thread in order. */
export function visibleOf(events: readonly SegmenterEvent[]): Visible[] {
  const main = events.filter((event) => event.thread === MAIN_THREAD && !event.isNoise);
  const calls = toolCalls(main);
  let at = 0;
  const seen = main.flatMap((event): Visible[] => {
    const kind = kindOf(event);
    if (kind === null) return [];
    const call = kind === 'call' ? (calls[at++] ?? null) : null;
    const family = call ? familyOf(call) : null;
    const weight = family === 'wait' ? WAITING : 1;
    return [
      {
        event,
        kind,
        text: event.text ?? '',
        family,
        call,
        isBuilding: family === 'edit' && call !== null && !isProse(call),
        weight,
      },
    ];
  });
  for (const [i, each] of seen.entries()) {
    if (each.kind === 'text' && seen[i + 1]?.family === 'wait') each.weight = BESIDE_WAITING;
  }
  return seen;
}

function kindOf({ kind, actor, text, data, tool }: SegmenterEvent): Visible['kind'] | null {
  if (kind === 'tool_call') return tool ? 'call' : null;
  if (kind === 'prompt') return actor === 'human' && text?.trim() ? 'prompt' : null;
  if (kind === 'command') return actor === 'human' && text ? (isHostCommand(text) ? 'local' : 'prompt') : null;
  if (kind === 'interrupt') return 'interrupt';
  if (kind === 'compaction') return 'compaction';
  if (kind !== 'message' || !text?.trim()) return null;
  if (actor === 'human') return data?.type === 'steering' ? 'steering' : 'prompt';
  return actor === 'agent' ? 'text' : null;
}

function familyOf(call: Call): Family {
  if (isPlanningTool(call.name)) return 'plan';
  if (isSpawnTool(call.name)) return 'spawn';
  if (isWaitTool(call.name)) return 'wait';
  if (isEditCall(call)) return 'edit';
  const line = commandLine(call);
  if (line === null) return 'other';
  if (/^\s*sleep\s+\d+\s*(?:$|[;&])/.test(line)) return 'wait';
  if (/\b(?:git|gh)\b/.test(line) && (commitsOf(call).length > 0 || hasPushed(call) || pullRequestOf(call))) return 'ship';
  return ranCheck(call) ? 'check' : 'other';
}

const isProse = ({ input }: Call) => /\.(?:md|mdx|txt|rst|adoc)$/i.test(String(input.file_path ?? input.path ?? ''));
