import { Prose } from '@/components/ui/prose';
import { countOf } from '@/lib/display';
import type { BoundaryPart, BoundaryPreview } from '@/lib/segments/cut-schema';

const OUTCOME_CHARS = 240;

/** The segments as they would be, above those that they would take the place of. */
export function Sides({ preview: { before, after } }: { preview: BoundaryPreview }) {
  if (after.length === 0) return <p className="mt-3 text-small text-ink-2">It is so already.</p>;
  return (
    <>
      <h3 className="mt-3 mb-1 text-meta text-ink-3">It would be</h3>
      <div className="sides">
        {after.map((part) => (
          <Side key={part.n} part={part} />
        ))}
      </div>
      <Kept before={before} />
    </>
  );
}

function Side({ part: { n, title, outcome, first_seq, last_seq, event_count } }: { part: BoundaryPart }) {
  return (
    <div className="wrap-anywhere">
      <p className="text-meta text-ink-3 tabular-nums">
        Segment {n} · events {first_seq}–{last_seq} · {countOf(event_count, 'event')}
      </p>
      <p className="font-semibold" dir="auto">
        <Prose text={title} />
      </p>
      <p className="text-small text-ink-2" dir="auto">
        {outcome ? (
          <Prose text={outcome.length > OUTCOME_CHARS ? `${outcome.slice(0, OUTCOME_CHARS)}…` : outcome} />
        ) : (
          'No outcome recorded'
        )}
      </p>
    </div>
  );
}

/** What people said of the segments that go, which stays with their events. */
function Kept({ before }: { before: BoundaryPart[] }) {
  const comments = before.reduce((sum, part) => sum + part.comments, 0);
  const isEdited = before.some((part) => part.edited);
  if (comments === 0 && !isEdited) return null;
  const what = [...(comments > 0 ? [countOf(comments, 'comment')] : []), ...(isEdited ? ['what people wrote'] : [])];
  return (
    <p className="mt-3 text-small text-ink-2">
      {`${what.join(' and ')}`} {comments === 1 && !isEdited ? 'stays' : 'stay'} with the{' '}
      {before.length === 1 ? 'segment' : 'segments'} as {before.length === 1 ? 'it is' : 'they are'}: the old link shows that, and
      undo brings it back.
    </p>
  );
}
