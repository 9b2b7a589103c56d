import { Name } from '@/components/ui/name';
import { FailNote, Note } from '@/components/ui/note';
import { countOf } from '@/lib/display';
import type { Session } from '@/lib/sessions/schema';
import { RetryButton } from './lazy';

/** Says that segments do not cover the last events yet, and what can be done where their cut failed. */
export function AnalysisNote({ session }: { session: Session }) {
  const { sid, analysis, stored_event_count } = session;
  const { state, reason, settled_seq } = analysis;
  const waiting = stored_event_count - settled_seq;
  if (state === 'failed') {
    const actions = (
      <>
        <RetryButton sid={sid} />
        <a className="ref" href={`/api/v1/sessions/${sid}/events?after=${settled_seq}`}>
          Read the events
        </a>
      </>
    );
    return (
      <div className="mb-5">
        <FailNote actions={actions}>
          The cut didn’t finish
          {reason && (
            <>
              : <Name text={reason.replace(/\.$/, '')} />
            </>
          )}
          . {savedText(stored_event_count)}
        </FailNote>
      </div>
    );
  }
  return (
    <div className="mb-5">
      <Note>{`Cutting ${settled_seq > 0 ? 'the last ' : ''}${waiting === 1 && settled_seq > 0 ? 'event' : countOf(waiting, 'event')}…`}</Note>
    </div>
  );
}

const savedText = (events: number): string =>
  events === 1 ? 'Its event is saved.' : `All ${countOf(events, 'event')} are saved.`;
