import { bash, type Chapter, dim, edits, green, inThread, prompt, reads, says, thinks, uses } from '@/lib/demo/story/telling';

export const secondEyes: Chapter[] = [
  {
    key: 'review-tide',
    title: 'Have a subagent review the tide rule',
    status: 'done',
    summary: [
      [
        'A subagent reviewed `brief-15` and found that arrivals after midnight are looked up in a day that the table does not hold.',
        ['reviewed', 'found', 'reviewed:out'],
      ],
      ['It asked for the height at `00:05` and got `NaN`, which counts as too little water.', ['midnight:out']],
    ],
    outcome: [
      ['Arrivals after midnight read the next day, with a test; committed as `e4410aa`.', ['next-day', 'commit-night:out']],
    ],
    decisions: [
      [
        'fix-now',
        'agent',
        'Fixed the finding about midnight at once and left the two remarks about names for later.',
        ['take-finding'],
      ],
    ],
    nextSteps: [['cache-heights', 'agent', 'Read a day of heights once instead of at each call of `heightAt`.', ['found']]],
    steps: [
      says('A review by somebody who has not built it: a subagent reads the diff of `brief-15` against the brief.'),
      ...uses(
        'Task',
        {
          description: 'Review the tide rule',
          subagent_type: 'reviewer',
          prompt: 'Review the diff of brief-15 against brief #15. Look for sailings that would be shown wrongly. Try them out.',
        },
        '1 finding, 2 remarks. Finding: arrivals after midnight get no height, so the last boat never runs.',
        { id: 'reviewed', seconds: 3 },
      ).slice(0, 1),
      ...inThread('reviewer-1', [
        prompt('Review the diff of brief-15 against brief #15. Look for sailings that would be shown wrongly. Try them out.', {
          after: 2,
        }),
        ...bash(
          'git diff main...brief-15 --stat',
          ` src/sailings/list.ts       |  3 ++-
 src/tides/water.test.ts    | 10 ++++++++++
 src/tides/water.ts         | 18 ++++++++++++++++++
 3 files changed, 30 insertions(+), 1 deletion(-)`,
        ),
        ...reads(
          '/work/tidal/src/tides/heights.ts',
          `/** Predicted height at a landing, in metres above chart datum. */
export function heightAt(landing: string, day: string, time: string): number {
  const rows = readDay(landing, day);
  return rows.get(roundToTen(time)) ?? Number.NaN;
}`,
        ),
        thinks('The last boat leaves at 23:40 and arrives at 00:05. Which day is asked for?'),
        ...bash(
          `node -e "import('./src/tides/water.ts').then(w => console.log(w.waterAt('holm', '2031-06-02', '24:05'), w.waterAt('holm', '2031-06-03', '00:05')))"`,
          `{ height: NaN, isEnough: false } { height: 2.41, isEnough: true }
# the timetable writes 00:05 of the next day as 24:05`,
          { id: 'midnight' },
        ),
        ...bash(
          'grep -c "24:\\|25:" data/timetables/*.csv',
          `data/timetables/holm.csv:4
data/timetables/mainland.csv:0
data/timetables/skerry.csv:2`,
        ),
        says(
          'Finding: the timetable writes arrivals after midnight as 24:05, and `heightAt` has no such row. It returns NaN, so six sailings would never run. Remarks: `isEnough` could be called `canLand`; a day of heights is read again at each call of `heightAt`.',
          { id: 'found' },
        ),
      ]),
      {
        id: 'reviewed:out',
        after: 6,
        actor: 'tool',
        kind: 'tool_result',
        tool: {
          name: 'Task',
          output:
            '1 finding, 2 remarks. Finding: arrivals after midnight are looked up in a day that the table does not hold (24:05), so the last boat never runs.',
          is_error: false,
        },
      },
      says('The finding is a real one and I fix it now. The remarks about names can wait.', { id: 'take-finding' }),
      ...edits(
        '/work/tidal/src/tides/heights.ts',
        1,
        [
          ' /** Predicted height at a landing, in metres above chart datum. */',
          ' export function heightAt(landing: string, day: string, time: string): number {',
          '-  const rows = readDay(landing, day);',
          '-  return rows.get(roundToTen(time)) ?? Number.NaN;',
          '+  const moment = onTheClock(day, time); // 24:05 is 00:05 of the next day',
          '+  const height = readDay(landing, moment.day).get(roundToTen(moment.time));',
          '+  if (height === undefined) throw new NoHeight(landing, moment);',
          '+  return height;',
          ' }',
        ],
        { id: 'next-day' },
      ),
      ...bash(
        'npx vitest run src/tides && git commit -am "Look up arrivals after midnight in the next day (#15)"',
        ` ${green('✓')} src/tides/water.test.ts ${dim('(3 tests)')} 11ms
 ${green('✓')} src/tides/heights.test.ts ${dim('(5 tests)')} 9ms

 Test Files  ${green('2 passed')} (2)
      Tests  ${green('8 passed')} (8)
[brief-15 e4410aa] Look up arrivals after midnight in the next day (#15)
 2 files changed, 22 insertions(+), 2 deletions(-)`,
        { id: 'commit-night', seconds: 14 },
      ),
    ],
  },
];
