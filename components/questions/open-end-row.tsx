import { Icon } from '@/components/ui/icon';
import { Name } from '@/components/ui/name';
import { oneLine } from '@/components/ui/one-line';
import { Prose } from '@/components/ui/prose';
import { type Clock, formatDay, formatMoment, formatTime, isSameDay } from '@/lib/display';
import { didOf, type OpenEnd } from './open-end';
import { Suggestion } from './suggestion';
import { Linked, Saying } from './word';

const LINE_CHARS = 240;

interface OpenEndRowProps {
  entry: OpenEnd;
  href: string;
  isCurrent: boolean;
  /** Somebody else changed its state since it was listed. */
  isGone: boolean;
  clock: Clock;
  onOpen: () => void;
  /** Absent where nothing can be done about a suggestion. */
  onAccept?: () => void;
  onRefuse?: () => void;
}

/** A question or a next step in the list, with what may answer it. */
export function OpenEndRow({ entry, href, isCurrent, isGone, clock, onOpen, onAccept, onRefuse }: OpenEndRowProps) {
  const isWaiting = entry.kind === 'question' ? entry.state === 'open' : entry.owner === 'person' && entry.state === 'open';
  const at = entry.state === 'open' ? entry.said_at : (entry.resolved_at ?? entry.said_at);
  return (
    <li className="open-end" data-current={isCurrent || undefined}>
      <span className={`pt-1 ${isWaiting && !isGone ? 'text-wait' : 'text-ink-3'}`}>
        <Icon name={iconOf(entry)} />
      </span>
      <div className="min-w-0">
        <a
          id={`open-end-${entry.id}`}
          className="title-link text-body/6 font-[500] text-pretty wrap-anywhere"
          href={href}
          aria-current={isCurrent || undefined}
          dir="auto"
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
            event.preventDefault();
            onOpen();
          }}
        >
          <Prose text={entry.text} />
        </a>
        <p className="mt-0.5 text-meta text-pretty text-ink-3 wrap-anywhere">
          {isGone && 'Changed by somebody else. '}
          Segment {entry.segment.n} of{' '}
          <a className="ref" href={entry.segment.url}>
            <Name text={oneLine(entry.segment.session_title, LINE_CHARS)} />
          </a>
        </p>
        {entry.state !== 'open' && <Told entry={entry} />}
        {entry.kind === 'question' && entry.state === 'open' && entry.suggested_in && (
          <Suggestion suggested={entry.suggested_in} isCurrent={isCurrent} onAccept={onAccept} onRefuse={onRefuse} />
        )}
      </div>
      <time className="text-meta/6 whitespace-nowrap text-ink-3 tabular-nums" dateTime={at} title={formatMoment(at, clock)}>
        {isSameDay(at, clock.now, clock) ? formatTime(at, clock) : formatDay(at, clock)}
      </time>
    </li>
  );
}

function iconOf(entry: OpenEnd): 'question' | 'waiting' | 'nextStep' | 'done' | 'close' | 'pickedUp' {
  if (entry.state === 'dropped') return 'close';
  if (entry.kind === 'question') return entry.state === 'open' ? 'question' : 'pickedUp';
  if (entry.state !== 'open') return entry.state === 'done' ? 'done' : 'pickedUp';
  return entry.owner === 'person' ? 'waiting' : 'nextStep';
}

/** What became of it, in a line. */
function Told({ entry }: { entry: OpenEnd }) {
  const [word] = entry.resolutions;
  const text = word ? word.text : entry.kind === 'question' ? entry.answer : null;
  const to = entry.kind === 'question' ? entry.answered_in : entry.picked_up_in;
  return (
    <p className="mt-1 line-clamp-2 text-small text-ink-2 wrap-anywhere" dir="auto">
      {word ? <Saying word={word} kind={entry.kind} /> : to && <Linked did={didOf(entry)} to={to} />}
      {text && (
        <>
          {': '}
          <Prose text={oneLine(text, LINE_CHARS)} />
        </>
      )}
    </p>
  );
}
