import type { ReactNode } from 'react';
import { Icon, type IconName } from '@/components/ui/icon';
import { Prose } from '@/components/ui/prose';
import type { Decision, NextStep, Question, SegmentPointer } from '@/lib/segments/schema';

function Thread({ icon, isWaiting = false, children }: { icon: IconName; isWaiting?: boolean; children: ReactNode }) {
  return (
    <span className={isWaiting ? 'thread text-wait' : 'thread'}>
      <Icon name={icon} />
      {children}
    </span>
  );
}

/** A segment of this session is on the page; one of another has its own. */
function Pointer({ to, sid, children }: { to: SegmentPointer; sid: string; children: ReactNode }) {
  return (
    <a className="quiet-link" href={to.sid === sid ? `#segment-${to.n}` : to.url}>
      {children}
    </a>
  );
}

/** What became of a next step. `isLatest`: nothing came after its segment yet, so nothing could pick it up. */
export function NextStepThread({ step, sid, isLatest }: { step: NextStep; sid: string; isLatest: boolean }) {
  if (step.picked_up_in)
    return (
      <Thread icon={step.state === 'done' ? 'done' : 'pickedUp'}>
        <Pointer to={step.picked_up_in} sid={sid}>
          {step.state === 'done' ? 'done in' : 'picked up in'} {step.picked_up_in.n}
        </Pointer>
      </Thread>
    );
  if (step.state === 'done') return <Thread icon="done">done</Thread>;
  if (step.state === 'dropped') return <Thread icon="close">not needed</Thread>;
  if (step.owner === 'person')
    return (
      <Thread icon="waiting" isWaiting>
        waiting on you
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
          answered in {question.answered_in.n}
        </Pointer>
      </Thread>
    );
  if (question.state === 'dropped') return <Thread icon="close">not needed</Thread>;
  if (question.suggested_in)
    return (
      <span className="block text-small text-ink-3">
        <Pointer to={question.suggested_in} sid={sid}>
          Segment {question.suggested_in.n} may answer this
        </Pointer>
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
            superseded in {decision.superseded_by.n}
          </Pointer>
        </Thread>
      )}
    </>
  );
}
