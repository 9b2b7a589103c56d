import type { ReactNode } from 'react';
import { Icon, type IconName } from '@/components/ui/icon';
import { Prose } from '@/components/ui/prose';
import type { SegmentPointer } from '@/lib/segments/pointer-schema';
import type { Decision, NextStep, Question } from '@/lib/segments/schema';
import type { Whom } from './whom';

function Thread({ icon, isWaiting = false, children }: { icon: IconName; isWaiting?: boolean; children: ReactNode }) {
  return (
    <span className={isWaiting ? 'thread text-wait' : 'thread'}>
      <Icon name={icon} />
      {children}
    </span>
  );
}

/** "picked up in 7": a segment of this session is on the page, one of another has its own. Where a link does not show it: "picked up later". */
function Pointer({ to, sid, children }: { to: SegmentPointer; sid: string; children: ReactNode }) {
  if (!to.url) return <>{children} later</>;
  return (
    <a className="quiet-link" href={hrefOf(to, sid)}>
      {children} in {to.n}
    </a>
  );
}

const hrefOf = (to: SegmentPointer, sid: string): string => (to.sid === sid ? `#segment-${to.n}` : to.url);

/** What became of a next step. `isLatest`: nothing came after its segment yet, so nothing could pick it up. */
export function NextStepThread({ step, sid, isLatest, whom }: { step: NextStep; sid: string; isLatest: boolean; whom: Whom }) {
  if (step.picked_up_in)
    return (
      <Thread icon={step.state === 'done' ? 'done' : 'pickedUp'}>
        <Pointer to={step.picked_up_in} sid={sid}>
          {step.state === 'done' ? 'done' : 'picked up'}
        </Pointer>
      </Thread>
    );
  if (step.state === 'done') return <Thread icon="done">done</Thread>;
  if (step.state === 'dropped') return <Thread icon="close">not needed</Thread>;
  if (step.owner === 'person')
    return (
      <Thread icon="waiting" isWaiting>
        waiting on {whom}
      </Thread>
    );
  return isLatest ? null : <Thread icon="abandoned">not picked up</Thread>;
}

/** Where a question was answered, or may have been. */
export function QuestionThread({ question, sid }: { question: Question; sid: string }) {
  if (question.answered_in)
    return (
      <Thread icon="pickedUp">
        <Pointer to={question.answered_in} sid={sid}>
          answered
        </Pointer>
      </Thread>
    );
  if (question.state === 'dropped') return <Thread icon="close">not needed</Thread>;
  if (question.suggested_in)
    return (
      <span className="block text-small text-ink-3">
        <a className="quiet-link" href={hrefOf(question.suggested_in, sid)}>
          Segment {question.suggested_in.n} may answer this
        </a>
        : <Prose text={asRest(question.suggested_in.reason)} />
      </span>
    );
  return null;
}

/** A sentence as it goes on after a colon. */
const asRest = (sentence: string) => `${sentence.slice(0, 1).toLowerCase()}${sentence.slice(1)}`;

/** Who decided, where it was not the agent, and what took the decision's place. */
export function DecisionThread({ decision, sid }: { decision: Decision; sid: string }) {
  return (
    <>
      {decision.by === 'person' && <span className="thread">by a person</span>}
      {decision.superseded_by && (
        <Thread icon="pickedUp">
          <Pointer to={decision.superseded_by} sid={sid}>
            superseded
          </Pointer>
        </Thread>
      )}
    </>
  );
}
