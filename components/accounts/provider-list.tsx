'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { z } from 'zod';
import { button } from '@/components/ui/button';
import { Problem } from '@/components/ui/problem';
import { whileBusy } from '@/components/ui/while-busy';
import { apiPath, apiSend } from '@/lib/http/api';
import { type Me, onward, type Provider } from '@/lib/people/account-schema';
import { leaveFor } from './use-submit';

/** The providers of the installation, and at which of them the person signs in. */
export function ProviderList({ providers, person }: { providers: Provider[]; person: Me }) {
  const isLinked = (id: string) => person.providers.some((linked) => linked.id === id);
  const isOnlyWay = !person.has_password && person.providers.length === 1;
  return (
    <ul className="border-y border-line">
      {providers.map((provider) => (
        <ProviderItem key={provider.id} provider={provider} isLinked={isLinked(provider.id)} isOnlyWay={isOnlyWay} />
      ))}
    </ul>
  );
}

interface ProviderItemProps {
  provider: Provider;
  isLinked: boolean;
  isOnlyWay: boolean;
}

function ProviderItem({ provider: { id, name }, isLinked, isOnlyWay }: ProviderItemProps) {
  const router = useRouter();
  const link = useMutation({
    mutationFn: () => apiSend(onward, 'POST', '/api/auth/link-social', { body: { provider: id } }),
    onSuccess: leaveFor,
  });
  const unlink = useMutation({
    mutationFn: () => apiSend(z.undefined(), 'DELETE', apiPath`/me/providers/${id}`),
    onSettled: () => router.refresh(),
  });
  const said = isOnlyWay && isLinked ? 'The only way in which you sign in' : isLinked ? 'You sign in with it' : 'Not linked';
  return (
    <li className="flex min-h-14 items-center gap-4 border-b border-line py-2.5 last:border-0">
      <div className="min-w-0 flex-1">
        <p className="text-ui font-medium">{name}</p>
        <p className="text-meta text-ink-3">{said}</p>
        <Problem className="mt-0">{(link.error ?? unlink.error)?.message}</Problem>
      </div>
      {!(isLinked && isOnlyWay) && (
        <button
          type="button"
          className={button({ size: 'sm' })}
          aria-label={`${isLinked ? 'Unlink' : 'Link'} ${name}`}
          {...whileBusy(link.isPending || link.isSuccess || unlink.isPending)}
          onClick={() => (isLinked ? unlink.mutate() : link.mutate())}
        >
          {isLinked ? 'Unlink' : 'Link'}
        </button>
      )}
    </li>
  );
}
