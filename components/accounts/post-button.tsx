'use client';

import { useMutation } from '@tanstack/react-query';
import { forgetDrafts } from '@/components/ui/draft';
import { whileBusy } from '@/components/ui/while-busy';
import { apiSend } from '@/lib/http/api';
import { leaveFor } from './use-submit';

interface PostButtonProps {
  /** Where it is sent; the answer says where to go. */
  action: string;
  /** Where to go instead. */
  to?: string;
  className: string;
  children: string;
}

const SIGN_OUT = '/api/auth/sign-out';

const onward = async () => (await import('@/lib/people/account-schema')).onward;

/** Does one thing at the server and goes where that says; what went wrong stands below. */
export function PostButton({ action, to, className, children }: PostButtonProps) {
  const { mutate, error, isPending, isSuccess } = useMutation({
    mutationFn: () => apiSend(onward, 'POST', action, { body: {} }),
    onSuccess: ({ url }) => {
      if (action === SIGN_OUT) forgetDrafts();
      leaveFor({ url: to ?? url });
    },
  });
  return (
    <>
      <button type="button" className={className} {...whileBusy(isPending || isSuccess)} onClick={() => mutate()}>
        {children}
      </button>
      <span role="alert" className="mt-2 block text-small text-fail empty:hidden">
        {error?.message}
      </span>
    </>
  );
}
