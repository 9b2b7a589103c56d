import type { CheckRun } from '@/lib/segmenter/claims/check-runs';
import type { CheckStatement } from '@/lib/segmenter/claims/check-statements';
import type { Verdict } from '@/lib/segmenter/claims/verdict';
import type { CheckKind } from '@/lib/segmenter/events/check-programs';
import { passedCounts } from '@/lib/segmenter/events/test-counts';

const NAMES: Record<CheckKind, string> = {
  test: 'test run',
  lint: 'lint run',
  types: 'type check',
  build: 'build',
  all: 'check',
};
const LINE_CHARS = 60;

/**
 * What the runs of a segment say to a statement. The last run that looks at the same thing decides; a run that may have looked at it, or whose end is
 * unclear, leaves the statement undecided. A failed run is no contradiction once files were changed after it, only a missing proof.
 */
export function checkVerdict(statement: CheckStatement, runs: readonly CheckRun[]): Verdict | null {
  const run = runs.findLast((each) => looksAt(each, statement));
  if (!run || run.result === null || !tells(run, statement)) return null;
  if (run.result === 'failed') return failedVerdict(run, statement, runs);
  if (statement.count !== null) return countVerdict(statement.count, run, { statement, runs });
  if (run.isStale || (statement.isWhole && run.isNarrow) || !covers(run, statement)) return null;
  return { is: 'confirmed', reason: `The last ${nameOf(run, statement)} passed`, evidence: [run.seq] };
}

function looksAt(run: CheckRun, { kind, command, sort }: CheckStatement): boolean {
  if (command !== null) return run.line.includes(command);
  if (sort !== null && !run.line.toLowerCase().includes(sort.toLowerCase())) return false;
  return kind === 'all' || run.kinds.includes(kind) || run.kinds.includes('all');
}

/** A run of several checks does not tell which of them failed, one of unknown checks nothing about a single kind. */
function tells(run: CheckRun, { kind, command }: CheckStatement): boolean {
  if (command !== null || kind === 'all') return true;
  return run.kinds.includes(kind) && (run.result === 'passed' || run.kinds.length === 1);
}

/** One lint run is not "all checks". */
const covers = (run: CheckRun, { kind, command }: CheckStatement) =>
  kind !== 'all' || command !== null || run.kinds.includes('all') || run.kinds.length > 1;

function failedVerdict(run: CheckRun, statement: CheckStatement, runs: readonly CheckRun[]): Verdict | null {
  if (run.isNarrow && !statement.isWhole) return null;
  if (statement.count !== null && runs.some((other) => passedCounts(other.output).includes(statement.count ?? 0))) return null;
  const reason = `The last ${nameOf(run, statement)} ended ${run.end}`;
  return run.isStale
    ? { is: 'unfounded', reason: `${reason}, and files were changed after it`, evidence: [run.seq] }
    : { is: 'contradicted', reason, evidence: [run.seq] };
}

function countVerdict(
  count: number,
  run: CheckRun,
  { statement, runs }: { statement: CheckStatement; runs: readonly CheckRun[] },
): Verdict | null {
  const named = runs.find((each) => each.result === 'passed' && passedCounts(each.output).includes(count));
  if (named) return { is: 'confirmed', reason: `The ${nameOf(named, statement)} counted ${count}`, evidence: [named.seq] };
  const totals = passedCounts(run.output);
  const [total] = totals;
  if (total === undefined || totals.length !== 1 || !statement.isWhole || run.isNarrow || run.isStale) return null;
  const isSaid = runs.some(({ output }) => new RegExp(`(?<![\\d.])${count}(?![\\d.])`).test(output));
  if (isSaid || runs.length > 1) return null;
  return { is: 'contradicted', reason: `The last ${nameOf(run, statement)} counted ${total} passed tests`, evidence: [run.seq] };
}

const nameOf = ({ line }: CheckRun, { kind }: CheckStatement) => {
  const short = line.replace(/\s+/g, ' ').replaceAll('`', "'").trim();
  return `${NAMES[kind]} (\`${short.length > LINE_CHARS ? `${short.slice(0, LINE_CHARS)}…` : short}\`)`;
};
