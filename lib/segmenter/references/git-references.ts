import { commitsMade, gitArguments } from '@/lib/segmenter/events/git';
import type { Call } from '@/lib/segmenter/events/tool-calls';
import { hasSucceeded, isPlain, type ShellRun } from '@/lib/segmenter/references/shell-run';
import type { Reference } from '@/lib/segments/schema';

/** Words of a command line that may be hashes. */
const HASH = /(?<![\w./#@-])[0-9a-f]{7,40}(?![\w/-])/g;
/** Other commands name trees and files by hashes as well. */
const NAMES_COMMITS =
  /^(?:show|checkout|switch|cherry-pick|revert|reset|diff|log|merge|merge-base|rebase|branch|worktree|tag|describe|range-diff|format-patch)$/;
/** What git allows as a branch, and no hash. */
const BRANCH = /^(?!HEAD$|FETCH_HEAD$|[0-9a-f]{7,40}$)[\w][\w./@#+-]*$/;

type Role = Reference['role'];
type Shape = [pattern: RegExp, role: Role];

/** What git itself says of branches, by the command that says so. */
const SAID = new Map(
  Object.entries<Shape[]>({
    checkout: [
      [/^Switched to a new branch '(.+)'$/gm, 'produced'],
      [/^(?:Switched to branch|Already on) '(.+)'$/gm, 'touched'],
    ],
    branch: [[/^Deleted branch (\S+) \(was /gm, 'closed']],
    push: [
      [/^ ?[ *+] (?:\[new branch\]|[0-9a-f]{7,40}\.{2,3}[0-9a-f]{7,40}) +\S+ +-> +(\S+)/gm, 'touched'],
      [/^ - \[deleted\] +(?:\(none\) +-> +)?(\S+)$/gm, 'closed'],
    ],
    worktree: [
      [/^Preparing worktree \(new branch '(.+)'\)$/gm, 'produced'],
      [/^Preparing worktree \(checking out '(.+)'\)$/gm, 'touched'],
    ],
  }),
);
SAID.set('switch', SAID.get('checkout') ?? []);

/** Commits, branches and worktrees that a call of git made, used or removed, as git says or as its success proves. */
export function gitOutcomes(call: Call, run: ShellRun): Reference[] {
  const found: Reference[] = commitsMade(call).flatMap(({ hash, branch: name }) => [
    { kind: 'commit' as const, text: hash, role: 'produced' as const },
    ...branch(name, 'touched'),
  ]);
  for (const command of run.commands) {
    const [name = '', ...args] = gitArguments(command.words) ?? [];
    if (name === '' || (name === 'worktree' && command.words.includes('-C'))) continue;
    for (const [pattern, role] of SAID.get(name) ?? [])
      if (name !== 'worktree' || !/^fatal:/m.test(run.output))
        found.push(...[...run.output.matchAll(pattern)].flatMap((match) => branch(match[1], role)));
    if (hasSucceeded(run, command)) found.push(...provenBySuccess(name, args));
  }
  return found;
}

/** Hashes that stand in a call of git. */
export const gitMentions = (run: ShellRun): Reference[] =>
  run.commands.flatMap(({ words }) => {
    const [name = '', ...args] = gitArguments(words) ?? [];
    if (!NAMES_COMMITS.test(name)) return [];
    return args
      .filter((word) => !/\s/.test(word))
      .flatMap((word) => word.split(/\.{2,3}/))
      .flatMap((word) => [...word.matchAll(HASH)].map((match) => match[0]))
      .filter((hash) => /\d/.test(hash) && /[a-f]/.test(hash))
      .map((text) => ({ kind: 'commit', text, role: 'mentioned' }));
  });

function provenBySuccess(name: string, args: readonly string[]): Reference[] {
  if (name === 'worktree') return worktree(args);
  if (name === 'checkout' || name === 'switch') {
    const at = args.findIndex((arg) => /^(?:-b|-c|--create|--orphan)$/.test(arg));
    if (at >= 0) return branch(args[at + 1], 'produced');
    return name === 'switch' && args.length === 1 ? branch(args[0], 'touched') : [];
  }
  return name === 'branch' && args.length <= 2 && args.every(isPlain) ? branch(args[0], 'produced') : [];
}

function worktree([action, ...args]: readonly string[]): Reference[] {
  const at = args.indexOf('-b');
  const path = args.find((arg, i) => isPlain(arg) && !/^(?:-b|-B|--reason)$/.test(args[i - 1] ?? ''));
  if (!path || args.some((arg) => /^--?h(?:elp)?$/.test(arg)) || !/^(?:add|remove)$/.test(action ?? '')) return [];
  const made: Reference = { kind: 'worktree', text: path, role: action === 'add' ? 'produced' : 'closed' };
  return [made, ...(action === 'add' && at >= 0 ? branch(args[at + 1], 'produced') : [])];
}

const branch = (name: string | null | undefined, role: Role): Reference[] =>
  name && BRANCH.test(name) && !name.startsWith('origin/') ? [{ kind: 'branch', text: name, role }] : [];
