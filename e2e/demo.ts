import { demoSessions } from '@/lib/demo/sessions';
import type { Api } from './fixtures';

const ORCHESTRATOR = 'tidal-orchestrator-2';

/** The demo's orchestrator in the test's own project, sent as an agent sends it: each segment once its events are there. */
export async function demoIn(api: Api): Promise<{ sid: string; url: string; segments: number }> {
  const story = demoSessions(new Date('2026-03-02T12:00:00Z')).find(({ externalId }) => externalId === ORCHESTRATOR);
  if (!story) throw new Error(`The demo has no session ${ORCHESTRATOR}`);
  const { session, segments, events, startedAt } = story;
  const { sid, url } = await api.session(ORCHESTRATOR, { ...session, status: 'waiting', started_at: startedAt });
  let sent = 0;
  for (const segment of segments) {
    const end = events.findIndex(({ id }) => id === segment.last) + 1;
    await api.events(ORCHESTRATOR, events.slice(sent, end) as unknown as Record<string, unknown>[]);
    await api.segments(ORCHESTRATOR, [segment as Parameters<Api['segments']>[1][number]]);
    sent = end;
  }
  return { sid, url, segments: segments.length };
}
