import type { SegmentInput } from '@/lib/segments/schema';
import { type Api, expect, TranscriptWriter } from './fixtures';

type Draft = Partial<SegmentInput> & { key: string };
const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 8, minute)).toISOString();

const BRIEFS: Draft[] = [
  {
    key: 's1',
    title: 'Take over the `harbour` queue from the night shift',
    status: 'done',
    summary: 'Read the handover note. The queue held two briefs, #41 and #42.',
    outcome: 'The queue is owned by this session; briefs #41 and #42 are next.',
    next_steps: [{ key: 'spawn', text: 'Spawn workers for #41 and #42.', evidence: [] }],
    key_decisions: ['Kept the night shift’s order of briefs.', 'Left brief #40 parked.'],
  },
  {
    key: 's2',
    title: 'Dispatch two workers',
    status: 'done',
    summary: 'Both workers accepted their brief and began.',
    outcome: 'Workers for #41 and #42 run on branches `tide/41` and `tide/42`.',
    open_questions: [{ key: 'cap', text: 'Is the cap of two workers still needed?', evidence: [] }],
    picks_up: ['spawn'],
  },
  {
    key: 's3',
    title: 'Merge the fix for the Sunday table',
    status: 'blocked',
    outcome: 'The fix is merged as ab12cd3; the pier display must be restarted by hand.',
    next_steps: [{ key: 'restart', text: 'Restart the pier display', owner: 'person', evidence: [] }],
  },
];

/** A session that an agent recorded by its segments alone, without events. */
export async function recordedBySegments(api: Api, externalId = 'harbour') {
  const session = { title: 'Harbour queue, morning shift', agent: 'claude', branch: 'main', event_count: 120, status: 'waiting' };
  const { sid, url } = await api.session(externalId, { ...session, started_at: at(0), ended_at: at(48) });
  const minutes = [0, 12, 40, 48];
  const segments = BRIEFS.map((draft, i) => ({ ...draft, started_at: at(minutes[i] ?? 0), ended_at: at((minutes[i] ?? 0) + 8) }));
  await api.segments(externalId, segments);
  return { sid, url };
}

const draws = (writer: TranscriptWriter, parts: readonly string[]) => {
  for (const part of parts)
    writer
      .says(`Now the ${part}.`)
      .runs('Edit', { file_path: '/home/ada/ferry/poster.js', old_string: part, new_string: `big ${part}` }, 'Updated.');
  return writer;
};

/** A transcript of three asks with a check that fails, then passes, an approval, and a night before the last. */
export const threeTurns = () => {
  const writer = new TranscriptWriter()
    .prompt('Fix the Sunday timetable of pier 7')
    .says('I will look at the table first.')
    .runs('Bash', { command: 'npm test -- pier-7' }, 'Exit code 1\n\u001b[31mFAIL\u001b[39m sundays follow the winter table', {
      isError: true,
    })
    .runs(
      'Edit',
      { file_path: '/home/ada/ferry/src/pier7.ts', old_string: 'summer', new_string: 'winter' },
      'The file has been updated.',
    )
    .runs('Bash', { command: 'npm test -- pier-7' }, '\u001b[32mPASS\u001b[39m 12 tests')
    .says('Sundays follow the winter table now; all 12 tests pass.')
    .prompt('yes, go ahead and commit it')
    .runs(
      'Bash',
      { command: 'git commit -am "Follow the winter table on Sundays"' },
      '[main 3fa9c21] Follow the winter table on Sundays',
    )
    .says('Committed as 3fa9c21.')
    .prompt('Now print the timetable as a poster');
  return draws(writer, ['title', 'table', 'footer', 'anchor'])
    .runs('Bash', { command: 'node poster.js' }, Array.from({ length: 130 }, (_, i) => `row ${i + 1} of the poster`).join('\n'))
    .says('The poster is in `out/poster.pdf`.')
    .pause(14 * 60)
    .prompt('And the same for pier 8')
    .runs('Read', { file_path: '/home/ada/ferry/src/pier8.ts' }, 'const sundays = null;')
    .runs('Write', { file_path: '/home/ada/ferry/captain.md', content: 'Pier 8 rests on Sundays.' }, 'Created.')
    .says('Pier 8 has no Sunday service, so there is no poster for it; the captain has a letter.');
};

