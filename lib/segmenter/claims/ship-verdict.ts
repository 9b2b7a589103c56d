import type { Verdict } from '@/lib/segmenter/claims/verdict';
import { commandLine } from '@/lib/segmenter/events/checks';
import { commitsMade, gitArguments, hasPushed, isInPlace, pullRequestOf } from '@/lib/segmenter/events/git';
import { shellCommands } from '@/lib/segmenter/events/shell-commands';
import { type Call, toldAt } from '@/lib/segmenter/events/tool-calls';
import { straight } from '@/lib/segmenter/text/words';

/** A way of handing work over, as sentences say it and as commands do it. */
interface Shipping {
  /** A sentence that says it was done. */
  said: RegExp;
  name: string;
  isTried(words: readonly string[]): boolean;
  isDone(call: Call): boolean;
}

/** What git, its hooks and hosts print where nothing was shipped. */
const REFUSED =
  /^\s*! \[(?:remote )?rejected\]|^error: failed to push|^fatal: |^(?:husky|lefthook|pre-commit).*\bfail|^error: |^GraphQL: |^pull request create failed/im;
/** Words with which a sentence says less, or of another time. */
const HEDGED =
  /\b(?:not|never|cannot|fail\w*|un\w+ed|will|would|should|could|might|may|can|must|need\w*|to be|ready|before|until|once|if|when|unless|whether|nothing|without|after|previously|earlier|already|but|however|plan\w*|want|waiting|pending|next|who|which|that (?:was|were|is))\b|n't\b|\?/i;

const isGit = (command: string) => (words: readonly string[]) => gitArguments(words)?.[0] === command;

const SHIPPINGS: Shipping[] = [
  {
    said: /\b(?:committed(?![.\w-])|created (?:a |the |one )?commit|commit(?:s)? (?:was |were )?(?:created|made))\b/i,
    name: 'commit',
    isTried: isGit('commit'),
    isDone: (call) => commitsMade(call).length > 0,
  },
  { said: /\b(?:force-)?pushed\b/i, name: 'push', isTried: isGit('push'), isDone: hasPushed },
  {
    said: /\b(?:opened|created|raised|submitted|filed)\b[^.;,]{0,30}\b(?:PR|pull request|MR|merge request)\b|\b(?:PR|pull request)\b[^.;,]{0,12}\b(?:opened|created|is up)\b/i,
    name: 'pull request',
    isTried: (words) => /^(?:gh pr create|glab mr create)\b/.test(words.join(' ')),
    isDone: (call) => pullRequestOf(call) !== null,
  },
];

/** What git and its hosts say to each of "committed", "pushed" and "opened a PR"; without a try in the segment nothing: it may have been done elsewhere. */
export function shipVerdicts(sentence: string, calls: readonly Call[]): (Verdict | null)[] {
  const text = straight(sentence);
  const bare = text.replace(/`[^`]*`/g, ' ');
  if (HEDGED.test(bare)) return [];
  return SHIPPINGS.filter(({ said }) => said.test(bare)).map((shipping) => verdictOf(shipping, text, calls));
}

function verdictOf({ name, isTried, isDone }: Shipping, text: string, calls: readonly Call[]): Verdict | null {
  const tries = calls.filter((call) => shellCommands(commandLine(call) ?? '').some(({ words }) => isTried(words)));
  const done = tries.findLast((call) => isDone(call) && isNamed(call, text));
  if (done) return { is: 'confirmed', reason: `The ${name} is in the events`, evidence: [toldAt(done)] };
  const last = tries.at(-1);
  if (!last || !tries.every((call) => isInPlace(call) && call.hasFailed && !isDone(call) && REFUSED.test(call.output)))
    return null;
  return { is: 'contradicted', reason: `The last ${name} failed`, evidence: [toldAt(last)] };
}

/** A hash or number in the sentence must be the one that was made. */
function isNamed(call: Call, text: string): boolean {
  const names = text.match(/\b(?=[0-9a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,40}\b|#\d+/g) ?? [];
  return names.every((name) => call.output.includes(name.replace('#', '/').slice(0, 7)));
}
