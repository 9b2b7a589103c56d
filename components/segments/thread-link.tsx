import type { ReactNode } from 'react';
import { Saying } from '@/components/questions/word';
import { Icon, type IconName } from '@/components/ui/icon';
import { Prose } from '@/components/ui/prose';
import type { SegmentPointer } from '@/lib/segments/pointer-schema';
import type { Decision, NextStep, Question } from '@/lib/segments/schema';
import { AnswerHere } from './answer-here';
import { TakeBack } from './take-back';
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

/** What somebody said became of an item, with whoever said otherwise: persons in pencil. */
function Words({
  item,
  kind,
  sid,
}: {
  item: Pick<Question, 'id' | 'resolutions'>;
  kind: 'question' | 'next_step' | 'decision';
  sid: string;
}) {
  return item.resolutions.map((word) => (
    <span key={word.id} className="block text-small wrap-anywhere" dir="auto">
      <Saying word={word} kind={kind} href={(to) => hrefOf(to, sid)} />
      {word.text && (
        <>
          {': '}
          <span className="whitespace-pre-line text-ink-2">
            <Prose text={word.text} />
          </span>
        </>
      )}
      {word.by.is_you && <TakeBack item={{ kind, id: item.id }} word={word} />}
    </span>
  ));
}

/** What became of a next step. `isLatest`: nothing came after its segment yet, so nothing could pick it up. */
export function NextStepThread({ step, sid, isLatest, whom }: { step: NextStep; sid: string; isLatest: boolean; whom: Whom }) {
  if (step.resolutions.length > 0) return <Words item={step} kind="next_step" sid={sid} />;
  if (step.picked_up_in)
    return (
      <Thread icon={step.state === 'done' ? 'done' : 'pickedUp'}>
        <Pointer to={step.picked_up_in} sid={sid}>
          {step.state === 'done' ? 'done' : 'picked up'}
        </Pointer>
      </Thread>
    );
  if (step.owner === 'person')
    return (
      <Thread icon="waiting" isWaiting>
        waiting on {whom}
      </Thread>
    );
  return isLatest ? null : <Thread icon="abandoned">not picked up</Thread>;
}

/** Where a question was answered and with what, or may have been; an open one can be answered here. */
export function QuestionThread({ question, sid }: { question: Question; sid: string }) {
  const { resolutions, answered_in, answer, suggested_in } = question;
  if (resolutions.length > 0) return <Words item={question} kind="question" sid={sid} />;
  if (answered_in)
    return (
      <>
        <Thread icon="pickedUp">
          <Pointer to={answered_in} sid={sid}>
            answered
          </Pointer>
        </Thread>
        {answer && (
          <span className="block text-small whitespace-pre-line text-ink-2">
            <Prose text={answer} />
          </span>
        )}
      </>
    );
  return (
    <>
      {suggested_in && (
        <span className="block text-small text-ink-3">
          <a className="quiet-link" href={hrefOf(suggested_in, sid)}>
            Segment {suggested_in.n} may answer this
          </a>
          : <Prose text={asRest(suggested_in.reason)} />
        </span>
      )}
      <AnswerHere key={suggested_in?.url} id={question.id} suggested={suggested_in} />
    </>
  );
}

/** A sentence as it goes on after a colon. */
const asRest = (sentence: string) => `${sentence.slice(0, 1).toLowerCase()}${sentence.slice(1)}`;

/** Who decided, where it was not the agent, and what took the decision's place. */
export function DecisionThread({ decision, sid }: { decision: Decision; sid: string }) {
  return (
    <>
      {decision.by === 'person' && <span className="thread">by a person</span>}
      {decision.resolutions.length > 0 ? (
        <Words item={decision} kind="decision" sid={sid} />
      ) : (
        decision.superseded_by && (
          <Thread icon="pickedUp">
            <Pointer to={decision.superseded_by} sid={sid}>
              superseded
            </Pointer>
          </Thread>
        )
      )}
    </>
  );
}