const HARBOUR_WORDS = (
  'tide gauge ferry pier queue berth captain mooring lantern harbour winter summer table display relay timer restart ' +
  'merge branch worker brief handover night shift poster anchor signal buoy radio channel manifest cargo crane ladder ' +
  'deck hull pilot chart depth sounding wind gust fog horn beacon schedule delay arrival departure gate barrier ticket'
).split(' ');
const DEEDS =
  'checked repaired moved renamed measured compared restarted confirmed replaced recorded read wrote held released'.split(' ');

/** Sentences of invented words: different each time, the same at every run. */
function sayings(seed: number) {
  let state = seed;
  const next = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  const pick = (from: readonly string[]) => from[next(from.length)] ?? '';
  const clause = () =>
    `${pick(DEEDS)} the ${pick(HARBOUR_WORDS)} ${pick(HARBOUR_WORDS)} at ${pick(HARBOUR_WORDS)} ${next(900) + 100}`;
  const sentence = () => `It ${clause()}, then ${clause()}.`;
  const title = () => clause().replace(/^./, (letter) => letter.toUpperCase());
  return { title, sentence, sentences: (count: number) => Array.from({ length: count }, sentence).join(' ') };
}

const SEGMENTS = 16;
const EVENTS_EACH = 31;

/** A session as long as one that an orchestrator leaves after two hours: 16 segments, 496 events, about 1,700 words. */
export async function sixteenSegments(api: Api) {
  const say = sayings(7);
  const start = Date.UTC(2026, 2, 2, 8, 44);
  const moment = (n: number) => new Date(start + n * 14_000 + (n > 460 ? 840_000 : 0)).toISOString();
  const events = Array.from({ length: SEGMENTS * EVENTS_EACH }, (_, i) => ({
    id: `e${i}`,
    at: moment(i),
    ...(i % EVENTS_EACH === 0
      ? { actor: 'human', kind: 'prompt', text: say.sentence() }
      : { actor: 'agent', kind: 'message', text: say.sentences(1 + (i % 3)) }),
  }));
  const { sid, url } = await api.session('orchestrator', { title: say.title(), agent: 'claude', branch: 'main', status: 'done' });
  await api.events('orchestrator', events);
  const segments = Array.from({ length: SEGMENTS }, (_, i): Draft => {
    const first = `e${i * EVENTS_EACH}`;
    const last = `e${(i + 1) * EVENTS_EACH - 1}`;
    const outcome = say.sentence();
    return {
      ...{ key: `s${i}`, status: 'done', title: say.title(), summary: say.sentences(3), outcome, first, last },
      claims: { outcome: [{ text: outcome, evidence: [last] }], summary: [] },
      key_decisions: Array.from({ length: i % 4 === 0 ? 1 : 2 }, say.sentence),
      next_steps: i % 3 === 0 ? [] : [{ key: `step${i}`, text: say.sentence(), evidence: [] }],
      open_questions: i % 5 === 1 ? [say.sentence()] : [],
      picks_up: i % 3 === 2 ? [`step${i - 1}`] : [],
    };
  });
  const made = await api.segments('orchestrator', segments);
  await settled(api, sid); // else its page is rendered anew while it is used
  return { sid, url, pages: made.segments.map((segment) => segment.url) };
}

/** Waits until all events of a session are cut. */
async function settled(api: Api, sid: string): Promise<void> {
  const stateOf = async () => (await api.send<{ analysis: { state: string } }>('GET', `/sessions/${sid}`)).analysis.state;
  await expect.poll(stateOf).toBe('current');
}
