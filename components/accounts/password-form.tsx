'use client';

import { useRouter } from 'next/navigation';
import { z } from 'zod';
import { TextField } from '@/components/ui/text-field';
import { apiPath, apiSend } from '@/lib/http/api';
import { Foot } from './name-form';
import { useSubmit } from './use-submit';

/** Changes the password of who knows the current one. */
export function PasswordForm({ email }: { email: string }) {
  const router = useRouter();
  const { formProps, problem, problemOf, isPending, isSuccess } = useSubmit(
    (values) => apiSend(z.undefined(), 'PUT', apiPath`/me/password`, { body: values }),
    (_, form) => {
      form.reset();
      router.refresh();
    },
  );
  const shared = { type: 'password', required: true } as const;
  return (
    <form {...formProps} className="max-w-90">
      <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
      <div className="grid gap-4">
        <TextField
          {...shared}
          name="current_password"
          label="Current password"
          autoComplete="current-password"
          problem={problemOf('current_password')}
        />
        <TextField
          {...shared}
          name="new_password"
          label="New password"
          autoComplete="new-password"
          hint="At least 12 characters"
          problem={problemOf('new_password')}
        />
      </div>
      <Foot
        problem={problem}
        done={isSuccess ? 'Changed. You are signed out everywhere else.' : ''}
        isPending={isPending}
        submit="Change password"
      />
    </form>
  );
}
