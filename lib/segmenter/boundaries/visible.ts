import { MAIN_THREAD } from '@/lib/events/schema';
import { commandLine, ranCheck } from '@/lib/segmenter/events/checks';
import { isEditCall } from '@/lib/segmenter/events/file-changes';
import { commitsOf, hasPushed, pullRequestOf } from '@/lib/segmenter/events/git';
import { type Call, toolCalls } from '@/lib/segmenter/events/tool-calls';
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

/** Commands that are about the agent's host, not about the work. */
const LOCAL =
  /^(?:!|\/(?:add-dir|agents|bashes|bug|clear|compact|config|context|copy|cost|doctor|effort|exit|export|fast|help|hooks|ide|init|install-github-app|login|logout|mcp|memory|model|output-style|permissions|plugin|privacy-settings|quit|release-notes|reload-plugins|remote-control|rename|resume|rewind|sandbox|skills|stats|status|statusline|tasks|terminal-setup|theme|todos|upgrade|usage|vim)(?![\w:-]))/;
const SPAWNS = /^(?:task|agent|spawn_agent|delegate_task|dispatch_agent)$/i;
const PLANS =
  /^(?:taskcreate|taskupdate|tasklist|todowrite|todo_write|todowrite_list|update_plan|enterplanmode|exitplanmode|write_todos)$/i;
const WAITS = /^(?:wait|wait_agent|write_stdin|taskoutput|bashoutput|agentoutput|agentoutputtool|sleep|monitor)$/i;

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
  if (kind === 'command') return actor === 'human' && text ? (LOCAL.test(text) ? 'local' : 'prompt') : null;
  if (kind === 'interrupt') return 'interrupt';
  if (kind === 'compaction') return 'compaction';
  if (kind !== 'message' || !text?.trim()) return null;
  if (actor === 'human') return data?.type === 'steering' ? 'steering' : 'prompt';
  return actor === 'agent' ? 'text' : null;
}

function familyOf(call: Call): Family {
  if (PLANS.test(call.name)) return 'plan';
  if (SPAWNS.test(call.name)) return 'spawn';
  if (WAITS.test(call.name)) return 'wait';
  if (isEditCall(call)) return 'edit';
  const line = commandLine(call);
  if (line === null) return 'other';
  if (/^\s*sleep\s+\d+\s*(?:$|[;&])/.test(line)) return 'wait';
  if (/\b(?:git|gh)\b/.test(line) && (commitsOf(call).length > 0 || hasPushed(call) || pullRequestOf(call))) return 'ship';
  return ranCheck(call) ? 'check' : 'other';
}

const isProse = ({ input }: Call) => /\.(?:md|mdx|txt|rst|adoc)$/i.test(String(input.file_path ?? input.path ?? ''));
