import { bash, type Chapter, edits, green, reads, red, says, thinks, writes } from '@/lib/demo/story/telling';

const FEED = `import { listSailings } from '../sailings/list';

/** The sailings of a route for the next days as an iCalendar feed. */
export function calendarFeed(route: string, days: string[]): string {
  const events = days.flatMap((day) => listSailings(route, day).filter((s) => s.runs).map((s) => toEvent(s, day)));
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//tidal//sailings//EN', ...events, 'END:VCALENDAR'].join('\\r\\n');
}`;

export const buildFeed: Chapter[] = [
  {
    key: 'build-feed',
    title: 'Build the calendar feed of a route',
    status: 'partial',
    summary: [
      [
        '`src/feeds/calendar.ts` writes the sailings of a route as iCalendar, and `/routes/:route/calendar.ics` serves it.',
        ['feed', 'route'],
      ],
      ['Sailings that do not run at this tide are left out of the feed.', ['feed', 'leave-out']],
    ],
    outcome: [
      [
        'The feed works for sailings of one day and is committed as `a93e7f0`; sailings over midnight end before they begin.',
        ['commit-feed:out', 'ics:out'],
      ],
    ],
    decisions: [
      [
        'leave-out',
        'agent',
        'Left sailings without water out of the feed instead of marking them: a calendar shows titles, not notes.',
        ['leave-out'],
      ],
      [
        'no-library',
        'agent',
        'Wrote the dozen lines of iCalendar by hand after the library turned out to need a newer Node.',
        ['library:out', 'by-hand'],
      ],
    ],
    nextSteps: [['midnight-feed', 'agent', 'Make sailings over midnight end on the next day in the feed.', ['see-midnight']]],
    steps: [
      ...bash(
        'tidal-briefs show 16 && git switch -c brief-16',
        `#16 Calendar feed for a route

People want the sailings in their own calendar. One address a route, the next 28 days, updated once an hour.
Done when: a feed can be subscribed to and shows the same sailings as the board.
Switched to a new branch 'brief-16'`,
      ),
      ...bash(
        'npm install ical-writer',
        `npm error code EBADENGINE
npm error engine Unsupported engine
npm error notsup Not compatible with your version of node/npm: ical-writer@4.1.0
npm error notsup Required: {"node":">=24"}`,
        { id: 'library', exitCode: 1 },
      ),
      says('The library wants a newer Node than the displays have. It is a dozen lines of text; I write them by hand.', {
        id: 'by-hand',
      }),
      ...writes('/work/tidal/src/feeds/calendar.ts', FEED, { id: 'feed' }),
      says('Sailings that do not run at this tide are left out: in a month view nobody reads a note.', { id: 'leave-out' }),
      ...edits(
        '/work/tidal/src/http/routes.ts',
        22,
        [
          " router.get('/routes/:route/board', board);",
          "+router.get('/routes/:route/calendar.ics', (request) => calendar(calendarFeed(request.params.route, nextDays(28))));",
          " router.get('/health', () => text('ok'));",
        ],
        { id: 'route' },
      ),
      ...bash(
        'curl -s localhost:4100/routes/holm/calendar.ics | tail -9',
        `BEGIN:VEVENT
UID:holm-2031-06-02-2340@tidal.test
DTSTART:20310602T234000
DTEND:20310602T000500
SUMMARY:Holm 23:40
END:VEVENT
END:VCALENDAR`,
        { id: 'ics' },
      ),
      says(
        'The feed is there. One thing is wrong in it: the 23:40 to Holm ends at 00:05 of the same day, before it begins. I commit what works and look at midnight next.',
        { id: 'see-midnight' },
      ),
      ...bash(
        'npx vitest run src/feeds && git add -A src && git commit -m "Serve the sailings of a route as a calendar (#16)"',
        ` Test Files  1 passed (1)
      Tests  3 passed (3)
[brief-16 a93e7f0] Serve the sailings of a route as a calendar (#16)
 3 files changed, 44 insertions(+)`,
        { id: 'commit-feed', seconds: 9 },
      ),
    ],
  },
  {
    key: 'midnight',
    title: 'Try to end sailings over midnight on the next day',
    status: 'failed',
    picksUp: ['midnight-feed'],
    summary: [
      [
        'Carrying the day over in `toEvent` repaired the 23:40 but moved the 23:05, which arrives at 23:30, to the next day as well.',
        ['guess', 'red-feed:out'],
      ],
      [
        'The cause lies deeper: `timetable` turns 24:05 into 00:05 before the feed sees it, so the day is lost.',
        ['cause', 'timetable:out'],
      ],
    ],
    outcome: [
      [
        'The attempt was taken back with `git restore`; sailings over midnight are still wrong in the feed.',
        ['restored:out', 'give-up'],
      ],
    ],
    decisions: [
      [
        'take-back',
        'agent',
        'Took the change back rather than guess the day from the clock: `timetable` must keep it.',
        ['give-up'],
      ],
    ],
    nextSteps: [['flag-feed', 'agent', 'Land the feed behind a flag, without the sailings over midnight.', ['give-up']]],
    questions: [['timetable-day', 'May `timetable` return 24:05, although the displays read it too?', ['cause']]],
    steps: [
      ...edits(
        '/work/tidal/src/feeds/calendar.ts',
        14,
        [
          ' function toEvent(sailing: Sailing, day: string): string {',
          '-  const end = stamp(day, sailing.arrives);',
          "+  const end = stamp(sailing.arrives < '23:45' && sailing.departs > '23:00' ? dayAfter(day) : day, sailing.arrives);",
          '   return lines(sailing, stamp(day, sailing.departs), end);',
          ' }',
        ],
        { id: 'guess' },
      ),
      ...bash(
        'npx vitest run src/feeds',
        ` ${red('❯')} src/feeds/calendar.test.ts (5 tests | ${red('1 failed')})
   ${green('✓')} the 23:40 ends on the next day
   ${red('×')} the 23:05 ends at 23:30 of the same day
     Expected: 20310602T233000
     Received: 20310603T233000

 Test Files  ${red('1 failed')} (1)
      Tests  ${red('1 failed')} | ${green('4 passed')} (5)`,
        { id: 'red-feed', exitCode: 1, seconds: 8 },
      ),
      thinks('I am guessing a day from two clock times. The timetable knew it.'),
      ...reads(
        '/work/tidal/src/sailings/timetable.ts',
        `/** Rows of a route's timetable. */
export function timetable(route: string): Row[] {
  return parse(readFileSync(\`data/timetables/\${route}.csv\`, 'utf8')).map((row) => ({ ...row, arrives: clock(row.arrives) }));
}

/** 24:05 is shown as 00:05. */
const clock = (time: string) => time.replace(/^2[4-9]/, (hour) => String(Number(hour) - 24).padStart(2, '0'));`,
        { id: 'timetable' },
      ),
      says(
        'Here is the cause: `timetable` turns 24:05 into 00:05 before the feed sees it. Whether it may return 24:05 is not mine to decide alone, the displays read it too.',
        { id: 'cause' },
      ),
      ...bash(
        'git restore src/feeds && npx vitest run src/feeds && git status --short',
        ` Test Files  1 passed (1)
      Tests  3 passed (3)`,
        { id: 'restored', seconds: 8 },
      ),
      says(
        'I took the attempt back with `git restore`. Guessing the day from the clock would be wrong for another boat; `timetable` must keep it. Sailings over midnight are still wrong in the feed, so it lands behind a flag and without them.',
        { id: 'give-up' },
      ),
    ],
  },
];
