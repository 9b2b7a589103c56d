'use client';

import { useMutation } from '@tanstack/react-query';
import { button } from '@/components/ui/button';
import { Problem } from '@/components/ui/problem';
import { whileBusy } from '@/components/ui/while-busy';
import { apiSend } from '@/lib/http/api';
import { onward, type Provider } from '@/lib/people/account-schema';
import { leaveFor } from './use-submit';

interface ProviderButtonsProps {
  providers: Provider[];
  /** Where to go afterwards, or which invitation is accepted by it. */
  extra: { next: string } | { invitation: string };
}

/** Ways in at a provider, under a line that says that they are others. */
export function ProviderButtons({ providers, extra }: ProviderButtonsProps) {
  const { mutate, error, isPending, isSuccess } = useMutation({
    mutationFn: (provider: string) => apiSend(onward, 'POST', '/api/auth/sign-in/social', { body: { provider, ...extra } }),
    onSuccess: leaveFor,
  });
  if (providers.length === 0) return null;
  return (
    <div className="scripted mt-5 grid gap-2.5">
      <p className="flex items-center gap-3 text-meta text-ink-3 before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        or
      </p>
      {providers.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          className={button({ class: 'h-9 w-full justify-center max-md:h-11' })}
          {...whileBusy(isPending || isSuccess)}
          onClick={() => mutate(id)}
        >
          Continue with {name}
        </button>
      ))}
      <Problem className="mt-0">{error?.message}</Problem>
    </div>
  );
}
