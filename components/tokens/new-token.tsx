'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { SettingsSection } from '@/components/settings/settings-shell';
import { button } from '@/components/ui/button';
import { field, fieldLabel } from '@/components/ui/field';
import { Problem } from '@/components/ui/problem';
import { SelectField } from '@/components/ui/select-field';
import { whileBusy } from '@/components/ui/while-busy';
import { createToken } from '@/lib/tokens/client';
import type { TokenScope } from '@/lib/tokens/schema';
import { SCOPES } from './scopes';
import { TokenShown } from './token-shown';

const DAY_MS = 24 * 3600 * 1000;
const EXPIRIES = [
  { is: 30, name: '30 days' },
  { is: 90, name: '90 days' },
  { is: 365, name: '1 year' },
  { is: 0, name: 'Never' },
] as const;
const USUAL_DAYS = 90;

/** Makes a token, and shows its value, which is never shown again. */
export function NewToken({ project }: { project: string }) {
  const router = useRouter();
  const [made, setMade] = useState<{ name: string; value: string; scopes: readonly TokenScope[] } | null>(null);
  const [isAnother, setAnother] = useState(false);
  const done = () => {
    setAnother(true);
    setMade(null);
  };
  const create = useMutation({
    mutationFn: (form: FormData) => createToken(project, inputOf(form)),
    onSuccess: (token) => {
      setMade(token);
      router.refresh();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    create.mutate(new FormData(event.currentTarget));
  };
  if (made) return <TokenShown token={made} project={project} onDone={done} />;
  return (
    <SettingsSection title="New token" lead="Its value is shown once, after it is created.">
      <form className="scripted max-w-measure" onSubmit={submit}>
        <div className="grid grid-cols-[minmax(0,1fr)_160px] gap-4 max-md:grid-cols-1">
          <label>
            <span className={fieldLabel}>Name</span>
            <input
              className={field()}
              name="name"
              required
              maxLength={100}
              placeholder="Such as ci-runner"
              autoComplete="off"
              // biome-ignore lint/a11y/noAutofocus: the button that was pressed before is gone
              autoFocus={isAnother}
            />
          </label>
          <SelectField name="days" label="Expires after" options={EXPIRIES} usual={USUAL_DAYS} />
        </div>
        <fieldset className="mt-4">
          <legend className={fieldLabel}>It can</legend>
          {SCOPES.map(({ is, name, means }) => (
            <label key={is} className="flex min-h-8 items-center gap-2.5 text-ui max-md:min-h-11">
              <input className="size-4" type="checkbox" name="scope" value={is} defaultChecked={is === 'ingest'} />
              <span>
                {name} <span className="text-ink-3">· {means}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <Problem className="mt-3">{create.error?.message}</Problem>
        <button type="submit" className={`mt-4 ${button({ variant: 'primary' })}`} {...whileBusy(create.isPending)}>
          {create.isPending ? 'Create token…' : 'Create token'}
        </button>
      </form>
    </SettingsSection>
  );
}

function inputOf(form: FormData) {
  const days = Number(form.get('days'));
  return {
    name: String(form.get('name')),
    scopes: SCOPES.map(({ is }) => is).filter((is) => form.getAll('scope').includes(is)),
    expires_at: days > 0 ? new Date(Date.now() + days * DAY_MS).toISOString() : null,
  };
}
