'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Name } from '@/components/ui/name';
import { say } from '@/components/ui/toast';
import { whileBusy } from '@/components/ui/while-busy';
import { continueFrom } from '@/lib/sessions/client';
import type { MayContinue as Guess } from '@/lib/sessions/schema';

const ANSWER =
  'min-h-6 cursor-pointer text-ink-2 underline decoration-line-strong underline-offset-3 hover:text-ink max-md:min-h-11';

/** A session that this one may go on from, for a person to say whether it does. */
export function MayContinue({ sid, guess, mayJudge }: { sid: string; guess: Guess; mayJudge: boolean }) {
  const router = useRouter();
  const [isBusy, setBusy] = useState(false);
  const judge = async (predecessor: string | null) => {
    setBusy(true);
    try {
      await continueFrom(sid, predecessor);
      router.refresh();
    } catch {
      say('Not saved. Try again', { isError: true });
      setBusy(false);
    }
  };
  return (
    <>
      <span className="text-ink-3">Possibly continues</span>{' '}
      <Link prefetch={false} className="ref" href={guess.url} dir="auto">
        <Name text={guess.title ?? guess.sid} />
      </Link>
      <span className="sub">{guess.reason}</span>
      {mayJudge && (
        <span className="scripted flex gap-4">
          <button type="button" className={ANSWER} onClick={() => judge(guess.sid)} {...whileBusy(isBusy)}>
            It does
          </button>
          <button type="button" className={ANSWER} onClick={() => judge(null)} {...whileBusy(isBusy)}>
            It does not
          </button>
        </span>
      )}
    </>
  );
}
