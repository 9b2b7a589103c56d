'use client';

import { useRouter } from 'next/navigation';
import { button } from '@/components/ui/button';
import { Problem } from '@/components/ui/problem';
import { TextField } from '@/components/ui/text-field';
import { whileBusy } from '@/components/ui/while-busy';
import { apiPath, apiSend } from '@/lib/http/api';
import { me } from '@/lib/people/account-schema';
import { useSubmit } from './use-submit';

/** The person's name, as others see it. */
export function NameForm({ name }: { name: string }) {
  const router = useRouter();
  const { formProps, problem, problemOf, isPending, isSuccess } = useSubmit(
    (values) => apiSend(me, 'PATCH', apiPath`/me`, { body: values }),
    () => router.refresh(),
  );
  return (
    <form {...formProps} className="max-w-90">
      <TextField name="name" label="Name" autoComplete="name" defaultValue={name} problem={problemOf('name')} required />
      <Foot problem={problem} done={isSuccess ? 'Saved' : ''} isPending={isPending} submit="Save name" />
    </form>
  );
}

interface FootProps {
  problem: string;
  done: string;
  isPending: boolean;
  submit: string;
}

/** The button of a form in the settings, and what came of it. */
export function Foot({ problem, done, isPending, submit }: FootProps) {
  return (
    <div className="mt-4 flex flex-wrap items-center gap-3">
      <button type="submit" className={button()} {...whileBusy(isPending)}>
        {submit}
      </button>
      <p role="status" className="text-small text-ink-2 empty:hidden">
        {done}
      </p>
      <Problem className="mt-0">{problem}</Problem>
    </div>
  );
}
