import { bash, type Chapter, edits, prompt, uses, writes } from '@/lib/demo/story/telling';

export const release: Chapter[] = [
  {
    key: 'release',
    title: 'Prepare v0.9.0 and ask for the yes',
    status: 'blocked',
    summary: [
      ['The version was raised to `0.9.0` with notes for #14, #15 and #16.', ['version:out', 'notes']],
      [
        'A rehearsal on the spare display showed the tide marks; 3 of the 4 boards updated within a minute, the one at Skerry took 212 s.',
        ['rehearsal:out'],
      ],
    ],
    outcome: [
      [
        'v0.9.0 is built as `tidal-0.9.0.tgz` and waits: a deploy to the harbour displays needs the yes of a person.',
        ['built:out', 'ask'],
      ],
    ],
    decisions: [
      [
        'notes-first',
        'person',
        'The release notes name the change at Skerry first, because people plan by it.',
        ['skerry-first'],
      ],
      ['after-eight', 'agent', 'No deploy between 05:00 and 08:00; the earliest is after the morning boats.', ['ask']],
    ],
    nextSteps: [
      ['say-yes', 'person', 'Say yes or no to deploying v0.9.0 to the harbour displays.', ['ask']],
      ['slow-board', 'agent', 'Find out why the board at Skerry takes 212 s to update.', ['rehearsal:out']],
    ],
    steps: [
      ...bash('npm version minor --no-git-tag-version', 'v0.9.0', { id: 'version' }),
      ...writes(
        '/work/tidal/docs/releases/0.9.0.md',
        `# tidal 0.9.0

- Public holidays run the Sunday timetable (#14).
- Sailings without enough water are marked, with the next one that runs (#15).
- A calendar feed for each route, off by default (#16).`,
        { id: 'notes' },
      ),
      prompt('Put Skerry first in the notes. People plan by it.', { id: 'skerry-first' }),
      ...edits('/work/tidal/docs/releases/0.9.0.md', 1, [
        ' # tidal 0.9.0',
        ' ',
        '+- At Skerry fewer sailings run at low water than the old timetable said (#15).',
        ' - Public holidays run the Sunday timetable (#14).',
        '-- Sailings without enough water are marked, with the next one that runs (#15).',
        '+- Sailings without enough water are marked everywhere, with the next one that runs (#15).',
        ' - A calendar feed for each route, off by default (#16).',
      ]),
      ...bash(
        'npm run -s build && npm pack --silent',
        `built in 6.2 s
tidal-0.9.0.tgz`,
        { id: 'built', seconds: 9 },
      ),
      ...bash(
        'tidal-displays rehearse tidal-0.9.0.tgz',
        JSON.stringify(
          {
            boards: [
              { board: 'mainland-east', updated_in_s: 41, ok: true },
              { board: 'mainland-west', updated_in_s: 44, ok: true },
              { board: 'holm', updated_in_s: 58, ok: true },
              { board: 'skerry', updated_in_s: 212, ok: true, warning: 'slow link' },
            ],
            spare: { shows: ['06:40 Holm, not at this tide, next 07:00', '07:05 Skerry, not at this tide, next 07:35'] },
          },
          null,
          2,
        ),
        { id: 'rehearsal', seconds: 240 },
      ),
      ...uses(
        'AskUserQuestion',
        {
          questions: [
            {
              header: 'Deploy',
              question:
                'Everything is on main, v0.9.0 is built and rehearsed. May it go to the harbour displays? Not between 05:00 and 08:00, so the earliest is after the morning boats.',
              options: [{ label: 'Yes, after 08:00' }, { label: 'Not yet' }],
            },
          ],
        },
        '',
        { id: 'ask' },
      ).slice(0, 1),
    ],
  },
];
