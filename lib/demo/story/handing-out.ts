import { bash, type Chapter, edits, says, uses } from '@/lib/demo/story/telling';

export const handingOut: Chapter[] = [
  {
    key: 'hand-out',
    title: 'Hand the holiday timetable to a worker',
    status: 'done',
    picksUp: ['hand-14'],
    summary: [
      [
        'A worktree `../tidal-wt-14` was made on branch `brief-14`, and a codex worker started in it with a written task.',
        ['wt:out', 'spawn'],
      ],
      ['The task forbids network calls in the calendar and asks for a test of a holiday that falls on a Sunday.', ['task']],
    ],
    outcome: [['The worker runs as `worker-14` and reports when it is done.', ['spawn:out']]],
    decisions: [
      [
        'no-network',
        'agent',
        'The holiday table stays a file in the repository; the displays must work when the network does not.',
        ['task'],
      ],
    ],
    nextSteps: [['review-14', 'agent', "Review the worker's diff of `brief-14` before it lands.", ['watch']]],
    questions: [
      [
        'county-calendar',
        "Should the holiday table be generated from the county's published calendar once a year, or kept by hand?",
        ['spawn:out'],
      ],
    ],
    steps: [
      ...bash(
        'git worktree add ../tidal-wt-14 -b brief-14',
        `Preparing worktree (new branch 'brief-14')
HEAD is now at 4c81f0e Announce cancelled sailings on the displays (#13)`,
        { id: 'wt' },
      ),
      ...uses(
        'Write',
        {
          file_path: '/work/tidal-wt-14/TASK.md',
          content: `# Brief 14: holiday timetable

On a public holiday the Sunday timetable runs. Today weekday times are shown.
- The table of holidays is a file in the repository. No network calls in src/calendar.
- Test a holiday that falls on a Sunday and one that falls on a Saturday.
- Commit on brief-14, do not push, report with the output of the tests.`,
        },
        'File created: /work/tidal-wt-14/TASK.md',
        { id: 'task', data: { patch: { path: '/work/tidal-wt-14/TASK.md', is_new: true, added: 6, removed: 0 } } },
      ),
      ...bash(
        'codex exec --cd ../tidal-wt-14 --session-name worker-14 "Do what TASK.md says." &',
        `[1] 48213
worker-14 started
note: the county publishes next year's holidays as a calendar file every October`,
        { id: 'spawn', seconds: 6 },
      ),
      ...edits(
        '/work/tidal/docs/in-flight.md',
        1,
        [
          ' # In flight',
          ' ',
          '+- #14 holiday timetable: worker-14 in ../tidal-wt-14, branch brief-14',
          '+- #15 tide-dependent sailings: here, branch brief-15',
        ],
        { id: 'noted' },
      ),
      says('worker-14 is on its way. I will not wait for it; its diff of `brief-14` gets a review before it lands.', {
        id: 'watch',
      }),
    ],
  },
];
