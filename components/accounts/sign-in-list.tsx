'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { z } from 'zod';
import { Ago } from '@/components/ui/ago';
import { button } from '@/components/ui/button';
import { Problem } from '@/components/ui/problem';
import { useOutcome } from '@/components/ui/use-outcome';
import { whileBusy } from '@/components/ui/while-busy';
import { type Clock, formatMoment } from '@/lib/display';
import { apiPath, apiSend } from '@/lib/http/api';
import type { SignIn } from '@/lib/people/account-schema';

/** The browsers in which the person is signed in, each with a way to end it. */
export function SignInList({ signIns, clock }: { signIns: SignIn[]; clock: Clock }) {
  const router = useRouter();
  const { say, outcome } = useOutcome();
  const { mutate, error, isPending, variables } = useMutation({
    mutationFn: (id: string | null) => apiSend(z.undefined(), 'DELETE', id ? apiPath`/me/sign-ins/${id}` : apiPath`/me/sign-ins`),
    onSuccess: (_, id) => say(id ? 'Signed out there' : 'Signed out everywhere else'),
    onSettled: () => router.refresh(),
  });
  return (
    <>
      <ul className="border-y border-line">
        {signIns.map((signIn) => (
          <li key={signIn.id} className="flex min-h-14 items-center gap-4 border-b border-line py-2.5 last:border-0">
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-x-2 text-ui">
                <span className="font-medium">{signIn.browser ?? 'Unknown browser'}</span>
                {signIn.is_current && <span className="rounded-full bg-hover px-2 text-meta text-ink-2">this one</span>}
              </p>
              <p className="text-meta text-ink-3 wrap-anywhere">
                {signIn.ip && `${signIn.ip} · `}signed in{' '}
                <time dateTime={signIn.created_at} title={formatMoment(signIn.created_at, clock)}>
                  <Ago iso={signIn.created_at} now={clock.now} />
                </time>
              </p>
            </div>
            {!signIn.is_current && (
              <button
                type="button"
                className={button({ size: 'sm' })}
                aria-label={`Sign out ${signIn.browser ?? 'unknown browser'}`}
                {...whileBusy(isPending && variables === signIn.id)}
                onClick={() => mutate(signIn.id)}
              >
                Sign out
              </button>
            )}
          </li>
        ))}
      </ul>
      {signIns.some(({ is_current }) => !is_current) && (
        <button type="button" className={button({ class: 'mt-4' })} {...whileBusy(isPending)} onClick={() => mutate(null)}>
          Sign out everywhere else
        </button>
      )}
      {outcome}
      <Problem>{error?.message}</Problem>
    </>
  );
}
