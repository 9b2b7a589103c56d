'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { say } from '@/components/ui/toast';
import { whileBusy } from '@/components/ui/while-busy';
import { continueFrom } from '@/lib/sessions/client';

const ANSWER =
  'min-h-6 cursor-pointer text-ink-2 underline decoration-line-strong underline-offset-3 hover:text-ink max-md:min-h-11';

/** Makes a guess a link, or ends it. */
export default function JudgeGuess({ sid, guess }: { sid: string; guess: string }) {
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
    <span className="flex gap-4">
      <button type="button" className={ANSWER} onClick={() => judge(guess)} {...whileBusy(isBusy)}>
        It does
      </button>
      <button type="button" className={ANSWER} onClick={() => judge(null)} {...whileBusy(isBusy)}>
        It does not
      </button>
    </span>
  );
}
