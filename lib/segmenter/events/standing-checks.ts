import { checkCommands, checkResult, ranCheck } from '@/lib/segmenter/events/checks';
import type { Call } from '@/lib/segmenter/events/tool-calls';

const STOPPED = /\[Request interrupted by user/;

/** How the checks among some calls stand. */
export interface StandingChecks {
  /** The result of the last one; null if there is none, or if it does not tell. */
  last: 'passed' | 'failed' | null;
  /** True if the last one passed, and each that failed before passed later: by the same command, or by one that checks more. */
  isGreen: boolean;
}

/** Linting after failed tests proves nothing of the tests: each check that failed must have passed itself. */
export function standingChecks(calls: readonly Call[]): StandingChecks {
  const red: string[] = [];
  let last: StandingChecks['last'] = null;
  for (const call of calls) {
    if (!ranCheck(call) || call.result === null || STOPPED.test(call.output)) continue;
    last = checkResult(call);
    const checks = bareChecks(call);
    if (last === 'failed') red.push(...checks);
    if (last === 'passed') for (const check of checks) removeCovered(red, check);
  }
  return { last, isGreen: last === 'passed' && red.length === 0 };
}

/** The checks of a call without options: "go test ./...", run as "go test -v ./...", is "go test". */
const bareChecks = (call: Call): string[] =>
  checkCommands(call).map(({ words }) => words.filter((word) => !word.startsWith('-') && word !== './...').join(' '));

function removeCovered(red: string[], check: string): void {
  for (let i = red.length - 1; i >= 0; i -= 1) {
    if (`${red[i]} `.startsWith(`${check} `)) red.splice(i, 1);
  }
}
