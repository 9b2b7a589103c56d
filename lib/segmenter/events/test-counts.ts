const ANSI = /\u001b\[[\d;]*m/g;
/** Totals as test runners print them at the end. */
const TOTALS = [
  /^\s*Tests:?\s+(?:.*?\b)?(\d+) passed\b/gm, // vitest, jest
  /\b(\d+) passed\b.*\bin \d/g, // pytest
  /^\s*(\d+) passing\b/gm, // mocha
  /^test result: \w+\. (\d+) passed/gm, // cargo
  /^(?:#|ℹ) pass (\d+)/gm, // node
  /^OK \((\d+) tests?/gm, // phpunit
  /^Ran (\d+) tests? in/gm, // unittest
  /^(\d+) examples?, 0 failures/gm, // rspec
  /^\s*(\d+) pass$/gm, // bun
];

/** How many tests a run's output says passed, total by total. */
export function passedCounts(output: string): number[] {
  const text = output.replace(ANSI, '');
  return TOTALS.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => Number(match[1])));
}
