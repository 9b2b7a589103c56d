'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { visible } from '@/components/evidence/safe-text';
import { button } from '@/components/ui/button';
import { whileBusy } from '@/components/ui/while-busy';
import { type Clock, clockOf, formatDay, formatMoment } from '@/lib/display';
import { revokeShare, sharesQuery } from '@/lib/shares/client';
import type { Share } from '@/lib/shares/schema';

interface OpenLinksProps {
  sid: string;
  /** Undefined until they are known. */
  links: Share[] | undefined;
  error: Error | null;
}

/** The links of a session that work, each to be revoked. The links themselves are known to nobody but who has them. */
export function OpenLinks({ sid, links, error }: OpenLinksProps) {
  const [clock] = useState(() => clockOf(Intl.DateTimeFormat().resolvedOptions().timeZone, Date.now()));
  const [said, say] = useState('');
  return (
    <section className="mt-5 border-t border-line pt-4" aria-labelledby="open-links">
      <h3 id="open-links" className="text-ui font-medium">
        Open links of this session
      </h3>
      {error && <p className="mt-1 text-meta text-fail">{error.message}</p>}
      {links?.length === 0 && <p className="mt-1 text-meta text-ink-3">None. What you share is listed here until it ends.</p>}
      <ul className="-mb-2">
        {links?.map((link) => (
          <OpenLink key={link.id} sid={sid} link={link} clock={clock} onRevoked={() => say('Link revoked')} />
        ))}
      </ul>
      <p role="status" className={said ? 'mt-3 text-meta text-ink-2' : 'sr-only'}>
        {said}
      </p>
    </section>
  );
}

interface OpenLinkProps {
  sid: string;
  link: Share;
  clock: Clock;
  onRevoked: () => void;
}

function OpenLink({ sid, link, clock, onRevoked }: OpenLinkProps) {
  const client = useQueryClient();
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => revokeShare(link.id),
    onSuccess: async () => {
      onRevoked();
      await client.invalidateQueries(sharesQuery(sid));
    },
  });
  const { segment, made_by, expires_at, last_opened_at } = link;
  const what = segment ? `Segment ${segment.n}${segment.cut > 1 ? ` of cut ${segment.cut}` : ''}` : 'Whole session';
  const facts = [
    made_by && `by ${visible(made_by)}`,
    expires_at && `until ${formatDay(expires_at, clock)}`,
    last_opened_at ? `opened ${formatMoment(last_opened_at, clock)}` : 'not opened yet',
  ].filter(Boolean);
  return (
    <li className="flex items-center gap-3 border-line py-2 not-last:border-b">
      <div className="me-auto min-w-0 text-meta">
        <p className="truncate text-ui" title={segment ? visible(segment.title) : undefined}>
          {what}
          {segment && <span className="text-ink-3"> {visible(segment.title.replaceAll('`', ''))}</span>}
        </p>
        <p className="text-ink-3 tabular-nums wrap-anywhere">{facts.join(' · ')}</p>
        {error && <p className="text-fail">{error.message}</p>}
      </div>
      <button
        type="button"
        className={button({ size: 'sm' })}
        onClick={() => mutate()}
        {...whileBusy(isPending)}
        aria-label={`Revoke the link to ${segment ? `segment ${segment.n}` : 'the whole session'}`}
      >
        {isPending ? 'Revoking…' : 'Revoke'}
      </button>
    </li>
  );
}
