import type { ReactNode } from 'react';
import { proseReferences } from '@/components/references/prose-references';
import { Fold } from '@/components/ui/fold';
import { Prose } from '@/components/ui/prose';
import type { Clock } from '@/lib/display';
import type { Claim, Segment } from '@/lib/segments/schema';
import type { EditField } from '@/lib/segments/word-schema';
import type { SessionPointer } from '@/lib/sessions/schema';
import { EditedField, EditingButton, type EditingField, EditingSlot, FieldGap } from './editing-field';
import { FactsLine } from './facts-line';
import { CitedSentence, CitedText } from './focus-claims';
import { FocusFacts } from './focus-facts';
import { MayAnswer } from './may-answer';
import { SegmentTitle, saysAsk } from './segment-title';
import { DecisionThread, NextStepThread, QuestionThread } from './thread-link';
import { whomOf } from './whom';
import { WorkersHere } from './workers-here';

const ASK_CHARS = 280;

interface FocusArticleProps {
  segment: Segment;
  clock: Clock;
  /** The segment page's own path, to which `event=` is added. */
  path: string;
  /** The session runs and this is its last segment. */
  isLive: boolean;
  /** They may write in it: it is the newest revision in the newest cut. */
  mayEdit?: boolean;
  /** Sessions to which it gave their tasks. */
  workers?: readonly SessionPointer[];
}

/** A segment by itself: what is claimed of it, each claim beside the events that prove it. */
export function FocusArticle({ segment, clock, path, isLive, mayEdit = false, workers = [] }: FocusArticleProps) {
  const references = proseReferences(segment);
  const { claims, outcome, summary } = segment;
  const said = { flags: segment.flags, clock, mayUnflag: mayEdit };
  const field = (name: string) => ({ field: name, path, references, ...said });
  const sentence = (name: string) => (claim: Claim, index: number) => (
    <CitedSentence claim={claim} index={index} {...field(name)} />
  );
  const words = { segment, clock, mayEdit };
  return (
    <div data-segment={segment.id} data-n={segment.n}>
      <FocusTitle {...words} />
      <FocusFacts segment={segment} clock={clock} isLive={isLive} />
      <FieldGap field="status" {...words} />
      {segment.ask && !saysAsk(segment, segment.ask) && <Ask text={segment.ask} />}
      <FactsLine facts={segment.facts} told={segment.origin === 'heuristic' ? segment.outcome : null} />
      {workers.length > 0 && <WorkersHere workers={workers} />}
      {outcome && (
        <Field name="Outcome" className="text-lead text-pretty" edit={{ field: 'outcome', ...words }}>
          <span data-field="outcome">
            <CitedText text={outcome} claims={claims.outcome} {...field('outcome')} />
          </span>
        </Field>
      )}
      {!outcome && !segment.is_open && (
        <Field name="Outcome" className="text-ink-3" edit={{ field: 'outcome', ...words }}>
          No outcome recorded
        </Field>
      )}
      {!outcome && segment.is_open && <FieldGap field="outcome" {...words} />}
      {summary ? (
        <Field name="Summary" className="whitespace-pre-line text-ink-2" edit={{ field: 'summary', ...words }}>
          <span data-field="summary">
            <CitedText text={summary} claims={claims.summary} {...field('summary')} />
          </span>
        </Field>
      ) : (
        <FieldGap field="summary" {...words} />
      )}
      <Items
        names={['Key decision', 'Key decisions']}
        edit={{ field: 'key_decisions', ...words }}
        items={segment.key_decisions}
        sentence={sentence('key decision')}
        thread={(decision) => <DecisionThread decision={decision} sid="" />}
      />
      <Items
        names={['Next steps', 'Next steps']}
        edit={{ field: 'next_steps', ...words }}
        items={segment.next_steps}
        sentence={sentence('next step')}
        thread={(step) => <NextStepThread step={step} sid="" isLatest={segment.n === segment.of} whom={whomOf(segment)} />}
      />
      <Items
        names={['Open questions', 'Open questions']}
        edit={{ field: 'open_questions', ...words }}
        items={segment.open_questions}
        sentence={sentence('open question')}
        thread={(question) => <QuestionThread question={question} sid="" />}
      />
      <MayAnswer segment={segment} />
    </div>
  );
}

/** What an item of a list is called where it is quoted. */
const QUOTED: Partial<Record<EditField, string>> = {
  key_decisions: 'key_decision',
  next_steps: 'next_step',
  open_questions: 'open_question',
};

function FocusTitle({ segment, clock, mayEdit }: Omit<EditingField, 'field'>) {
  const edit = { field: 'title' as const, segment, clock, mayEdit };
  return (
    <div className="editable title-row mt-2.5">
      <div dir="auto" className="text-page text-balance wrap-anywhere">
        <h1 id="segment-title" tabIndex={-1} className="inline">
          <span className="sr-only">Segment {segment.n}: </span>
          <span data-field="title">
            <SegmentTitle segment={segment} />
          </span>
        </h1>
        <EditingButton {...edit} />
      </div>
      <EditingSlot {...edit} />
      <EditedField {...edit} />
    </div>
  );
}

function Ask({ text }: { text: string }) {
  return (
    <div data-field="ask" className="mt-2.5 max-w-measure text-small whitespace-pre-line text-ink-2 wrap-anywhere" dir="auto">
      <span className="text-ink-3">Asked: </span>
      <Fold text={text} limit={ASK_CHARS} label="Read all that was asked" render={(part) => <Prose text={part} />} />
    </div>
  );
}

interface FieldProps {
  name: string;
  className?: string;
  edit: EditingField;
  children: ReactNode;
}

function Field({ name, className = '', edit, children }: FieldProps) {
  const text = (
    <div className={`max-w-measure wrap-anywhere ${className}`} dir="auto">
      {children}
    </div>
  );
  return (
    <section className="editable mt-[18px]">
      <h2 className="mb-0.5 text-meta text-ink-3">
        {name}
        <EditingButton {...edit} />
      </h2>
      <EditingSlot {...edit}>{text}</EditingSlot>
      <EditedField {...edit} />
    </section>
  );
}

interface ItemsProps<T> {
  names: [one: string, several: string];
  edit: EditingField;
  items: T[];
  sentence: (item: T, index: number) => ReactNode;
  /** What became of it later. */
  thread: (item: T) => ReactNode;
}

/** One item is a paragraph, several are a list, none is nothing. */
function Items<T extends { id: string }>({ names, edit, items, sentence, thread }: ItemsProps<T>) {
  const [only] = items;
  const quotable = (item: T, index: number) => (
    <span data-field={QUOTED[edit.field]} data-item={item.id}>
      {sentence(item, index)}
    </span>
  );
  if (!only) return <FieldGap {...edit} />;
  if (items.length === 1) {
    return (
      <Field name={names[0]} edit={edit}>
        {quotable(only, 0)} {thread(only)}
      </Field>
    );
  }
  return (
    <Field name={names[1]} edit={edit}>
      <ul className="flex flex-col gap-1.5">
        {items.map((item, index) => (
          <li
            key={item.id}
            dir="auto"
            className="relative ps-4 before:absolute before:start-0.5 before:top-[0.72em] before:size-1 before:rounded-full before:bg-line-strong"
          >
            {quotable(item, index)} {thread(item)}
          </li>
        ))}
      </ul>
    </Field>
  );
}
