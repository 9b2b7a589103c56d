import { bash, type Chapter, edits, says, uses } from '@/lib/demo/story/telling';

export const feedFlag: Chapter[] = [
  {
    key: 'flag',
    title: 'Land the feed behind a flag, without the boats over midnight',
    status: 'done',
    picksUp: ['flag-feed'],
    summary: [
      ['`CALENDAR_FEED` switches the feed on; it is off by default.', ['flag-code']],
      ['The four sailings over midnight are left out and counted in a line of the log.', ['left-out:out', 'flag-code']],
    ],
    outcome: [['#16 is on `main` as `6e0b8c1`, off by default, with 229 passing tests.', ['all-green:out', 'landed-16:out']]],
    decisions: [['off', 'agent', '`CALENDAR_FEED` is off by default until sailings over midnight are repaired.', ['flag-said']]],
    nextSteps: [['flag-away', 'agent', 'Repair sailings over midnight before `CALENDAR_FEED` is switched on.', ['flag-said']]],
    steps: [
      ...edits(
        '/work/tidal/src/feeds/calendar.ts',
        3,
        [
          ' /** The sailings of a route for the next days as an iCalendar feed. */',
          ' export function calendarFeed(route: string, days: string[]): string {',
          '-  const events = days.flatMap((day) => listSailings(route, day).filter((s) => s.runs).map((s) => toEvent(s, day)));',
          "+  if (!flags.CALENDAR_FEED) throw new NotFound('calendar');",
          '+  const sailings = days.flatMap((day) => listSailings(route, day).filter((s) => s.runs).map((s) => ({ ...s, day })));',
          '+  const whole = sailings.filter((s) => s.arrives > s.departs);',
          "+  if (whole.length < sailings.length) log.info({ route, leftOut: sailings.length - whole.length }, 'sailings over midnight');",
          '+  const events = whole.map((s) => toEvent(s, s.day));',
        ],
        { id: 'flag-code' },
      ),
      ...bash(
        'CALENDAR_FEED=1 npm run -s serve -- --once holm',
        `{"level":"info","route":"holm","leftOut":4,"msg":"sailings over midnight"}
{"level":"info","route":"holm","events":612,"msg":"calendar written"}`,
        { id: 'left-out', seconds: 5 },
      ),
      says(
        'With the flag on, 612 sailings are written and four are left out, as they should be. `CALENDAR_FEED` stays off by default until sailings over midnight are repaired.',
        { id: 'flag-said' },
      ),
      ...bash(
        'npm test',
        ` Test Files  35 passed (35)
      Tests  229 passed (229)
   Duration  44.02s`,
        { id: 'all-green', seconds: 46 },
      ),
      ...bash(
        'git commit -am "Keep the calendar behind a flag (#16)" && git switch main && git merge --ff-only brief-16 && git push',
        `[brief-16 6e0b8c1] Keep the calendar behind a flag (#16)
 2 files changed, 17 insertions(+), 1 deletion(-)
Switched to branch 'main'
Updating c0d4e5a..6e0b8c1
Fast-forward
To git.tidal.test:tidal/tidal.git
   c0d4e5a..6e0b8c1  main -> main`,
        { id: 'landed-16' },
      ),
      ...uses(
        'TodoWrite',
        {
          todos: [
            { content: '#14 holiday timetable (worker)', status: 'completed' },
            { content: '#15 tide-dependent sailings', status: 'completed' },
            { content: '#16 calendar feed, behind a flag', status: 'completed' },
            { content: 'Release v0.9.0 after a yes', status: 'in_progress' },
          ],
        },
        'Todos have been updated.',
      ),
    ],
  },
];
