'use client';

import { useState } from 'react';
import { eventPath } from '@/components/evidence/event-path';
import { copyPath } from '@/components/ui/copy-button';
import { Name } from '@/components/ui/name';
import { countOf, formatDay, formatSeconds } from '@/lib/display';
import { rawLinePath } from '@/lib/events/client';
import type { Event } from '@/lib/events/schema';
import { timeOf } from './event-time';
import { KIND_WORDS, toolName } from './line';
import { useRowContext } from './row-context';
import type { Row } from './rows';
import { visible } from './safe-text';

/** What an opened event is: when, what kind, under which id, on which line of which file, and how to point at it. */
export function EventFoot({ row: { event, result } }: { row: Row }) {
  const { clock, isTimed, path, segment } = useRowContext();
  const kind = event.tool?.name ? `${KIND_WORDS[event.kind]}, ${toolName(event)}` : KIND_WORDS[event.kind];
  const { at, note } = timeOf(event);
  const ended = result && timeOf(result).at;
  const end = ended && ended !== at ? ` – ${formatSeconds(ended, clock)}` : '';
  return (
    <div className="flex flex-wrap items-center gap-x-3 text-meta text-ink-3">
      {isTimed && (
        <span className="tabular-nums">
          <time dateTime={at}>
            {formatDay(at, clock)}, {formatSeconds(at, clock)}
          </time>
          {end}
          {clock.suffix}
          {note}
        </span>
      )}
      <span className="max-w-full wrap-anywhere">
        <Name text={kind} />
        {result && `, result ${result.seq}`}
        {event.thread !== 'main' && (
          <>
            , thread <Name text={event.thread} />
          </>
        )}
      </span>
      <span className="max-w-full truncate" title={visible(event.id)}>
        id{' '}
        <span className="font-mono text-[0.75rem]">
          <Name text={event.id} />
        </span>
      </span>
      {event.source && (
        <span className="wrap-anywhere">
          line {event.source.line}
          {event.source.name && (
            <>
              {' '}
              of <Name text={event.source.name} />
            </>
          )}
        </span>
      )}
      {event.copied_from && (
        <a className={LINK} href={event.copied_from.url}>
          Repeated from another session
        </a>
      )}
      {event.subagent && (
        <a className={LINK} href={`${eventPath(path, event.subagent.first_seq)}#e${event.subagent.first_seq}`}>
          What the subagent did, {countOf(event.subagent.events, 'event')}
        </a>
      )}
      {(event.worker ?? result?.worker) && <WorkerLink worker={event.worker ?? result?.worker} />}
      <span className="flex gap-x-3">
        <CopyEventLink path={eventPath(path, event.seq)} />
        {segment.share === undefined && (
          <a className={LINK} href={rawLinePath(segment.sid, event.seq)} target="_blank" rel="noreferrer">
            Raw line
          </a>
        )}
      </span>
    </div>
  );
}

function WorkerLink({ worker }: { worker: Event['worker'] }) {
  return (
    worker && (
      <a className={LINK} href={worker.url} dir="auto">
        <span>
          Started <Name text={worker.title ?? worker.sid} />
        </span>
      </a>
    )
  );
}

const LINK =
  'inline-flex min-h-6 items-center text-ink-2 underline decoration-line-strong underline-offset-3 hover:text-ink hover:decoration-current';

/** A link to the event: with scripts a click copies it, without them it leads there. */
function CopyEventLink({ path }: { path: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await copyPath(path);
      setCopied(true);
    } catch {
      window.location.assign(path); // the clipboard is blocked: the address bar then has it
    }
  };
  return (
    <a
      className={LINK}
      href={path}
      onBlur={() => setCopied(false)}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        void copy();
      }}
    >
      <span aria-live="polite">{isCopied ? 'Copied' : 'Copy link to this event'}</span>
    </a>
  );
}
