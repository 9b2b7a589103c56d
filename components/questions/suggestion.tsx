import { button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { Kbd } from '@/components/ui/kbd';
import { oneLine } from '@/components/ui/one-line';
import { Prose } from '@/components/ui/prose';
import type { QuestionEntry } from '@/lib/reviews/resolution-schema';

const OUTCOME_CHARS = 300;

interface SuggestionProps {
  suggested: NonNullable<QuestionEntry['suggested_in']>;
  isCurrent: boolean;
  onAccept?: (() => void) | undefined;
  onRefuse?: (() => void) | undefined;
}

/** The later segment that may answer a question: a person says whether it does. */
export function Suggestion({ suggested, isCurrent, onAccept, onRefuse }: SuggestionProps) {
  const { n, url, outcome, reason } = suggested;
  return (
    <div className="suggestion">
      <span className="pt-0.5 text-ink-3">
        <Icon name="pickedUp" />
      </span>
      <div className="min-w-0 wrap-anywhere">
        <p dir="auto">
          <a className="title-link font-medium text-ink" href={url}>
            Segment {n} may answer this.
          </a>{' '}
          <Prose text={outcome ? oneLine(outcome, OUTCOME_CHARS) : `It ${reason.slice(0, 1).toLowerCase()}${reason.slice(1)}`} />
        </p>
        {onAccept && onRefuse && (
          <div className="mt-2 flex flex-wrap gap-2 max-md:[&>button]:min-h-11">
            <button type="button" className={button({ size: 'sm' })} onClick={onAccept}>
              It answers this {isCurrent && <Kbd>A</Kbd>}
            </button>
            <button type="button" className={button({ variant: 'ghost', size: 'sm' })} onClick={onRefuse}>
              It doesn’t
            </button>
          </div>
        )}
      </div>
    </div>
  );
}
