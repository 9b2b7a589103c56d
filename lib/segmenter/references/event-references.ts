import { commandLine } from '@/lib/segmenter/events/checks';
import { recordedCommit, recordedPullRequest } from '@/lib/segmenter/events/git';
import { type Call, callWith } from '@/lib/segmenter/events/tool-calls';
import { fileOutcomes, printedFiles } from '@/lib/segmenter/references/file-references';
import { gitMentions, gitOutcomes } from '@/lib/segmenter/references/git-references';
import { referencesIn } from '@/lib/segmenter/references/mentions';
import { type NamedReference, named } from '@/lib/segmenter/references/reference-names';
import { sessionMentions, spawnedSession, workerOutcomes, worktreeOf } from '@/lib/segmenter/references/session-references';
import { isUnended, type ShellRun, shellRun } from '@/lib/segmenter/references/shell-run';
import { ticketOutcomes, trackerMentions, trackerOutcomes } from '@/lib/segmenter/references/tracker-references';
import type { SegmenterEvent } from '@/lib/segmenter/segmenter';
import type { Reference } from '@/lib/segments/schema';

const MAX_OF_EVENT = 40;
const READ_CHARS = 20_000;
const SPOKEN = new Set(['prompt', 'message', 'command', 'compaction']);
/** A cheap test: a command line without any of these names nothing. */
const NAMES_SOMETHING = /#\d|\.jsonl|\b(?:resume|fork)\b|\s-r\s/;
const SPEAKERS = new Set(['human', 'agent', 'subagent']);

/** An identifier that an event names or makes. */
export interface EventReference extends NamedReference {
  seq: number;
}

/** What was read off the events behind a seq before. */
export interface KnownReferences {
  after: number;
  bySeq: ReadonlyMap<number, readonly EventReference[]>;
}

/**
 * The references of events in order of seq, each with its role. What depends on how a call ended stands at the event that tells so: a result may come much
 * later than its call, and calls of which only the result is asked for are given as `earlier`. Rather incomplete than wrong.
 */
export function eventReferences(
  events: readonly SegmenterEvent[],
  { cwd, earlier = [], known }: { cwd: string | null; earlier?: readonly SegmenterEvent[]; known?: KnownReferences | undefined },
): EventReference[] {
  const calls = new Map<string, SegmenterEvent>();
  const found: EventReference[] = [];
  for (const call of earlier) if (call.tool?.callId) calls.set(call.tool.callId, call);
  for (const event of events) {
    const id = event.tool?.callId;
    if (event.kind === 'tool_call' && id) calls.set(id, event);
    const call = event.kind === 'tool_result' && id ? calls.get(id) : undefined;
    // a command that ended long after its call gets its result in an event of its own, which is no reader's business
    if (!call && (event.isNoise || event.kind === 'tool_result')) continue;
    if (known && event.seq > known.after) found.push(...(known.bySeq.get(event.seq) ?? []));
    else for (const reference of distinct(ofEvent(event, call, cwd))) found.push({ seq: event.seq, ...reference });
  }
  return found;
}

function ofEvent(event: SegmenterEvent, call: SegmenterEvent | undefined, cwd: string | null): NamedReference[] {
  if (event.kind === 'tool_call') return [...asked(callWith(event, null), cwd), ...outcomes(callWith(event, event), cwd)];
  if (call) return outcomes(callWith(call, event), cwd);
  const at = { cwd };
  if (event.kind === 'note') return recorded(event).map((reference) => named(reference, at));
  if (!SPOKEN.has(event.kind) || (!SPEAKERS.has(event.actor) && event.kind !== 'compaction')) return [];
  const text = event.text?.slice(0, READ_CHARS) ?? '';
  return [...sessionMentions(text), ...referencesIn(text)].map((reference) => named(reference, at));
}

/** What a call names, whatever comes of it. */
function asked(call: Call, cwd: string | null): NamedReference[] {
  const line = commandLine(call) ?? '';
  const run = NAMES_SOMETHING.test(line) || (/\bgit\b/.test(line) && /[0-9a-f]{7}/.test(line)) ? shellRun(call, cwd) : null;
  const path = call.input.file_path;
  const found = run
    ? [...gitMentions(run), ...trackerMentions(run), ...sessionMentions(run.line)]
    : typeof path === 'string' && path.endsWith('.jsonl')
      ? sessionMentions(path)
      : [];
  return found.map((reference) => named(reference, { cwd }));
}

/** What came of a call, by its result. */
function outcomes(call: Call, cwd: string | null): NamedReference[] {
  if (call.result === null || isUnended(call)) return [];
  const run = shellRun(call, cwd);
  if (run) return ofRun(call, run, cwd);
  const files = fileOutcomes(call);
  const found = [...files, ...ticketOutcomes(call), ...spawnedSession(call)].map((reference) => named(reference, { cwd }));
  const worktrees = files.flatMap(({ text }) => worktreeOf(text.startsWith('/') ? text : null, cwd));
  return [...found, ...worktrees.map((reference) => named(reference, { cwd }))];
}

function ofRun(call: Call, run: ShellRun, cwd: string | null): NamedReference[] {
  const { folder } = run;
  const found: Reference[] = [...gitOutcomes(call, run), ...trackerOutcomes(run), ...workerOutcomes(run), ...printedFiles(run)];
  const isPlaced = ({ kind, text }: Reference) =>
    (kind !== 'file' && kind !== 'worktree') || text.startsWith('/') || folder !== null;
  const used = call.hasFailed ? [] : worktreeOf(folder, cwd);
  return [...found.filter(isPlaced), ...used].map((reference) => named(reference, { cwd, folder }));
}

/** What the agent's own program wrote down. */
function recorded(event: SegmenterEvent): Reference[] {
  const hash = recordedCommit(event);
  if (hash) return [{ kind: 'commit', text: hash, role: 'produced' }];
  const number = recordedPullRequest(event)?.number;
  return number ? [{ kind: 'pull_request', text: `#${number}`, role: 'produced' }] : [];
}

/** Each once in a role; what has another role need not be mentioned as well. */
function distinct(references: readonly NamedReference[]): NamedReference[] {
  const keyOf = ({ kind, name }: NamedReference) => `${/^#\d/.test(name) ? '' : kind} ${name}`;
  if (references.length < 2) return [...references];
  const done = new Set(references.filter(({ role }) => role !== 'mentioned').map(keyOf));
  const kept = new Map<string, NamedReference>();
  for (const reference of references) {
    const key = keyOf(reference);
    if (reference.role === 'mentioned' && done.has(key)) continue;
    if (!kept.has(`${key} ${reference.role}`)) kept.set(`${key} ${reference.role}`, reference);
  }
  return [...kept.values()].slice(0, MAX_OF_EVENT);
}
