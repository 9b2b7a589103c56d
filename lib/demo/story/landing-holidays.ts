import { bash, type Chapter, edits, prompt, says, thinks, uses } from '@/lib/demo/story/telling';

/** A connection string as a log would show it; put together here, redacted when it is stored. */
const DATABASE = ['postgres://tidal', ['harbour', 'Lantern', '77'].join('-')].join(':');
const COFFEE_BREAK = 22 * 60;

export const landingHolidays: Chapter[] = [
  {
    key: 'review-worker',
    title: "Review the worker's holiday timetable",
    status: 'done',
    picksUp: ['review-14'],
    summary: [
      ['worker-14 reported with commit `3ac60f2` and 9 passing tests.', ['report:out']],
      ['The review found one gap: a holiday on a Saturday kept the Saturday times.', ['gap', 'diff-14:out']],
      [
        'The table of `src/calendar/holidays.ts` was compared with the printed one; all 14 days agree.',
        ['report:out', 'compare-holidays:out'],
      ],
    ],
    outcome: [
      ['The gap is closed in `dayKind` with a test of its own, committed as `f18b9d3`.', ['fix-saturday', 'commit-14:out']],
    ],
    decisions: [
      ['fix-here', 'agent', 'Fixed the Saturday gap in `dayKind` here rather than send the worker back for one line.', ['gap']],
    ],
    steps: [
      prompt('worker-14 says it is done. Have a look when you can.', { after: COFFEE_BREAK }),
      ...bash(
        'cat ../tidal-wt-14/REPORT.md && git -C ../tidal-wt-14 log --oneline -1',
        `# Report: brief 14
On a public holiday the Sunday timetable runs. Table in src/calendar/holidays.ts, no network.
Tests: 9 passed. I was unsure about holidays on a Saturday; the task says to test one, so I test what happens today.
3ac60f2 Run the Sunday timetable on public holidays (#14)`,
        { id: 'report' },
      ),
      ...bash(
        'git diff main...brief-14 -- src/calendar/day-kind.ts',
        `--- a/src/calendar/day-kind.ts
+++ b/src/calendar/day-kind.ts
@@ -4,7 +4,9 @@
 export function dayKind(day: string): DayKind {
   const weekday = new Date(noon(day)).getUTCDay();
-  if (weekday === 6) return 'saturday';
-  return weekday === 0 ? 'sunday' : 'weekday';
+  if (weekday === 6) return 'saturday';
+  if (weekday === 0 || isHoliday(day)) return 'sunday';
+  return 'weekday';
 }`,
        { id: 'diff-14' },
      ),
      thinks('isHoliday is asked after the check for Saturday. A holiday on a Saturday stays a Saturday.'),
      ...bash(
        'node scripts/compare-holidays.mjs docs/printed/2031.txt',
        `14 holidays in the table, 14 in print
all 14 agree`,
        { id: 'compare-holidays' },
      ),
      says(
        'The table is right. One gap: `dayKind` asks for Saturday first, so a holiday on a Saturday keeps the Saturday times. One line; I fix it here.',
        { id: 'gap' },
      ),
      ...edits(
        '/work/tidal-wt-14/src/calendar/day-kind.ts',
        4,
        [
          ' export function dayKind(day: string): DayKind {',
          '   const weekday = new Date(noon(day)).getUTCDay();',
          "-  if (weekday === 6) return 'saturday';",
          "   if (weekday === 0 || isHoliday(day)) return 'sunday';",
          "-  return 'weekday';",
          "+  return weekday === 6 ? 'saturday' : 'weekday';",
          ' }',
        ],
        { id: 'fix-saturday' },
      ),
      ...bash(
        'cd ../tidal-wt-14 && npx vitest run src/calendar && git commit -am "Let a holiday on a Saturday be a holiday (#14)"',
        ` Test Files  2 passed (2)
      Tests  10 passed (10)
[brief-14 f18b9d3] Let a holiday on a Saturday be a holiday (#14)
 2 files changed, 9 insertions(+), 3 deletions(-)`,
        { id: 'commit-14', seconds: 11 },
      ),
      says('Reviewed and repaired; it can land.'),
    ],
  },
  {
    key: 'land-14',
    title: 'Land the holiday timetable on main',
    status: 'done',
    summary: [
      ['The first push was refused, because somebody had put a translation on `main` meanwhile.', ['refused:out']],
      ['`brief-14` was rebased onto it, and the whole suite ran again before the second push.', ['rebase:out', 'suite:out']],
    ],
    outcome: [
      [
        '#14 is on `main` as `c0d4e5a` after 226 passing tests; the worktree of the worker is gone.',
        ['suite:out', 'landed:out', 'cleaned:out'],
      ],
    ],
    decisions: [
      [
        'rebase',
        'agent',
        'Rebased instead of merging, as the rule is one branch a brief and a straight history.',
        ['why-rebase'],
      ],
    ],
    steps: [
      ...bash(
        'git merge --ff-only brief-14; git push',
        `fatal: Not possible to fast-forward, aborting.
To git.tidal.test:tidal/tidal.git
 ! [rejected]        main -> main (fetch first)
error: failed to push some refs to 'git.tidal.test:tidal/tidal.git'
hint: Updates were rejected because the remote contains work that you do not have: 5d2a9e7 Translate the board`,
        { id: 'refused', exitCode: 1 },
      ),
      says('Somebody was faster: 5d2a9e7 is on `main` now. I rebase, a straight history is the rule here.', { id: 'why-rebase' }),
      ...bash(
        'git pull --rebase && git rebase main brief-14',
        `Updating 7be2d04..5d2a9e7
Fast-forward
Successfully rebased and updated refs/heads/brief-14.`,
        { id: 'rebase' },
      ),
      ...bash(
        'npm test',
        `> tidal@0.8.2 test
> vitest run

[db] connecting to ${DATABASE}@db.tidal.test:5432/tidal
 Test Files  34 passed (34)
      Tests  226 passed (226)
   Duration  43.12s`,
        { id: 'suite', seconds: 47 },
      ),
      ...bash(
        'git switch main && git merge --ff-only brief-14 && git push && git log --oneline -1',
        `Switched to branch 'main'
Updating 5d2a9e7..c0d4e5a
Fast-forward
To git.tidal.test:tidal/tidal.git
   5d2a9e7..c0d4e5a  main -> main
c0d4e5a Let a holiday on a Saturday be a holiday (#14)`,
        { id: 'landed' },
      ),
      ...bash(
        'git worktree remove ../tidal-wt-14 --force && git branch -d brief-14 && git worktree list',
        `Deleted branch brief-14 (was c0d4e5a).
/work/tidal  c0d4e5a [main]`,
        { id: 'cleaned' },
      ),
      ...uses(
        'TodoWrite',
        {
          todos: [
            { content: '#14 holiday timetable (worker)', status: 'completed' },
            { content: '#15 tide-dependent sailings', status: 'completed' },
            { content: '#16 calendar feed', status: 'in_progress' },
            { content: 'Release v0.9.0 after a yes', status: 'pending' },
          ],
        },
        'Todos have been updated.',
      ),
    ],
  },
];
