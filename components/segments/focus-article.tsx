import type { ReactNode } from 'react';
import { Fold } from '@/components/ui/fold';
import { Prose } from '@/components/ui/prose';
import type { Clock } from '@/lib/display';
import type { Claim, Segment } from '@/lib/segments/schema';
import { FactsLine } from './facts-line';
import { CitedSentence, CitedText } from './focus-claims';
import { FocusFacts } from './focus-facts';
import { MayAnswer } from './may-answer';
import { SegmentTitle, saysAsk } from './segment-title';
import { DecisionThread, NextStepThread, QuestionThread } from './thread-link';
import { whomOf } from './whom';

const ASK_CHARS = 280;
/** Kinds whose names are underlined in the text; paths and addresses are long and stand in back-ticks anyway. */
const UNDERLINED = new Set(['issue', 'commit', 'branch', 'pull_request', 'ticket']);

interface FocusArticleProps {
  segment: Segment;
  clock: Clock;
  /** The segment page's own path, to which `event=` is added. */
  path: string;
  /** The session runs and this is its last segment. */
  isLive: boolean;
}

/** A segment by itself: what is claimed of it, each claim beside the events that prove it. */
export function FocusArticle({ segment, clock, path, isLive }: FocusArticleProps) {
  const references = segment.references.filter((reference) => UNDERLINED.has(reference.kind));
  const { claims, outcome, summary } = segment;
  const field = (name: string) => ({ field: name, path, references });
  const sentence = (name: string) => (claim: Claim, index: number) => (
    <CitedSentence claim={claim} index={index} {...field(name)} />
  );
  return (
    <>
      <h1 id="segment-title" tabIndex={-1} dir="auto" className="mt-2.5 text-page text-balance outline-none wrap-anywhere">
        <span className="sr-only">Segment {segment.n}: </span>
        <SegmentTitle segment={segment} />
      </h1>
      <FocusFacts segment={segment} clock={clock} isLive={isLive} />
      {segment.ask && !saysAsk(segment, segment.ask) && <Ask text={segment.ask} />}
      <FactsLine facts={segment.facts} told={segment.origin === 'heuristic' ? segment.outcome : null} />
      {outcome && (
        <Field name="Outcome" className="text-lead text-pretty">
          <CitedText text={outcome} claims={claims.outcome} {...field('outcome')} />
        </Field>
      )}
      {!outcome && !segment.is_open && (
        <Field name="Outcome" className="text-ink-3">
          No outcome recorded
        </Field>
      )}
      {summary && (
        <Field name="Summary" className="whitespace-pre-line text-ink-2">
          <CitedText text={summary} claims={claims.summary} {...field('summary')} />
        </Field>
      )}
      <Items
        names={['Key decision', 'Key decisions']}
        items={segment.key_decisions}
        sentence={sentence('key decision')}
        thread={(decision) => <DecisionThread decision={decision} sid="" />}
      />
      <Items
        names={['Next steps', 'Next steps']}
        items={segment.next_steps}
        sentence={sentence('next step')}
        thread={(step) => <NextStepThread step={step} sid="" isLatest={segment.n === segment.of} whom={whomOf(segment)} />}
      />
      <Items
        names={['Open questions', 'Open questions']}
        items={segment.open_questions}
        sentence={sentence('open question')}
        thread={(question) => (
          <>
            <QuestionThread question={question} sid="" />
            {question.answer && (
              <span className="block text-small text-ink-2">
                <Prose text={question.answer} references={references} />
              </span>
            )}
          </>
        )}
      />
      <MayAnswer questions={segment.may_answer} />
    </>
  );
}

function Ask({ text }: { text: string }) {
  return (
    <div className="mt-2.5 max-w-measure text-small whitespace-pre-line text-ink-2 wrap-anywhere" dir="auto">
      <span className="text-ink-3">Asked: </span>
      <Fold text={text} limit={ASK_CHARS} label="Read all that was asked" render={(part) => <Prose text={part} />} />
    </div>
  );
}

interface FieldProps {
  name: string;
  className?: string;
  children: ReactNode;
}

function Field({ name, className = '', children }: FieldProps) {
  return (
    <section className="mt-[18px]">
      <h2 className="mb-0.5 text-meta text-ink-3">{name}</h2>
      <div className={`max-w-measure wrap-anywhere ${className}`} dir="auto">
        {children}
      </div>
    </section>
  );
}

interface ItemsProps<T> {
  names: [one: string, several: string];
  items: T[];
  sentence: (item: T, index: number) => ReactNode;
  /** What became of it later. */
  thread: (item: T) => ReactNode;
}

/** One item is a paragraph, several are a list, none is nothing. */
function Items<T extends { id: string }>({ names, items, sentence, thread }: ItemsProps<T>) {
  const [only] = items;
  if (!only) return null;
  if (items.length === 1) {
    return (
      <Field name={names[0]}>
        {sentence(only, 0)} {thread(only)}
      </Field>
    );
  }
  return (
    <Field name={names[1]}>
      <ul className="flex flex-col gap-1.5">
        {items.map((item, index) => (
          <li
            key={item.id}
            dir="auto"
            className="relative ps-4 before:absolute before:start-0.5 before:top-[0.72em] before:size-1 before:rounded-full before:bg-line-strong"
          >
            {sentence(item, index)} {thread(item)}
          </li>
        ))}
      </ul>
    </Field>
  );
}
