import { bash, type Chapter, says, thinks } from '@/lib/demo/story/telling';
import { TIDE_TABLE } from '@/lib/demo/story/tide-table';

const GAUGE = JSON.stringify(
  {
    station: 'skerry-pier',
    datum: 'chart',
    unit: 'm',
    readings: [
      { at: '06:00', predicted: 0.6, measured: 0.69 },
      { at: '06:30', predicted: 0.75, measured: 0.86 },
      { at: '07:00', predicted: 0.96, measured: 1.03 },
    ],
    landings: { skerry: { clearance: null }, holm: { clearance: 1.1 } },
  },
  null,
  2,
);

export const theTide: Chapter[] = [
  {
    key: 'understand-tide',
    title: 'Find out how sailings depend on the tide',
    status: 'done',
    summary: [
      [
        'Tide heights are already in the repository: `data/tides/skerry.csv` has a prediction every ten minutes.',
        ['csv', 'csv:out'],
      ],
      ['The gauge service gives a clearance of 1.1 m for Holm and none for Skerry.', ['gauge:out']],
      ['Measured water stood up to 0.11 m above the prediction that morning.', ['gauge:out', 'compare:out']],
    ],
    outcome: [
      ['The rule is clear for Holm; for Skerry the clearance is missing and 1.1 m is assumed until somebody knows.', ['assume']],
    ],
    decisions: [
      [
        'predictions',
        'agent',
        'Use the predicted heights of `data/tides`, not the live gauge: the timetable must be printable a week ahead.',
        ['assume'],
      ],
      ['assume-skerry', 'agent', 'Assume the clearance of Holm, 1.1 m, for Skerry as well.', ['assume']],
    ],
    nextSteps: [['build-rule', 'agent', 'Build the rule as `src/tides/water.ts` and use it in `listSailings`.', ['assume']]],
    questions: [
      ['skerry-clearance', 'What water does the landing at Skerry need? The gauge service says `null`.', ['gauge:out']],
    ],
    steps: [
      ...bash(
        'git switch -c brief-15 && ls data/tides && wc -l data/tides/*.csv',
        `Switched to a new branch 'brief-15'
holm.csv
skerry.csv
  52561 data/tides/holm.csv
  52561 data/tides/skerry.csv
 105122 total`,
      ),
      ...bash('grep "^2031-06-02" data/tides/skerry.csv', TIDE_TABLE, { id: 'csv', seconds: 3 }),
      ...bash('curl -s http://gauge.tidal.test/v1/stations/skerry-pier', GAUGE, { id: 'gauge' }),
      ...bash(
        'node scripts/compare-gauge.mjs --station skerry-pier --from 06:00 --to 07:00',
        `time   predicted  measured  difference
06:00       0.60      0.69       +0.09
06:30       0.75      0.86       +0.11
07:00       0.96      1.03       +0.07
largest difference 0.11 m`,
        { id: 'compare' },
      ),
      thinks('Predictions are a little low, so they are on the safe side. A live gauge cannot say anything about Thursday.'),
      says(
        'I take the predicted heights from `data/tides`: the timetable is printed a week ahead, and the predictions err on the safe side. Holm needs 1.1 m. For Skerry the service has no clearance; I assume 1.1 m and note it as a question. Next I build the rule as `src/tides/water.ts` and use it in `listSailings`.',
        { id: 'assume' },
      ),
    ],
  },
];
