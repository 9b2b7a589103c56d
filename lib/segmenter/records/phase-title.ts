import { checksIn, commandLine, ranCheck } from '@/lib/segmenter/events/checks';
import { fileChanges } from '@/lib/segmenter/events/file-changes';
import { commitsMade, hasPushed, pullRequestOf } from '@/lib/segmenter/events/git';
import { shellCommands } from '@/lib/segmenter/events/shell-commands';
import type { Call } from '@/lib/segmenter/events/tool-calls';
import { isReadTool, isSpawnTool, isWaitTool } from '@/lib/segmenter/events/tool-names';
import { fileName } from '@/lib/segmenter/text/paths';

/** Command lines that look after work that goes on elsewhere. */
const POLLS = /^(?:sleep|workmux (?:wait|status|capture|list)|tmux capture-pane|gh run watch|gh pr checks)\b/;
const READERS = /^(?:cat|sed|head|tail|nl|less|bat)$/;

type Phase = 'Implementation' | 'Delegation' | 'Verification' | 'Commit and publish' | 'Investigation' | 'Waiting';

/** What a call counts for, and what it was about. */
function workOf(call: Call): { phase: Phase; points: number; objects: string[] } {
  const changes = fileChanges(call);
  if (changes.length > 0) return { phase: 'Implementation', points: 3, objects: changes.map(({ path }) => fileName(path)) };
  if (isSpawnTool(call.name)) return { phase: 'Delegation', points: 4, objects: textIn(call.input.description) };
  if (commitsMade(call).length > 0 || hasPushed(call) || pullRequestOf(call))
    return { phase: 'Commit and publish', points: 1.2, objects: [] };
  if (ranCheck(call)) return { phase: 'Verification', points: 1.5, objects: checksIn(call).map(programOf) };
  const polled = pollsOf(call);
  if (isWaitTool(call.name) || polled) return { phase: 'Waiting', points: polled ? 0.5 : 0.3, objects: polled ?? [] };
  return { phase: 'Investigation', points: 0.5, objects: filesRead(call) };
}

/** What was mostly done and to what, for a segment without words of a person: never free text. */
export function phaseTitle(calls: readonly Call[]): string | null {
  const points = new Map<Phase, number>();
  const objects = new Map<Phase, string[]>();
  for (const work of calls.map(workOf)) {
    points.set(work.phase, (points.get(work.phase) ?? 0) + work.points);
    const known = objects.get(work.phase) ?? [];
    known.push(...work.objects);
    objects.set(work.phase, known);
  }
  const [best] = [...points].sort((a, b) => b[1] - a[1]);
  if (!best) return null;
  const [phase] = best;
  const names = namesOf(objects.get(phase) ?? []);
  return names.length > 0 ? `${phase}: ${names.join(', ')}` : phase;
}

/** Two names and how many more, those that came most often first. */
function namesOf(objects: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const name of objects) counts.set(name, (counts.get(name) ?? 0) + 1);
  const names = [...counts].sort((a, b) => b[1] - a[1]).map(([name]) => name);
  const last = names.length > 2 ? `${names[1]} +${names.length - 2}` : names[1];
  return [names[0], last].filter((name) => name !== undefined);
}

const textIn = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? [value.trim()] : []);

/** "npm run lint", "go test": the program and what it was told to do. */
const programOf = (check: string) =>
  check
    .split(' ')
    .slice(0, /^(?:npm|pnpm|yarn|bun|mise) run /.test(check) ? 3 : 2)
    .join(' ');

/** What a shell command that looks after other work waits for; null for any other command. */
function pollsOf(call: Call): string[] | null {
  const [first, ...others] = shellCommands(commandLine(call) ?? '').filter(
    ({ words }) => !/^(?:echo|true|printf|set|cd)$/.test(words[0] ?? ''),
  );
  const line = first?.words.join(' ') ?? '';
  if (!first || others.length > 2 || !POLLS.test(line)) return null;
  return first.words[0] === 'workmux' ? first.words.slice(2, 3).filter((word) => /^[a-z][\w-]+$/i.test(word)) : [];
}

function filesRead(call: Call): string[] {
  if (isReadTool(call.name)) return [...textIn(call.input.file_path), ...textIn(call.input.path)].slice(0, 1).map(fileName);
  const readers = shellCommands(commandLine(call) ?? '').filter(({ words }) => READERS.test(words[0] ?? ''));
  return readers
    .flatMap(({ words }) => words.slice(1).filter((word) => /^[\w@./~-]*[\w-]\.[a-z]\w{0,4}$/i.test(word)))
    .map(fileName);
}
