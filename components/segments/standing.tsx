import { Fold } from '@/components/ui/fold';
import { Icon } from '@/components/ui/icon';
import { Prose } from '@/components/ui/prose';
import { countOf, formatNumber } from '@/lib/display';
import type { OpenItem, SessionRecord } from '@/lib/segments/session-record-schema';
import { Contradictions } from './claim-verdict';
import { whomOf } from './whom';

const OUTCOME_CHARS = 300;
const SHOWN_WAITING = 2;

/** What a person must read before anything else: words of the segments, never summarised again. */
export function WhereItStands({ record }: { record: SessionRecord }) {
  const { stands, totals, waits_on_person } = record;
  // The outcome of the only segment follows anyway.
  const outcome = totals.segments > 1 ? stands : null;
  const waiting = waits_on_person.slice(0, SHOWN_WAITING);
  const loose = looseEnds(record);
  const whom = whomOf(record);
  if (!outcome && waiting.length === 0 && loose.length === 0) return null;
  return (
    <section className="stand" aria-labelledby="stand">
      <div className="flex justify-between gap-4">
        <h2 id="stand" className="text-meta font-medium text-ink-2">
          Where it stands
        </h2>
        {stands && !waiting.some(({ segment }) => segment.n === stands.segment.n) && <SegmentLink n={stands.segment.n} />}
      </div>
      {outcome && (
        <div className="mt-0.5 max-w-measure text-lead text-pretty wrap-anywhere" dir="auto">
          <Fold text={outcome.outcome} limit={OUTCOME_CHARS} label="Read the rest" render={(text) => <Prose text={text} />} />
          <Contradictions claims={[outcome]} path={outcome.segment.url} />
        </div>
      )}
      {waiting.length + loose.length > 0 && (
        <ul className="loose">
          {waiting.map(({ id, text, segment }) => (
            <li key={id}>
              <Icon name="waiting" className="icon mt-1 text-wait" />
              <p dir="auto">
                <span className="font-medium text-wait">Waiting on {whom}:</span> <Prose text={text} />
              </p>
              <SegmentLink n={segment.n} />
            </li>
          ))}
          {loose.length > 0 && (
            <li>
              <Icon name={record.totals.questions > 0 ? 'question' : 'nextStep'} className="icon mt-1 text-ink-3" />
              <details className="show-loose">
                <summary>
                  <span>{loose.join(' and ')} that no later segment picked up</span>
                </summary>
                <LooseEnds record={record} />
              </details>
            </li>
          )}
        </ul>
      )}
    </section>
  );
}

function SegmentLink({ n }: { n: number }) {
  return (
    <a className="src quiet-link" href={`#segment-${n}`}>
      segment {n}
    </a>
  );
}

function looseEnds({ totals, sid }: SessionRecord): string[] {
  const waiting = totals.waits_on_person - SHOWN_WAITING;
  const more = totals.waits_on_person > 0 ? 'more next step' : 'next step';
  return [
    ...(waiting > 0 ? [`${countOf(waiting, 'thing')} waiting on ${whomOf({ sid })}`] : []),
    ...(totals.questions > 0 ? [countOf(totals.questions, 'open question')] : []),
    ...(totals.next_steps > 0 ? [countOf(totals.next_steps, more)] : []),
  ];
}

/** Each of them with its segment: waiting ones that had no room above, questions, next steps. */
function LooseEnds({ record: { waits_on_person, open, totals } }: { record: SessionRecord }) {
  const items = [...waits_on_person.slice(SHOWN_WAITING), ...open.questions, ...open.next_steps];
  const left = totals.waits_on_person + totals.questions + totals.next_steps - items.length - SHOWN_WAITING;
  return (
    <ul>
      {items.map((item) => (
        <Loose key={item.id} item={item} />
      ))}
      {left > 0 && <li className="text-ink-3">and {formatNumber(left)} more in earlier segments</li>}
    </ul>
  );
}

function Loose({ item: { kind, text, segment, suggested_in } }: { item: OpenItem }) {
  return (
    <li>
      <Icon name={kind === 'question' ? 'question' : 'nextStep'} className="icon mt-1 text-ink-3" />
      <p dir="auto">
        <Prose text={text} />
        {suggested_in && (
          <a className="quiet-link text-meta text-ink-3" href={suggested_in.url}>
            {' '}
            {suggested_in.n} may {kind === 'question' ? 'answer this' : 'pick this up'}
          </a>
        )}
      </p>
      <SegmentLink n={segment.n} />
    </li>
  );
}
