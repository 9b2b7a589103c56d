import { type Schedule, schedule, segmentsOf } from '@/lib/demo/schedule';
import { buildFeed } from '@/lib/demo/story/calendar-feed';
import { feedFlag } from '@/lib/demo/story/feed-flag';
import { handingOut } from '@/lib/demo/story/handing-out';
import { landingHolidays } from '@/lib/demo/story/landing-holidays';
import { predecessor, worker } from '@/lib/demo/story/others';
import { release } from '@/lib/demo/story/release';
import { secondEyes } from '@/lib/demo/story/second-eyes';
import { steering } from '@/lib/demo/story/steering';
import { takingOver } from '@/lib/demo/story/taking-over';
import type { Step } from '@/lib/demo/story/telling';
import { theTide } from '@/lib/demo/story/the-tide';
import { tideRule } from '@/lib/demo/story/tide-rule';
import type { SegmentInput } from '@/lib/segments/schema';
import type { SessionInput } from '@/lib/sessions/schema';

export const DEMO_PROJECT = 'demo';

/** Names of the sessions, also what their events' ids start with. */
const ORCHESTRATOR = 'tidal-orchestrator-2';
const WORKER = 'tidal-worker-14';
const PREDECESSOR = 'tidal-orchestrator-1';
export const DEMO_SESSIONS: readonly string[] = [ORCHESTRATOR, WORKER, PREDECESSOR];

const HOUR = 3_600_000;
const SECOND = 1000;
/** The orchestrator stopped two hours before the demo was loaded, and began a night after the one before it. */
const SINCE_THE_END = 2 * HOUR;
const NIGHT = 9 * HOUR;

const chapters = [
  ...takingOver,
  ...handingOut,
  ...theTide,
  ...tideRule,
  ...secondEyes,
  ...steering,
  ...landingHolidays,
  ...buildFeed,
  ...feedFlag,
  ...release,
];

export interface DemoSession extends Schedule {
  externalId: string;
  session: SessionInput;
  segments: SegmentInput[];
}

/** The demo's sessions as they are sent, on a clock that ends two hours before `now`. */
export function demoSessions(now: Date): DemoSession[] {
  const end = new Date(now.getTime() - SINCE_THE_END);
  const main = schedule(ORCHESTRATOR, stepsOfStory, end);
  const spawned = main.events.find(({ id }) => id === `${ORCHESTRATOR}-spawn:out`)?.at ?? main.startedAt;
  const tidal = { cwd: '/work/tidal', branch: 'main' };
  return [
    {
      externalId: ORCHESTRATOR,
      session: { ...tidal, title: 'Land briefs #14, #15 and #16 of tidal', agent: 'claude', predecessor: PREDECESSOR },
      segments: segmentsOf(ORCHESTRATOR, chapters),
      ...main,
    },
    {
      externalId: PREDECESSOR,
      session: { ...tidal, title: 'Finish brief #13 and hand over', agent: 'claude' },
      segments: [],
      ...schedule(PREDECESSOR, predecessor, new Date(Date.parse(main.startedAt) - NIGHT)),
    },
    {
      externalId: WORKER,
      session: {
        cwd: '/work/tidal-wt-14',
        branch: 'brief-14',
        title: 'Brief 14: holiday timetable',
        agent: 'codex',
        parent: ORCHESTRATOR,
      },
      segments: [],
      ...schedule(WORKER, worker, new Date(Date.parse(spawned) + secondsOf(worker) * SECOND)),
    },
  ];
}

const stepsOfStory = chapters.flatMap(({ steps }) => steps);
const secondsOf = (steps: readonly Step[]) => steps.reduce((sum, { after }) => sum + after, 0);

/** When the demo was loaded whose orchestrator began at `startedAt`. */
export const loadedAt = (startedAt: Date): Date => {
  const untilEnd = (secondsOf(stepsOfStory) - (stepsOfStory[0]?.after ?? 0)) * SECOND;
  return new Date(startedAt.getTime() + untilEnd + SINCE_THE_END);
};
