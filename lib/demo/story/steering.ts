import { bash, type Chapter, edits, interrupt, prompt, says, uses } from '@/lib/demo/story/telling';

export const steering: Chapter[] = [
  {
    key: 'steer',
    title: "Correct the clearance at Skerry by the person's word",
    status: 'done',
    supersedes: ['assume-skerry'],
    answers: [['skerry-clearance', 'Skerry needs 1.4 m: the sill was raised when the pier was repaired.', ['told', 'harbour']]],
    summary: [
      [
        'An attempt to push `brief-15` was refused by the person, who said that Skerry needs 1.4 m since its pier was repaired.',
        ['push-15', 'told'],
      ],
      ['The person also asked that the reason stands in the code, with a link to the notice of the harbour office.', ['harbour']],
    ],
    outcome: [
      [
        '`CLEARANCE` holds 1.4 for Skerry with the reason beside it, committed as `7be2d04` and pushed.',
        ['clearance', 'commit-skerry:out', 'pushed:out'],
      ],
    ],
    decisions: [
      ['skerry-14', 'person', 'Skerry needs 1.4 m of water, not 1.1 m.', ['told']],
      ['reason-in-code', 'person', 'The number stands in the code with its reason; nobody shall have to ask again.', ['harbour']],
    ],
    steps: [
      says('I push `brief-15` so that it can be read.'),
      ...uses(
        'Bash',
        { command: 'git push -u origin brief-15' },
        "The user doesn't want to proceed with this tool use. The tool use was rejected. To tell you how to proceed, the user said:\nNot yet. Skerry needs 1.4 m, the sill was raised when the pier was repaired. With 1.1 you put a boat aground.",
        { id: 'push-15', isError: true, seconds: 64 },
      ).map((step) => (step.kind === 'tool_result' ? { ...step, id: 'told' } : step)),
      interrupt(5),
      prompt('And write the reason next to the number: notice 31/7 of the harbour office. Nobody shall have to ask me again.', {
        id: 'harbour',
        after: 35,
      }),
      ...edits(
        '/work/tidal/src/tides/water.ts',
        3,
        [
          ' /** Least water over the sill of a landing, in metres above chart datum. */',
          '-export const CLEARANCE: Record<string, number> = { holm: 1.1, skerry: 1.1 };',
          '+export const CLEARANCE: Record<string, number> = {',
          '+  holm: 1.1,',
          '+  // The sill was raised when the pier was repaired: harbour office, notice 31/7.',
          '+  skerry: 1.4,',
          '+};',
        ],
        { id: 'clearance' },
      ),
      ...bash(
        'npx vitest run src/sailings src/tides && git commit -am "Give Skerry the water it needs (#15)"',
        ` Test Files  2 passed (2)
      Tests  8 passed (8)
[brief-15 7be2d04] Give Skerry the water it needs (#15)
 1 file changed, 5 insertions(+), 1 deletion(-)`,
        { id: 'commit-skerry', seconds: 15 },
      ),
      ...bash(
        'git push -u origin brief-15',
        `To git.tidal.test:tidal/tidal.git
 * [new branch]      brief-15 -> brief-15
branch 'brief-15' set up to track 'origin/brief-15'.`,
        { id: 'pushed' },
      ),
      ...bash(
        'git switch main && git merge --ff-only brief-15 && git push',
        `Switched to branch 'main'
Updating 4c81f0e..7be2d04
Fast-forward
 6 files changed, 78 insertions(+), 4 deletions(-)
To git.tidal.test:tidal/tidal.git
   4c81f0e..7be2d04  main -> main`,
      ),
      says('Skerry has 1.4 m now, with the notice beside it. #15 is on `main`.'),
    ],
  },
];
