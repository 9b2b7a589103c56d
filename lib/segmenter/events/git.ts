import { commandLine } from '@/lib/segmenter/events/checks';
import { shellCommands } from '@/lib/segmenter/events/shell-commands';
import type { Call } from '@/lib/segmenter/events/tool-calls';
import type { SegmenterEvent } from '@/lib/segmenter/segmenter';

/** "[main 1a2b3c4] Subject" */
const COMMITTED = /^\[(detached HEAD|[^\]\s]+)(?: \(root-commit\))? ([0-9a-f]{7,40})\] (\S.*)$/gm;
/** " 1a2b3c4..5d6e7f8  main -> main", " * [new branch] …" */
const PUSHED = /^\s*[+*-]?\s*(?:\[new (?:branch|tag)\]|[0-9a-f]{7,40}\.{2,3}[0-9a-f]{7,40})\s+\S+\s+->\s+\S+/m;
/** What git prints of a push that changed nothing. */
const REFUSED = /^\s*! \[|^error: failed to push|^fatal: |Everything up-to-date/m;
const PULL_REQUEST = /https?:\/\/[^\s"'<>()]+\/(?:pull|pulls|merge_requests)\/(\d+)/;

/** A command line that names a folder for temporary files. */
const TEMPORARY = /(?:^|[\s"'=])(?:\/private)?\/(?:tmp|var\/folders)\/|\bmktemp\b|\$TMPDIR|\$\(mktemp/;
/** Subjects that do not say what was done. */
const NO_SUBJECT =
  /^(?:merge\b|revert "merge|init(?:ial)?(?: commit)?$|first commit$|wip\b|fixup!|squash!|amend|test(?: commit)?$|checkpoint\b|update$|changes?$)/i;

/** The subcommand of a git command and what follows it, its global options skipped; null for any other command. */
export function gitArguments(words: readonly string[]): readonly string[] | null {
  if (!/(?:^|\/)git$/.test(words[0] ?? '')) return null;
  for (let i = 1; i < words.length; i += 1) {
    if (words[i] === '-C' || words[i] === '-c') i += 1;
    else if (!words[i]?.startsWith('-')) return words.slice(i);
  }
  return null;
}

const gitCommand = (words: readonly string[]): string | null => gitArguments(words)?.[0] ?? null;

/** A commit as git reported it, and the event that says so. */
export interface MadeCommit {
  hash: string;
  subject: string;
  /** The branch it was made on. */
  branch: string | null;
  seq: number;
}

/** Commits that a call made, by git's own word. */
export function commitsMade(call: Call): MadeCommit[] {
  const line = commandLine(call);
  if (call.result === null || !line?.includes('git')) return [];
  const made = shellCommands(line).some(({ words }) => /^(?:commit|cherry-pick|revert)$/.test(gitCommand(words) ?? ''));
  if (!made) return [];
  const { seq } = call.result;
  return [...call.output.matchAll(COMMITTED)].map(([, branch = '', hash = '', subject = '']) => ({
    hash,
    subject: subject.trim(),
    branch: branch === 'detached HEAD' ? null : branch,
    seq,
  }));
}

/** Their hashes. */
export const commitsOf = (call: Call): string[] => commitsMade(call).map(({ hash }) => hash);

/** A commit's subject without `type(scope):`; null for one that says nothing. */
export function bareSubject(subject: string): string | null {
  if (NO_SUBJECT.test(subject)) return null;
  const bare = subject
    .replace(/^[a-z]+(?:\([^)]*\))?!?:\s+/, '')
    .replace(/\s*\(#\d+\)$/, '')
    .replace(/[.\s]+$/, '')
    .trim();
  if (NO_SUBJECT.test(bare) || bare.split(/\s+/).length < 2) return null;
  return bare[0]?.toUpperCase() + bare.slice(1);
}

/** False for a call in a temporary folder: its repository is a try-out. */
export const isInPlace = (call: Call) => !TEMPORARY.test(commandLine(call) ?? '');

/** True if a call pushed: git's report says so, or says nothing and its success is the line's. */
export function hasPushed(call: Call): boolean {
  const line = commandLine(call);
  if (call.result === null || !line?.includes('push')) return false;
  const pushes = shellCommands(line).filter(
    ({ words }) => gitCommand(words) === 'push' && !words.includes('--dry-run') && !words.includes('-n'),
  );
  if (pushes.length === 0) return false;
  if (PUSHED.test(call.output)) return true;
  return (
    !call.hasFailed &&
    !REFUSED.test(call.output) &&
    pushes.some((push) => push.decides && push.words.some((word) => /^(?:-q|--quiet)$/.test(word)))
  );
}

/** The pull request that a call opened, by the address that `gh pr create` printed. */
export function pullRequestOf(call: Call): { number: number | null; url: string } | null {
  const line = commandLine(call);
  if (!line?.includes('create')) return null;
  const opens = shellCommands(line).some(({ words }) => /^(?:gh pr create|glab mr create)\b/.test(words.join(' ')));
  return opens && !call.hasFailed ? pullRequestIn(call.output) : null;
}

/** The hash of a commit that the agent's own program wrote down. */
export function recordedCommit({ data }: SegmenterEvent): string | null {
  const hash = data?.type === 'commit' ? (data.sha ?? data.hash ?? data.commit) : null;
  return typeof hash === 'string' && /^[0-9a-f]{7,64}$/.test(hash) ? hash : null;
}

/** The pull request that the agent's own program wrote down. */
export function recordedPullRequest({ data }: SegmenterEvent): { number: number | null; url: string | null } | null {
  if (data?.type !== 'pull_request') return null;
  const url = typeof data.url === 'string' ? data.url : null;
  return { number: Number(data.number) || Number(url?.match(/\/(\d+)\/?$/)?.[1]) || null, url };
}

/** True for a call that committed, pushed or opened a pull request. */
export const ships = (call: Call) => commitsMade(call).length > 0 || hasPushed(call) || pullRequestOf(call) !== null;

/** The first address of a pull request in a text. */
function pullRequestIn(text: string): { number: number | null; url: string } | null {
  const match = text.match(PULL_REQUEST);
  return match ? { number: Number(match[1]), url: match[0] } : null;
}
