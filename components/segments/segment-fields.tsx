import type { ReactNode } from 'react';
import { eventPath } from '@/components/evidence/event-path';
import { Fold } from '@/components/ui/fold';
import { Prose, type ProseReference } from '@/components/ui/prose';
import { countOf, formatNumber } from '@/lib/display';
import type { Segment } from '@/lib/segments/schema';
import { Contradictions } from './claim-verdict';
import { DecisionThread, NextStepThread, QuestionThread } from './thread-link';
import { whomOf } from './whom';

/** Of sentences that were picked from the agent's messages; what a summariser wrote is cut only where it is very long. */
const PICKED_CHARS = 300;
const WRITTEN_CHARS = 2000;

interface SegmentFieldsProps {
  segment: Segment;
  references: ProseReference[];
  /** No segment follows yet that could pick anything up. */
  isLatest: boolean;
}

/** What is known of a segment, field by field. An empty field has no heading; one line at the end names what a summariser left empty. */
export function SegmentFields({ segment, references, isLatest }: SegmentFieldsProps) {
  const { sid, outcome, summary, key_decisions, next_steps, open_questions } = segment;
  const isPicked = segment.origin === 'heuristic';
  const prose = (text: string) => <Prose text={text} references={references} />;
  return (
    <dl className="fields">
      {outcome ? (
        <Field name="Outcome" className="f-outcome">
          <div data-field="outcome">
            <Fold
              text={outcome}
              limit={isPicked ? PICKED_CHARS : WRITTEN_CHARS}
              label={isPicked ? 'Read the message' : 'Read the rest'}
              render={prose}
            />
          </div>
          <Contradictions claims={segment.claims.outcome} path={segment.url} />
          {isPicked && <ToEvents segment={segment} />}
        </Field>
      ) : (
        !segment.is_open && (
          <Field name="Outcome" className="f-outcome">
            <span className="text-ink-3">No outcome recorded</span>
          </Field>
        )
      )}
      {summary && (
        <Field name="Summary" className="f-summary">
          <div data-field="summary">
            <Fold text={summary} limit={WRITTEN_CHARS} label="Read the whole summary" render={prose} />
          </div>
          <Contradictions claims={segment.claims.summary} path={segment.url} said={segment.claims.outcome} />
        </Field>
      )}
      <Items
        names={['Key decision', 'Key decisions']}
        items={key_decisions}
        render={(decision) => (
          <>
            <Quotable field="key_decision" item={decision.id}>
              {prose(decision.text)}
            </Quotable>{' '}
            <DecisionThread decision={decision} sid={sid} />
          </>
        )}
      />
      <Items
        names={['Next steps', 'Next steps']}
        items={next_steps}
        render={(step) => (
          <>
            <Quotable field="next_step" item={step.id}>
              {prose(step.text)}
            </Quotable>{' '}
            <NextStepThread step={step} sid={sid} isLatest={isLatest} whom={whomOf(segment)} />
          </>
        )}
      />
      <Items
        names={['Open questions', 'Open questions']}
        items={open_questions}
        render={(question) => (
          <>
            <Quotable field="open_question" item={question.id}>
              {prose(question.text)}
            </Quotable>{' '}
            <QuestionThread question={question} sid={sid} />
          </>
        )}
      />
      <Nothing segment={segment} />
    </dl>
  );
}

/** An outcome that was picked from a message, or told by what was done, leads there. */
function ToEvents({ segment }: { segment: Segment }) {
  const events = [...new Set(segment.claims.outcome.flatMap((claim) => claim.evidence))];
  const [seq] = events;
  if (seq === undefined) return null;
  return (
    <p className="text-meta text-ink-3">
      <a className="quiet-link" href={`${eventPath(segment.url, seq)}#e${seq}`}>
        {events.length === 1 ? `From event ${formatNumber(seq)}` : `From ${countOf(events.length, 'event')}`}
      </a>
    </p>
  );
}

/** Words that can be quoted. */
const Quotable = ({ field, item, children }: { field: string; item: string; children: ReactNode }) => (
  <span data-field={field} data-item={item}>
    {children}
  </span>
);

function Field({ name, className, children }: { name: string; className?: string; children: ReactNode }) {
  return (
    <div className={className}>
      <dt>{name}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  );
}

interface ItemsProps<T> {
  names: [one: string, several: string];
  items: T[];
  render: (item: T) => ReactNode;
}

/** One item is a paragraph, several are a list, none is nothing. */
function Items<T extends { id: string }>({ names, items, render }: ItemsProps<T>) {
  const [first] = items;
  if (!first) return null;
  if (items.length === 1) return <Field name={names[0]}>{render(first)}</Field>;
  return (
    <Field name={names[1]}>
      <ul>
        {items.map((item) => (
          <li key={item.id} dir="auto">
            {render(item)}
          </li>
        ))}
      </ul>
    </Field>
  );
}

/** A heuristic record does not say what it never looked for. */
function Nothing({ segment }: { segment: Segment }) {
  if (segment.origin === 'heuristic' || segment.is_open) return null;
  const empty = [
    segment.key_decisions.length === 0 && 'key decisions',
    segment.next_steps.length === 0 && 'next steps',
    segment.open_questions.length === 0 && 'open questions',
  ].filter(Boolean);
  if (empty.length === 0) return null;
  return (
    <div className="f-nothing">
      <dt className="sr-only">Left empty</dt>
      <dd>No {empty.join(', no ')}</dd>
    </div>
  );
}
