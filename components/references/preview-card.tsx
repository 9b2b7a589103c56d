'use client';

import { PreviewCard } from '@base-ui/react/preview-card';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useEffect, useState } from 'react';
import { button } from '@/components/ui/button';
import { Name } from '@/components/ui/name';
import { oneLine } from '@/components/ui/one-line';
import { countOf, formatRuns } from '@/lib/display';
import { referenceUsesQuery } from '@/lib/segments/reference-client';
import type { ReferenceUse } from '@/lib/segments/schema';
import './preview-card.css';
import { KIND_WORDS, ROLE_WORDS, referenceAddress } from './reference-words';

interface PreviewProps {
  /** The reference on the page: its name is in `data-ref`, where its rule leads in `data-href` or its own address. */
  anchor: HTMLAnchorElement;
  project: string;
  sid: string;
  onClose: () => void;
}

/** What is known of a reference, beside it: the next stop of the Tab key after it. */
export default function ReferencePreview({ anchor, project, sid, onClose }: PreviewProps) {
  const text = anchor.dataset.ref ?? '';
  const { data, isError } = useQuery(referenceUsesQuery(project, text));
  const place = usePlaceAfter(anchor);
  if (!place || (!data && !isError)) return null;
  return (
    <PreviewCard.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <PreviewCard.Portal container={place}>
        <PreviewCard.Positioner
          anchor={anchor}
          sideOffset={6}
          align="start"
          collisionPadding={16}
          positionMethod="fixed"
          className="z-20"
        >
          <PreviewCard.Popup className="ref-card" role="group" aria-label={`About ${text}`}>
            <Known uses={data?.items ?? []} text={text} sid={sid} isMore={Boolean(data?.next_cursor)} />
            <div className="mt-2.5 flex flex-wrap gap-2">
              <Ways anchor={anchor} project={project} kind={data?.items[0]?.kind} text={text} />
            </div>
          </PreviewCard.Popup>
        </PreviewCard.Positioner>
      </PreviewCard.Portal>
    </PreviewCard.Root>
  );
}

function Ways({
  anchor,
  project,
  kind,
  text,
}: {
  anchor: HTMLAnchorElement;
  project: string;
  kind?: ReferenceUse['kind'] | undefined;
  text: string;
}) {
  const href = anchor.dataset.href;
  return (
    <>
      {href && (
        <a className={button({ size: 'sm' })} href={href} rel="noopener noreferrer">
          Open {kind ? KIND_WORDS[kind] : 'it'}
        </a>
      )}
      <Link
        className={button({ size: 'sm', variant: href ? 'ghost' : 'default' })}
        href={referenceAddress(project, text)}
        prefetch={false}
      >
        Find mentions
      </Link>
    </>
  );
}

const TITLE_CHARS = 100;

function Known({ uses, text, sid, isMore }: { uses: readonly ReferenceUse[]; text: string; sid: string; isMore: boolean }) {
  const maker = uses.find(({ role }) => role === 'produced') ?? uses.find(({ role }) => role === 'closed');
  const own = [...new Set(uses.flatMap((use) => (use.sid === sid ? [use.n] : [])))].sort((a, b) => a - b);
  const others = new Set(uses.flatMap((use) => (use.sid === sid ? [] : [use.sid]))).size;
  const places = [
    own.length > 0 && `segment${own.length === 1 ? '' : 's'} ${formatRuns(own)} of this session`,
    others > 0 && `${countOf(others, own.length > 0 ? 'other session' : 'session')}${isMore ? ' at least' : ''}`,
  ].filter(Boolean);
  return (
    <>
      <b className="block text-small font-semibold text-ink wrap-anywhere">
        <Name text={text} />
      </b>
      {uses[0] && (
        <span className="block wrap-anywhere">
          <span className="inline-block first-letter:uppercase">{KIND_WORDS[uses[0].kind]}</span>.
          {maker && (
            <>
              {' '}
              “<Name text={oneLine(maker.title, TITLE_CHARS)} />” {ROLE_WORDS[maker.role]}.
            </>
          )}
        </span>
      )}
      <span className="block text-ink-3">{places.length > 0 ? `In ${places.join(', and ')}.` : 'No event names it.'}</span>
    </>
  );
}

/** Segments of the timeline are painted each by itself, and would cut the card off: there the list of references is the keyboard's way. */
const CONTAINED = '.segs > li';

/** A place for the card right after the reference, so that the keyboard reaches it. */
function usePlaceAfter(anchor: HTMLAnchorElement): HTMLElement | null {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  useEffect(() => {
    const made = document.createElement('span');
    made.className = 'ref-place';
    if (anchor.closest(CONTAINED)) document.body.append(made);
    else anchor.after(made);
    setPlace(made);
    return () => made.remove();
  }, [anchor]);
  return place;
}
