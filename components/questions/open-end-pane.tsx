'use client';

import { useQuery } from '@tanstack/react-query';
import { button } from '@/components/ui/button';
import { useDraft } from '@/components/ui/draft';
import { Name } from '@/components/ui/name';
import { Prose } from '@/components/ui/prose';
import type { Clock } from '@/lib/display';
import { fetchItem } from '@/lib/reviews/resolution-client';
import type { ResolutionInput } from '@/lib/reviews/resolution-schema';
import type { Resolution } from '@/lib/segments/resolution-schema';
import { AnswerForm } from './answer-form';
import { Conflict } from './conflict';
import { didOf, type OpenEnd } from './open-end';
import { StepForm } from './step-form';
import { Linked, Word } from './word';

interface OpenEndPaneProps {
  entry: OpenEnd;
  clock: Clock;
  mayReview: boolean;
  onSave: (body: ResolutionInput, saved: string, isTyping?: boolean) => void;
  onTakeBack: (word: Resolution) => void;
  onSkip: () => void;
  /** Somebody else changed its state since it was listed. */
  isGone: boolean;
  /** What others said, where that is why the reader's word was not taken. */
  conflict: Resolution[] | null;
}

/** One open end: the words, where they stand, and what became of it or may be said of it. */
export function OpenEndPane({ entry: listed, clock, mayReview, isGone, conflict, onSave, onTakeBack, onSkip }: OpenEndPaneProps) {
  const entry = useNewest(listed, isGone);
  const draft = useDraft(entry.id);
  const others = conflict ?? (draft && entry.state !== 'open' ? entry.resolutions.filter(({ by }) => !by.is_you) : []);
  const isOpen = entry.state === 'open' || others.length > 0;
  const save = (body: ResolutionInput, saved: string, isTyping?: boolean) =>
    onSave(others.length > 0 ? { ...body, beside: true } : body, saved, isTyping);
  return (
    <>
      <h2 className="text-[1.1875rem]/[1.6875rem] font-bold text-pretty wrap-anywhere" tabIndex={-1} dir="auto">
        <Prose text={entry.text} />
      </h2>
      <Place entry={entry} />
      {others.length > 0 && <Conflict words={others} kind={entry.kind} clock={clock} />}
      {!isOpen && <Settled entry={entry} clock={clock} onTakeBack={mayReview ? onTakeBack : undefined} />}
      {isOpen && mayReview && entry.kind === 'question' && (
        <AnswerForm entry={entry} saveLabel={others.length > 0 ? 'Save mine too' : 'Save answer'} onSave={save} onSkip={onSkip} />
      )}
      {isOpen && mayReview && entry.kind === 'next_step' && <StepForm entry={entry} onSave={save} onSkip={onSkip} />}
    </>
  );
}

/** The item as others left it, where the list has an older one. */
function useNewest(listed: OpenEnd, isGone: boolean): OpenEnd {
  const { data } = useQuery({
    queryKey: ['open-end', listed.id],
    queryFn: async () => ({ ...(await fetchItem(listed)), kind: listed.kind }) as OpenEnd,
    enabled: isGone,
    staleTime: 0,
  });
  return isGone && data ? data : listed;
}

const label = 'mt-5.5 mb-1 text-meta text-ink-3';

function Place({ entry: { kind, segment } }: { entry: OpenEnd }) {
  return (
    <>
      <h3 className={label}>
        {kind === 'question' ? 'Asked' : 'Left'} in segment {segment.n}
      </h3>
      <p className="text-small font-medium wrap-anywhere" dir="auto">
        <a className="ref" href={segment.url}>
          <Name text={segment.title} />
        </a>
      </p>
      {segment.outcome && (
        <p className="mt-1 line-clamp-6 text-small whitespace-pre-line text-ink-2 wrap-anywhere" dir="auto">
          <Prose text={segment.outcome} />
        </p>
      )}
    </>
  );
}

interface SettledProps {
  entry: OpenEnd;
  clock: Clock;
  onTakeBack?: ((word: Resolution) => void) | undefined;
}

/** What became of it: each person's word with the way to take it back, else what a segment says. */
function Settled({ entry, clock, onTakeBack }: SettledProps) {
  const to = entry.kind === 'question' ? entry.answered_in : entry.picked_up_in;
  const said = entry.kind === 'question' ? 'Answer' : 'What became of it';
  return (
    <>
      <h3 className={label}>{entry.state === 'dropped' ? 'Not needed' : said}</h3>
      {entry.resolutions.map((word) => (
        <div key={word.id} className="mb-4">
          <Word word={word} kind={entry.kind} clock={clock} />
          {onTakeBack && (
            <button type="button" className={button({ size: 'sm', class: 'mt-2' })} onClick={() => onTakeBack(word)}>
              {word.by.is_you ? 'Take back' : <>Take back {<Name text={word.by.name} />}’s word</>}
            </button>
          )}
        </div>
      ))}
      {entry.resolutions.length === 0 && to && (
        <p className="text-small">
          <Linked did={didOf(entry)} to={to} />
        </p>
      )}
      {entry.resolutions.length === 0 && entry.kind === 'question' && entry.answer && (
        <p className="mt-1 text-small whitespace-pre-line wrap-anywhere" dir="auto">
          <Prose text={entry.answer} />
        </p>
      )}
    </>
  );
}
