import { MAIN_THREAD } from '@/lib/events/schema';
import { readQueue } from '@/lib/formats/claude-code/queue';
import type { Reading } from '@/lib/formats/claude-code/reading';
import { newCost } from '@/lib/formats/claude-code/usage';
import { type Draft, noise, note } from '@/lib/formats/drafts';
import { safeId, storable } from '@/lib/formats/identity';
import { numberOf, objectOf, textOf } from '@/lib/formats/json';
import { remember } from '@/lib/formats/memory';

type Reader = (reading: Reading) => Draft[];

/** What the host keeps for itself. */
const BOOKKEEPING = Object.fromEntries(
  [
    'agent-color',
    'atis-latch',
    'attribution-snapshot',
    'bridge-session',
    'content-replacement',
    'file-history-delta',
    'fork-context-ref',
    'history-suppression',
    'isolation-latch',
    'marble-origami-commit',
    'marble-origami-snapshot',
    'relocated',
    'speculation-accept',
    'task-summary',
  ].map((type): [string, Reader] => [type, () => [noise(type.replaceAll('-', '_'))]]),
);

/** Readers of what is said of the session as a whole; such records have no id of their own. */
export const SESSION_RECORDS: Record<string, Reader> = {
  summary: readSummary,
  'ai-title': (reading) => readTitle(reading, textOf(reading.record.aiTitle), 2),
  'agent-name': (reading) => readTitle(reading, textOf(reading.record.agentName), 2),
  'custom-title': (reading) => readTitle(reading, textOf(reading.record.customTitle), 3),
  'agent-setting': (reading) => [noise('agent_setting', textOf(reading.record.agentSetting))],
  'last-prompt': (reading) => [noise('last_prompt', textOf(reading.record.lastPrompt))],
  'permission-mode': (reading) => [noise('mode', textOf(reading.record.permissionMode))],
  mode: (reading) => [noise('mode', textOf(reading.record.mode))],
  'worktree-state': readWorktree,
  'pr-link': readPullRequest,
  'queue-operation': readQueue,
  'file-history-snapshot': readSnapshot,
  'cost-state': readCost,
  'persisted-output': readOutputFile,
  'agent-meta': readAgentFile,
  tag: (reading) => [noise('tag', textOf(reading.record.tag))],
  ...BOOKKEEPING,
};

function readTitle(reading: Reading, title: string | null, rank: 2 | 3): Draft[] {
  if (title) setTitle(reading, title, rank);
  return [noise('title', title)];
}

const LABEL_CHARS = 500;
/** What was written in a summary's place when the model did not answer. */
const NO_TITLE = /^(API Error|Claude AI usage limit reached)/;

/** A summary names the conversation that ends at a record, which is often another session's: it counts only if this file holds that record. */
function readSummary(reading: Reading): Draft[] {
  const { record, state } = reading;
  const title = textOf(record.summary);
  const leaf = textOf(record.leafUuid);
  if (title && NO_TITLE.test(title)) return [noise('title', title)];
  if (title && leaf && state.recent.includes(safeId(leaf))) setTitle(reading, title, 1);
  else if (title && leaf) remember(state.summaries, [safeId(leaf), storable(title.slice(0, 500))]);
  return [noise('title', title)];
}

/** The title of a summary that stood before the record it names. */
export function recallSummary(reading: Reading, uuid: string): void {
  const at = reading.state.summaries.findIndex(([leaf]) => leaf === uuid);
  const [found] = at < 0 ? [] : reading.state.summaries.splice(at, 1);
  if (found) setTitle(reading, found[1], 1);
}

function setTitle(reading: Reading, title: string, rank: 1 | 2 | 3): void {
  reading.facts.title = title.slice(0, 500);
  reading.facts.titleRank = rank;
}

/** What the command line sends of a file beside the transcript: an output that was too long for its result. */
function readOutputFile({ record, outputs }: Reading): Draft[] {
  const [id, output] = [textOf(record.toolUseID), textOf(record.content)];
  if (id && output !== null) outputs.push({ callId: safeId(id), output });
  return [noise('output_file', null, { call_id: id, path: textOf(record.path) })];
}

/** What the command line sends of a file beside a subagent's transcript, which names it, and often the call that spawned it. */
function readAgentFile({ record, threads, thread }: Reading): Draft[] {
  const label = textOf(record.description) ?? textOf(record.name) ?? textOf(record.agentType);
  const call = textOf(record.toolUseId);
  if (thread !== MAIN_THREAD)
    threads.push({ thread, label: label && storable(label.slice(0, LABEL_CHARS)), spawnCallId: call && safeId(call) });
  return [noise('agent', label, { agent_type: textOf(record.agentType) })];
}

function readPullRequest({ record }: Reading): Draft[] {
  const number = numberOf(record.prNumber);
  const url = textOf(record.prUrl);
  const text = ['Pull request', number === null ? null : `#${number}`, url].filter(Boolean).join(' ');
  return [note('pull_request', text, { number, url, repository: textOf(record.prRepository) })];
}

function readWorktree({ record }: Reading): Draft[] {
  const worktree = objectOf(record.worktreeSession);
  const path = textOf(worktree.worktreePath);
  return [noise('worktree', path, { path, branch: textOf(worktree.worktreeBranch) })];
}

function readSnapshot({ record }: Reading): Draft[] {
  const files = Object.keys(objectOf(objectOf(record.snapshot).trackedFileBackups)).length;
  return [noise('snapshot', null, { files })];
}

/** What the session has cost so far, by the host's own prices. */
function readCost({ record, state, session }: Reading): Draft[] {
  const usage = newCost(state, session, record.totalCostUSD);
  return [usage ? { ...noise('cost'), usage } : noise('cost')];
}
