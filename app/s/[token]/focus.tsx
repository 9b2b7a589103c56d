import { notFound, redirect } from 'next/navigation';
import { type Ask, withQuery } from '@/app/ask';
import { loadEvidence } from '@/app/evidence';
import { getClock } from '@/app/preferences';
import { citationsOf } from '@/components/evidence/citations';
import { EvidencePane } from '@/components/evidence/evidence-pane';
import { EvidenceState } from '@/components/evidence/evidence-state';
import { FocusArticle } from '@/components/segments/focus-article';
import { FocusDock } from '@/components/segments/focus-dock';
import { FocusHead } from '@/components/segments/focus-head';
import { FocusKeys } from '@/components/segments/focus-keys';
import { FocusTape } from '@/components/segments/focus-tape';
import { provenance } from '@/components/segments/provenance';
import { hasShape } from '@/components/tape/tape-layout';
import { database } from '@/db/client';
import type { OpenShare } from '@/lib/shares/queries';
import { getSharedEvent, listSharedEvents, type SharedSegment, sharePath } from '@/lib/shares/read-queries';
import { loadShare, loadSharedSegment } from './load';

const PANES = 'md:grid md:min-h-0 md:flex-1 md:grid-cols-[minmax(0,min(640px,45%))_minmax(0,1fr)] print:block';

/** A segment that a link shows, with its evidence. `n` is null where that segment is all it shows. */
export async function SharedFocus({ token, n, ask: asked }: { token: string; n: number | null; ask: Ask }) {
  const [share, shown] = await Promise.all([loadShare(token), loadSharedSegment(token, n, asked.cut)]);
  if (!share || !shown) notFound();
  const { segment, session, activity } = shown;
  const ask = await placeEvent(share, shown, asked);
  const [clock, evidence] = await Promise.all([getClock(), loadEvidence(segment, ask, readerOf(share))]);
  const ways = waysFrom(share, shown);
  const { cut } = segment;
  return (
    <main id="main" className="md:flex md:h-[calc(100dvh-52px)] md:flex-col print:block print:h-auto">
      {hasShape(activity) && <FocusTape activity={activity} segment={segment} session={session} clock={clock} />}
      <EvidenceState key={`${ways.path} ${ask.event}`} selected={ask.event}>
        <div className={evidence ? PANES : 'max-w-[704px] md:min-h-0 md:flex-1'}>
          <article
            aria-labelledby="segment-title"
            className="px-8 pt-6 pb-12 max-md:px-4 max-md:pt-[18px] max-md:pb-7 md:overflow-y-auto md:pe-10"
          >
            <FocusHead project={null} title={session.title} {...ways} n={segment.n} of={segment.of} />
            <FocusArticle
              segment={segment}
              clock={clock}
              path={ways.path}
              isLive={session.status === 'live' && segment.is_open}
            />
            <footer className="mt-[22px] border-t border-line pt-4 text-meta text-ink-3 print:hidden">
              <p>{provenance(segment, session.agent)}</p>
              {!evidence && <p className="mt-3">This session was recorded without its events.</p>}
            </footer>
          </article>
          {evidence && (
            <EvidencePane
              segment={{ sid: segment.sid, n: segment.n, cut, share: token }}
              path={ways.path}
              cwd={session.cwd}
              clock={clock}
              isTimed={segment.started_at !== null}
              citations={evidence.citations}
              first={evidence.first}
              query={cut > 1 && n !== null ? { cut: String(cut) } : {}}
            />
          )}
        </div>
      </EvidenceState>
      {ways.timeline !== null && (
        <>
          <FocusDock previous={ways.previous} next={ways.next} hasEvidence={evidence !== null} />
          <FocusKeys n={segment.n} {...ways} timeline={ways.timeline} />
        </>
      )}
    </main>
  );
}

/** Where one can go from a segment: all over a shared session, nowhere from a shared segment. */
function waysFrom(share: OpenShare, { segment, session }: SharedSegment) {
  const home = sharePath(share);
  if (share.segment) return { path: home, timeline: null, previous: null, next: null };
  const { n, of, cut } = segment;
  const at = (other: number) => withQuery(`${home}/segments/${other}`, cut > 1 ? { cut: String(cut) } : {});
  const near = (other: number) => (other >= 1 && other <= of ? at(other) : null);
  const older = session.cut !== null && cut < session.cut ? `?cut=${cut}` : '';
  return { path: at(n), timeline: `${home}${older}#segment-${n}`, previous: near(n - 1), next: near(n + 1) };
}

const readerOf = (share: OpenShare) => ({
  list: (filters: Parameters<typeof listSharedEvents>[2]) => listSharedEvents(database(), share, filters),
  get: (seq: number, cut: number) => getSharedEvent(database(), share, seq, { cut }),
});

/** Leads to the segment that an event is in, unless this one cites it; an event that the link does not show is left out. */
async function placeEvent(share: OpenShare, { segment }: SharedSegment, ask: Ask): Promise<Ask> {
  if (ask.event === null) return ask;
  const event = await getSharedEvent(database(), share, ask.event, { cut: segment.cut });
  if (!event) return { ...ask, event: null };
  if (event.segment === null || event.segment === segment.n || citationsOf(segment).has(event.seq)) return ask;
  const query = { event: String(event.seq), ...(segment.cut > 1 && { cut: String(segment.cut) }) };
  redirect(withQuery(`${sharePath(share)}/segments/${event.segment}`, query));
}
