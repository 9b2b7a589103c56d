import { Fold } from '@/components/ui/fold';
import { Icon } from '@/components/ui/icon';
import { Message } from '@/components/ui/message';
import { Prose } from '@/components/ui/prose';
import { countOf } from '@/lib/display';
import type { Standing } from '@/lib/segments/schema';

const OUTCOME_CHARS = 300;

/** What a person must read before anything else: words of the segments, never summarised again. */
export function WhereItStands({ standing, of }: { standing: Standing; of: number }) {
  const { outcome_segment, waiting_on } = standing;
  // The outcome of the only segment follows anyway.
  const outcome = of > 1 ? standing.outcome : null;
  const loose = looseEnds(standing);
  if (!outcome && waiting_on.length === 0 && loose.length === 0) return null;
  return (
    <section className="stand" aria-labelledby="stand">
      <div className="flex justify-between gap-4">
        <h2 id="stand" className="text-meta font-medium text-ink-2">
          Where it stands
        </h2>
        {outcome_segment !== null && !waiting_on.some((waiting) => waiting.segment === outcome_segment) && (
          <a className="src quiet-link -my-0.5" href={`#segment-${outcome_segment}`}>
            segment {outcome_segment}
          </a>
        )}
      </div>
      {outcome && (
        <div className="mt-0.5 max-w-measure text-lead text-pretty wrap-anywhere" dir="auto">
          <Fold text={outcome} limit={OUTCOME_CHARS} label="Read the rest" render={(text) => <Message text={text} />} />
        </div>
      )}
      {waiting_on.length + loose.length > 0 && (
        <ul className="loose">
          {waiting_on.map(({ text, segment }) => (
            <li key={`${segment} ${text}`}>
              <Icon name="waiting" className="icon mt-1 text-wait" />
              <p dir="auto">
                <span className="font-medium text-wait">Waiting on you:</span> <Prose text={text} />
              </p>
              <a className="src quiet-link" href={`#segment-${segment}`}>
                segment {segment}
              </a>
            </li>
          ))}
          {loose.length > 0 && (
            <li>
              <Icon name="question" className="icon mt-1 text-ink-3" />
              <p>{loose.join(' and ')} that no later segment picked up</p>
            </li>
          )}
        </ul>
      )}
    </section>
  );
}

function looseEnds({ open_questions, open_next_steps, waiting_on }: Standing): string[] {
  const ends: string[] = [];
  if (open_questions > 0) ends.push(countOf(open_questions, 'open question'));
  if (open_next_steps > 0) ends.push(countOf(open_next_steps, waiting_on.length > 0 ? 'more next step' : 'next step'));
  return ends;
}
