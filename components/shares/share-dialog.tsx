'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { showOver } from '@/components/ui/dialog';
import { Icon } from '@/components/ui/icon';
import { Problem } from '@/components/ui/problem';
import { whileBusy } from '@/components/ui/while-busy';
import { createShare, sharesQuery } from '@/lib/shares/client';
import { OpenLinks } from './open-links';
import '@/components/ui/sheet.css';

interface ShareDialogProps {
  sid: string;
  segment: { n: number; cut: number } | undefined;
  onClose: () => void;
}

/** Makes a link that shows a session or a segment to whoever has it; below it the links that work. */
export function ShareDialog({ sid, segment, onClose }: ShareDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => showOver(dialog.current), []);
  const links = useQuery(sharesQuery(sid));
  const what = segment ? 'this segment and its evidence' : 'this session, its segments and their evidence';
  return (
    <dialog ref={dialog} className="sheet" aria-labelledby="share-title" onClose={onClose} closedby="any">
      <form method="dialog" className="-me-1.5 flex items-center justify-between">
        <h2 id="share-title" className="text-title">
          {segment ? `Share segment ${segment.n}` : 'Share this session'}
        </h2>
        <button type="submit" className={button({ variant: 'ghost', isIcon: true })} aria-label="Close">
          <Icon name="close" />
        </button>
      </form>
      <p className="mt-1 text-ui text-ink-2">
        Anyone with the link can read {what}, and nothing else. It works without an account.
      </p>
      <NewLink sid={sid} segment={segment} />
      <OpenLinks sid={sid} links={links.data?.items} error={links.error} />
    </dialog>
  );
}

const CHOICES = [
  [1, '1 day'],
  [7, '7 days'],
  [30, '30 days'],
  [365, '1 year'],
] as const;
const USUAL_DAYS = 30;

function NewLink({ sid, segment }: Pick<ShareDialogProps, 'sid' | 'segment'>) {
  const client = useQueryClient();
  const [days, setDays] = useState<number>(USUAL_DAYS);
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () => createShare(sid, { ...(segment && { segment }), expires_in_days: days }),
    onSuccess: () => client.invalidateQueries(sharesQuery(sid)),
  });
  return (
    <div className="mt-4">
      <div className="flex flex-wrap items-center gap-2">
        <label className="me-auto flex items-center gap-2 text-ui">
          Works for
          <select
            className="h-8 rounded-md border border-control bg-surface px-2 text-ui max-md:h-9"
            value={days}
            onChange={(event) => setDays(Number(event.target.value))}
          >
            {CHOICES.map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <button type="button" className={button({ variant: 'primary' })} onClick={() => mutate()} {...whileBusy(isPending)}>
          {isPending ? 'Creating…' : data ? 'Create another link' : 'Create link'}
        </button>
      </div>
      <Problem>{error?.message}</Problem>
      <div role="status">{data && <Made key={data.id} url={data.url} />}</div>
    </div>
  );
}

function Made({ url }: { url: string }) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  return (
    <div className="mt-3 rounded-md bg-sunken p-3">
      <div className="flex gap-2 max-md:flex-wrap">
        <input
          ref={field}
          className="h-8 min-w-0 flex-1 rounded-md border border-control bg-surface px-2 font-mono text-code max-md:h-9 max-md:basis-full"
          aria-label="The link"
          readOnly
          value={url}
          onFocus={(event) => event.target.select()}
        />
        <CopyButton path={url} label="Copy" />
      </div>
      <p className="mt-2 text-meta text-ink-2">Copy it now: it is not shown again.</p>
    </div>
  );
}
