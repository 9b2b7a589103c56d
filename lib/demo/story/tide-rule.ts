import { bash, type Chapter, dim, edits, green, red, says, writes } from '@/lib/demo/story/telling';

const WATER = `import { heightAt } from './heights';

/** Least water over the sill of a landing, in metres above chart datum. */
export const CLEARANCE: Record<string, number> = { holm: 1.1, skerry: 1.1 };

export interface Water {
  height: number;
  isEnough: boolean;
}

/** The water at a landing at a time of day; landings that never fall dry always have enough. */
export function waterAt(landing: string, day: string, time: string): Water {
  const needed = CLEARANCE[landing];
  const height = heightAt(landing, day, time);
  return { height, isEnough: needed === undefined || height >= needed };
}`;

export const tideRule: Chapter[] = [
  {
    key: 'build-tide',
    title: 'Build the tide rule and use it in the timetable',
    status: 'done',
    picksUp: ['build-rule'],
    summary: [
      [
        '`src/tides/water.ts` says whether a landing has enough water, and `listSailings` marks sailings with it.',
        ['water', 'list'],
      ],
      ['The first test run failed in two tests: arrival was checked with the time of departure.', ['red:out', 'why']],
    ],
    outcome: [
      [
        'The rule checks the water at arrival; all 7 tests of the sailings pass and it is committed as `d5a917c`.',
        ['green-15:out', 'commit-15:out'],
      ],
    ],
    decisions: [
      ['at-arrival', 'agent', 'Check the water at the time of arrival, because the landing is where the boat arrives.', ['why']],
    ],
    steps: [
      ...writes('/work/tidal/src/tides/water.ts', WATER, { id: 'water' }),
      ...edits(
        '/work/tidal/src/sailings/list.ts',
        1,
        [
          " import { dayKind } from '../calendar/day-kind';",
          "+import { waterAt } from '../tides/water';",
          " import { timetable } from './timetable';",
          ' ',
          ' /** Sailings of a route on a day, in order of departure. */',
          ' export function listSailings(route: string, day: string): Sailing[] {',
          '   const kind = dayKind(day);',
          '   return timetable(route)',
          '     .filter((row) => row.days.includes(kind))',
          '-    .map((row) => ({ route, departs: row.departs, arrives: row.arrives, landing: row.landing }));',
          '+    .map((row) => ({ ...row, route, runs: waterAt(row.landing, day, row.departs).isEnough }));',
          ' }',
        ],
        { id: 'list' },
      ),
      ...writes(
        '/work/tidal/src/tides/water.test.ts',
        `import { expect, test } from 'vitest';
import { waterAt } from './water';

test.each([
  ['holm', '06:40', false],
  ['holm', '07:20', true],
  ['mainland', '06:00', true],
])('%s at %s', (landing, time, isEnough) => {
  expect(waterAt(landing, '2031-06-02', time).isEnough).toBe(isEnough);
});`,
      ),
      ...bash(
        'npx vitest run src/sailings src/tides',
        ` ${green('✓')} src/tides/water.test.ts ${dim('(3 tests)')} 12ms
 ${red('❯')} src/sailings/list.test.ts ${dim('(4 tests | ')}${red('2 failed')}${dim(')')} 18ms
   ${red('×')} a sailing to Holm at low water does not run
   ${red('×')} the first sailing after low water runs

 ${red('FAIL')} src/sailings/list.test.ts > the first sailing after low water runs
   AssertionError: expected ${green('true')} to be ${red('false')}
     departs 07:00, arrives 07:20 · water 0.96 m at departure, 1.13 m at arrival

 Test Files  ${red('1 failed')} | ${green('1 passed')} (2)
      Tests  ${red('2 failed')} | ${green('5 passed')} (7)`,
        { id: 'red', exitCode: 1, seconds: 13 },
      ),
      says(
        'Two tests fail, and they are right: I checked the water when the boat leaves. What counts is the water at the landing when it arrives.',
        { id: 'why' },
      ),
      ...edits('/work/tidal/src/sailings/list.ts', 10, [
        '     .filter((row) => row.days.includes(kind))',
        '-    .map((row) => ({ ...row, route, runs: waterAt(row.landing, day, row.departs).isEnough }));',
        '+    .map((row) => ({ ...row, route, runs: waterAt(row.landing, day, row.arrives).isEnough }));',
        ' }',
      ]),
      ...bash(
        'npx vitest run src/sailings src/tides',
        ` ${green('✓')} src/tides/water.test.ts ${dim('(3 tests)')} 11ms
 ${green('✓')} src/sailings/list.test.ts ${dim('(4 tests)')} 16ms

 Test Files  ${green('2 passed')} (2)
      Tests  ${green('7 passed')} (7)`,
        { id: 'green-15', seconds: 12 },
      ),
      ...bash(
        'git add -A src && git commit -m "Mark sailings that have too little water (#15)"',
        `[brief-15 d5a917c] Mark sailings that have too little water (#15)
 3 files changed, 31 insertions(+), 1 deletion(-)
 create mode 100644 src/tides/water.test.ts
 create mode 100644 src/tides/water.ts`,
        { id: 'commit-15' },
      ),
      says('The rule is in and committed. Before it goes further, a second pair of eyes.'),
    ],
  },
];
