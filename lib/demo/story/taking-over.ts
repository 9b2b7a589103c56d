import { bash, type Chapter, prompt, reads, says, thinks, uses } from '@/lib/demo/story/telling';

const BRIEFS = `14  open  Holiday timetable: weekday times are shown on public holidays
15  open  Sailings that depend on the tide are listed although they cannot run
16  open  Calendar feed for a route, so that people can subscribe to it`;

const HANDOVER = `# Handover of the orchestrator

State: main is green at 4c81f0e. v0.8.2 is live on the harbour displays.
Next: briefs #14, #15, #16, in any order. Nothing is in flight.
Rules: one branch a brief. A worker may take one; review its diff before it lands.
Deploys to the harbour displays need a person's yes. Never deploy between 05:00 and 08:00.
Left behind: worktree ../tidal-wt-13 (merged, can go).`;

export const takingOver: Chapter[] = [
  {
    key: 'take-over',
    title: 'Take over from the previous orchestrator',
    status: 'done',
    summary: [
      [
        'The session began from the handover file of the orchestrator before it, which left `main` green at `4c81f0e` and nothing in flight.',
        ['handover:out'],
      ],
      [
        'It checked that claim against the repository and removed the merged worktree `../tidal-wt-13`.',
        ['state:out', 'worktree'],
      ],
    ],
    outcome: [['The baton is taken: `main` is clean at `4c81f0e` and all 212 tests pass.', ['state:out', 'green:out']]],
    decisions: [
      [
        'rerun-tests',
        'agent',
        'Ran the whole test suite again instead of trusting the handover that all is green.',
        ['rerun', 'green'],
      ],
    ],
    nextSteps: [['read-briefs', 'agent', 'Read briefs #14, #15 and #16 and decide their order.', ['handover:out']]],
    steps: [
      prompt(
        'You take over as orchestrator of tidal. Start with docs/handover.md, then land the three open briefs. Ask me before anything is deployed.',
        { id: 'start' },
      ),
      says('I will read the handover first and check what it says before I build on it.'),
      ...reads('/work/tidal/docs/handover.md', HANDOVER, { id: 'handover' }),
      ...bash(
        'git status --short --branch && git log --oneline -3 && git worktree list',
        `## main...origin/main
4c81f0e Announce cancelled sailings on the displays (#13)
b07d9a2 Cache timetables for a minute
91e3c5d Release v0.8.2
/work/tidal         4c81f0e [main]
/work/tidal-wt-13   4c81f0e [brief-13]`,
        { id: 'state' },
      ),
      thinks(
        'The handover says green. That was before the night; dependencies are not pinned to the patch. A test run costs a minute.',
      ),
      says('The repository is where the handover says. I run the suite again rather than trust a sentence from yesterday.', {
        id: 'rerun',
      }),
      ...bash(
        'npm test',
        `> tidal@0.8.2 test
> vitest run

 Test Files  31 passed (31)
      Tests  212 passed (212)
   Duration  41.80s`,
        { id: 'green', seconds: 44 },
      ),
      ...bash('git worktree remove ../tidal-wt-13 && git branch -d brief-13', 'Deleted branch brief-13 (was 4c81f0e).', {
        id: 'worktree',
      }),
    ],
  },
  {
    key: 'plan',
    title: 'Read the three briefs and decide their order',
    status: 'done',
    picksUp: ['read-briefs'],
    summary: [
      [
        'Three briefs are open: #14 holiday timetable, #15 tide-dependent sailings, #16 calendar feed.',
        ['briefs:out', 'handover:out'],
      ],
      ['#14 touches only `src/calendar/holidays.ts` and its table, so it can run beside the others.', ['touches:out', 'order']],
    ],
    outcome: [
      [
        '#14 goes to a worker at once; #15 comes before #16, because a calendar feed would spread wrong sailings further.',
        ['order'],
      ],
    ],
    decisions: [
      ['order', 'agent', 'Land #15 before #16: whoever subscribes to a feed keeps its mistakes.', ['order']],
      ['self', 'agent', 'Build #15 and #16 in this session, since both change `src/sailings/list.ts`.', ['touches:out', 'order']],
    ],
    nextSteps: [['hand-14', 'agent', 'Hand #14 to a worker with a worktree of its own.', ['order']]],
    steps: [
      ...bash('tidal-briefs list --open', BRIEFS, { id: 'briefs' }),
      ...bash(
        'tidal-briefs show 15',
        `#15 Sailings that depend on the tide are listed although they cannot run

The Skerry and Holm landings fall dry. The printed timetable marks their sailings with a wave.
We list them all. Last week eleven people stood on the pier at Holm at low water.

Done when: a sailing whose landing has too little water is shown as "not at this tide", with the next one that runs.`,
      ),
      ...uses(
        'Grep',
        { pattern: 'listSailings|isHoliday', path: 'src', output_mode: 'files_with_matches' },
        `src/calendar/holidays.ts
src/calendar/day-kind.ts
src/sailings/list.ts
src/sailings/list.test.ts
src/http/routes.ts
src/displays/board.ts`,
        { id: 'touches' },
      ),
      ...reads(
        '/work/tidal/src/sailings/list.ts',
        `import { dayKind } from '../calendar/day-kind';
import { timetable } from './timetable';

/** Sailings of a route on a day, in order of departure. */
export function listSailings(route: string, day: string): Sailing[] {
  const kind = dayKind(day);
  return timetable(route)
    .filter((row) => row.days.includes(kind))
    .map((row) => ({ route, departs: row.departs, arrives: row.arrives, landing: row.landing }));
}`,
      ),
      ...uses(
        'TodoWrite',
        {
          todos: [
            { content: '#14 holiday timetable (worker)', status: 'pending' },
            { content: '#15 tide-dependent sailings', status: 'pending' },
            { content: '#16 calendar feed', status: 'pending' },
            { content: 'Release v0.9.0 after a yes', status: 'pending' },
          ],
        },
        'Todos have been updated.',
      ),
      says(
        "Order: #14 to a worker now, it touches only `src/calendar/holidays.ts` and its table. #15 and #16 both change `src/sailings/list.ts`, so I build them myself, #15 first: a feed of wrong sailings would be in people's calendars for weeks.",
        { id: 'order' },
      ),
    ],
  },
];
