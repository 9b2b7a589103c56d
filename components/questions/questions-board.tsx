'use client';

import Link from 'next/link';
import { useRef } from 'react';
import { KeyHints } from '@/components/shell/key-hints';
import { button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { type Clock, countOf, formatNumber } from '@/lib/display';
import { nameOf, type OpenEndState, type OpenEnds } from '@/lib/reviews/resolution-client';
import { addressOf, type OpenEnd } from './open-end';
import { OpenEndPane } from './open-end-pane';
import { OpenEndRow } from './open-end-row';
import { StateChips } from './state-chips';
import { useBoardKeys } from './use-board-keys';
import { useOpenEnds } from './use-open-ends';
import { useOpened } from './use-opened';
import { useSettling } from './use-settling';
import '@/components/sessions/lists.css';

interface QuestionsBoardProps {
  project: string;
  state: OpenEndState;
  initial: OpenEnds;
  limit: number;
  opened: OpenEnd | null;
  clock: Clock;
  mayReview: boolean;
}

/** The list, and beside it the pane of one item; on a phone one of both. */
export function QuestionsBoard({ project, state, initial, limit, opened, clock, mayReview }: QuestionsBoardProps) {
  const list = useOpenEnds({ project, state, limit, initial });
  const pane = useRef<HTMLElement>(null);
  const { entry, isOpened, open, reopen, go, moveOn } = useOpened({ project, state, shown: list.shown, opened, pane });
  const settling = useSettling({ settle: list.settle, refresh: list.refresh, reopen });
  const accept = (of: OpenEnd) => {
    if (of.kind !== 'question' || !of.suggested_in) return;
    if (of.id === entry?.id) moveOn(false);
    settling.save(of, { segment: nameOf(of.suggested_in) }, `Answered by segment ${of.suggested_in.n}`);
  };
  useBoardKeys({ pane, go, entry: mayReview ? entry : undefined, accept });
  const row = (of: OpenEnd) => (
    <OpenEndRow
      key={of.id}
      entry={of}
      href={addressOf(project, state, of.id)}
      isCurrent={of.id === entry?.id}
      isGone={list.isGone(of)}
      clock={clock}
      onOpen={() => open(of, 'push')}
      {...(mayReview && state === 'open' && { onAccept: () => accept(of), onRefuse: () => settling.refuse(of) })}
    />
  );
  return (
    <main id="main" className="open-ends" data-opened={isOpened || undefined}>
      <List {...{ project, state, limit, list, row }} />
      <aside className="open-ends-pane" aria-label={state === 'open' ? 'Answer' : 'What became of it'} ref={pane}>
        <h1 className="sr-only md:hidden">Questions</h1>
        <Link className="mb-3 inline-flex min-h-9 items-center text-ui text-ink-2 md:hidden" href={addressOf(project, state)}>
          ‹ {countOf(list.counts[state], 'question')}
        </Link>
        {entry && (
          <OpenEndPane
            key={entry.id}
            {...{ entry, clock, mayReview }}
            onSave={(body, saved, isTyping = false) => {
              moveOn(isTyping);
              settling.save(entry, body, saved);
            }}
            onTakeBack={(word) => {
              moveOn(false);
              settling.takeWordBack(entry, word);
            }}
            onSkip={() => go(1)}
            isGone={list.isGone(entry)}
            conflict={settling.conflicts[entry.id] ?? null}
          />
        )}
      </aside>
    </main>
  );
}

const KEYS = [
  ['J K', 'move'],
  ['A', 'answer, or accept'],
  ['Z', 'undo'],
] as const;

interface ListProps {
  project: string;
  state: OpenEndState;
  limit: number;
  list: ReturnType<typeof useOpenEnds>;
  row: (entry: OpenEnd) => React.ReactElement;
}

function List({ project, state, limit, list, row }: ListProps) {
  const rows = (kind: OpenEnd['kind']) => list.shown.filter((entry) => entry.kind === kind).map(row);
  const questions = rows('question');
  return (
    <div className="open-ends-list">
      <h1 className="text-display max-md:text-display-sm" tabIndex={-1}>
        Questions
      </h1>
      <div className="flex flex-wrap items-center gap-2 pt-3.5 pb-2 max-md:pt-3">
        <StateChips project={project} state={state} counts={list.counts} />
        {list.fresh > 0 && (
          <button type="button" className={button({ size: 'sm', class: 'ms-auto' })} onClick={list.showFresh}>
            Show {formatNumber(list.fresh)} new
          </button>
        )}
      </div>
      {questions.length > 0 ? <ol>{questions}</ol> : <NoQuestions state={state} />}
      <Steps state={state} count={list.counts.open_steps} hasQuestions={questions.length > 0}>
        {rows('next_step')}
      </Steps>
      {list.hasMore && (
        <Link className={button({ class: 'mt-6' })} prefetch={false} href={moreAddress(project, state, limit)}>
          Load more
        </Link>
      )}
      {list.shown.length > 0 && <KeyHints hints={KEYS} />}
    </div>
  );
}

const moreAddress = (project: string, state: OpenEndState, limit: number) =>
  `/${project}/questions?${state === 'open' ? '' : `state=${state}&`}limit=${limit * 2}`;

function NoQuestions({ state }: { state: OpenEndState }) {
  if (state === 'answered') return <Empty title="No answered questions" />;
  if (state === 'dropped') return <Empty title="No questions that were not needed" />;
  return <Empty title="No open questions">Questions agents leave behind collect here until someone answers them.</Empty>;
}

const STEPS: Record<OpenEndState, string> = {
  open: 'Next steps nobody picked up',
  answered: 'Next steps picked up or done',
  dropped: 'Next steps not needed',
};

interface StepsProps {
  state: OpenEndState;
  count: number;
  hasQuestions: boolean;
  children: React.ReactElement[];
}

function Steps({ state, count, hasQuestions, children }: StepsProps) {
  if (children.length === 0 && (state !== 'open' || !hasQuestions)) return null;
  return (
    <section>
      <h2 className="flex items-center gap-2 border-b border-line pt-6.5 pb-2 text-small font-bold">
        {STEPS[state]}
        {state === 'open' && <span className="text-meta font-normal text-ink-3 tabular-nums">{formatNumber(count)}</span>}
      </h2>
      {children.length > 0 ? <ol>{children}</ol> : <p className="py-3.5 text-ink-2">Every next step was picked up</p>}
    </section>
  );
}
