'use client';

import { button } from '@/components/ui/button';
import { Problem } from '@/components/ui/problem';
import { TextField } from '@/components/ui/text-field';
import { whileBusy } from '@/components/ui/while-busy';
import { apiSend } from '@/lib/http/api';
import { onward } from '@/lib/people/account-schema';
import { leaveFor, useSubmit } from './use-submit';

const NEW_PASSWORD = {
  name: 'password',
  label: 'Password',
  type: 'password',
  autoComplete: 'new-password',
  hint: 'At least 12 characters',
};
const NAME = { name: 'name', label: 'Your name', autoComplete: 'name' };
const EMAIL = { name: 'email', label: 'Email', type: 'email', autoComplete: 'username', inputMode: 'email' } as const;

/** What is asked, by what the form is for. */
const FIELDS = {
  'sign-in': [EMAIL, { name: 'password', label: 'Password', type: 'password', autoComplete: 'current-password' }],
  welcome: [
    {
      name: 'code',
      label: 'Code',
      autoComplete: 'one-time-code',
      placeholder: 'XXXX-XXXX-XXXX',
      className: 'font-mono uppercase placeholder:normal-case',
      spellCheck: false,
    },
    NAME,
    EMAIL,
    NEW_PASSWORD,
  ],
  join: [NAME, EMAIL, NEW_PASSWORD],
  reset: [{ ...NEW_PASSWORD, label: 'New password' }],
} as const;

interface EntryFormProps {
  of: keyof typeof FIELDS;
  /** Where it is sent. */
  action: string;
  /** What is sent beside what is typed. */
  extra?: Record<string, string>;
  submit: string;
  busy: string;
  /** For password managers, where the email is not asked. */
  email?: string;
}

/** A form by which somebody gets in; the first empty field has the focus. */
export function EntryForm({ of, action, extra, submit, busy, email }: EntryFormProps) {
  const { formProps, problem, problemOf, isPending, isSuccess } = useSubmit(
    (values) => apiSend(onward, 'POST', action, { body: { ...values, ...extra } }),
    leaveFor,
  );
  const isBusy = isPending || isSuccess;
  return (
    <form {...formProps} className="grid gap-4">
      {email && <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />}
      {FIELDS[of].map((field, at) => (
        <TextField key={field.name} {...field} problem={problemOf(field.name)} required autoFocus={at === 0} />
      ))}
      <Problem className="mt-0">{problem}</Problem>
      <button
        type="submit"
        className={button({ variant: 'primary', class: 'mt-1 h-9 w-full justify-center max-md:h-11' })}
        {...whileBusy(isBusy)}
      >
        {isBusy ? busy : submit}
      </button>
      <noscript>
        <p className="text-small text-ink-2">This form needs JavaScript. Turn it on for this site.</p>
      </noscript>
    </form>
  );
}
