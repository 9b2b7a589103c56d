import { type Clock, formatInSentence } from '@/lib/display';
import type { Mark, Segment } from '@/lib/segments/schema';
import { ShowChanges } from './show-changes';

/** That the record is not what its reader reviewed, and the way to what is different. */
export function ChangedNote({ segment, mark, clock }: { segment: Segment; mark: Mark; clock: Clock }) {
  const { sid, n, cut, rev } = segment;
  return (
    <div className="changed-note">
      The summary was rewritten {formatInSentence(segment.written_at, clock)}, after you reviewed it{' '}
      {formatInSentence(mark.at, clock)}. <ShowChanges sid={sid} n={n} cut={cut} from={mark.rev} to={rev} />
    </div>
  );
}
