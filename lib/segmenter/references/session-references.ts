import type { Call } from '@/lib/segmenter/events/tool-calls';
import { hasSucceeded, type ShellRun } from '@/lib/segmenter/references/shell-run';
import type { Reference } from '@/lib/segments/schema';

const ID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
/** A session's file, or its id where a command takes one up. */
const MENTIONED = [
  new RegExp(`[/\\\\](?:projects|sessions)[/\\\\][^\\s"'\`<>]{0,300}?(${ID})\\.jsonl`, 'gi'),
  new RegExp(`\\brollout-[\\dT-]{10,30}-(${ID})`, 'gi'),
  new RegExp(`\\b(?:claude|codex)\\b[^\\n|;&]{0,120}?(?:--resume|-r|resume|fork)[ =]+(${ID})`, 'gi'),
];
/** What a result calls the session that its call started; a subagent's run inside of this one has a shorter name. */
const SPAWNED = new RegExp(`^(?:${ID}|ses_[0-9A-Za-z]{10,60})$`, 'i');
/** A cheap test before the exact ones. */
const HINT = /\.jsonl|rollout-|claude|codex/i;
/** Up to the folder right below one that holds worktrees. */
const WORKTREE = /^(.*?(?:^|\/)(?:\.?worktrees?|[^/]+(?:__|[._-])worktrees)\/[^/]+)(?:\/|$)/;
/** What workmux prints for each worker: its branch and its worktree. */
const WORKMUX =
  /^\W*Successfully created worktree and tmux \w+ for '([^']+)'(?:\n(?! *Worktree:|\W*Success).*)*\n *Worktree: (\/\S+)$/gm;

/** Other sessions that a text points to. */
export const sessionMentions = (text: string): Reference[] =>
  HINT.test(text)
    ? MENTIONED.flatMap((pattern) => [...text.matchAll(pattern)]).map((match) => ({
        kind: 'session',
        text: match[1] ?? '',
        role: 'mentioned',
      }))
    : [];

/** The session of a worker that a call started, where the result gives its id. */
export function spawnedSession({ result, hasFailed }: Call): Reference[] {
  const agent = result?.data?.agent;
  return typeof agent === 'string' && SPAWNED.test(agent) && !hasFailed
    ? [{ kind: 'session', text: agent, role: 'produced' }]
    : [];
}

/** Sessions and worktrees that a shell line started, by the words of the programs. */
export function workerOutcomes(run: ShellRun): Reference[] {
  const found: Reference[] = [];
  for (const { words, ...command } of run.commands) {
    const line = words.slice(0, 3).join(' ');
    if (
      /^codex (?:e|exec) (?!resume)|^claude (?:-p|--print)/.test(`${line} `) &&
      !words.some((word) => /^(?:--resume|-r|-c|--continue|resume)$/.test(word))
    ) {
      const id = run.output.match(new RegExp(`^session id: (${ID})$|"session_id": ?"(${ID})"`, 'm'));
      if (id && (run.hasFailed || hasSucceeded(run, { words, ...command })))
        found.push({ kind: 'session', text: id[1] ?? id[2] ?? '', role: 'produced' });
    }
    if (words[0] === 'workmux' && words[1] === 'add')
      for (const match of run.output.matchAll(WORKMUX))
        found.push(
          { kind: 'worktree', text: match[2] ?? '', role: 'produced' },
          { kind: 'branch', text: match[1] ?? '', role: 'touched' },
        );
  }
  return found;
}

/** The worktree in which something was done, unless the session lives there. */
export function worktreeOf(path: string | null, cwd: string | null): Reference[] {
  const worktree = path?.match(WORKTREE)?.[1];
  if (!worktree || cwd === worktree || cwd?.startsWith(`${worktree}/`)) return [];
  return [{ kind: 'worktree', text: worktree, role: 'touched' }];
}
