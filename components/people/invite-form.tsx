'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import type { FormEvent } from 'react';
import { button } from '@/components/ui/button';
import { field, fieldLabel } from '@/components/ui/field';
import { createInvitation } from '@/lib/people/client';
import type { Member } from '@/lib/people/member-schema';
import { LinkShown } from './link-shown';
import { RoleField } from './role-field';

const EXPIRIES = [
  { days: 1, name: '1 day' },
  { days: 7, name: '7 days' },
  { days: 30, name: '30 days' },
] as const;
const USUAL_DAYS = 7;

/** Makes a link by which one person joins a project, or the installation where there is none. The link is shown this once. */
export function InviteForm({ project }: { project: string | null }) {
  const router = useRouter();
  const invite = useMutation({
    mutationFn: (form: FormData) => createInvitation(project, inputOf(form, project)),
    onSuccess: () => router.refresh(),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    invite.mutate(new FormData(event.currentTarget));
  };
  if (invite.data) {
    const { note, url } = invite.data;
    return (
      <LinkShown title={note ? `The link for ${note} is ready` : 'The link is ready'} url={url} onDone={() => invite.reset()}>
        Send it to one person: whoever uses it first joins. It is not kept, and not shown again.
      </LinkShown>
    );
  }
  return (
    <form className="scripted" onSubmit={submit}>
      <div className="grid grid-cols-[minmax(0,1fr)_176px_120px] gap-3 max-md:grid-cols-1">
        <label>
          <span className={fieldLabel}>Who is it for</span>
          <input className={field()} name="note" maxLength={200} placeholder="A name, for this list only" autoComplete="off" />
        </label>
        {project === null ? <KindField /> : <RoleField />}
        <label>
          <span className={fieldLabel}>Expires after</span>
          <select className={field()} name="days" defaultValue={USUAL_DAYS}>
            {EXPIRIES.map(({ days, name }) => (
              <option key={days} value={days}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p role="alert" className="mt-2 text-small text-fail empty:hidden">
        {invite.error?.message}
      </p>
      <button type="submit" className={`mt-4 ${button({ variant: 'primary' })}`} disabled={invite.isPending}>
        Create link
      </button>
    </form>
  );
}

const KindField = () => (
  <label>
    <span className={fieldLabel}>Joins as</span>
    <select className={field()} name="kind" defaultValue="person">
      <option value="person">Person</option>
      <option value="admin">Administrator</option>
    </select>
  </label>
);

function inputOf(form: FormData, project: string | null) {
  const common = { note: String(form.get('note')), days: Number(form.get('days')) };
  return project === null
    ? { ...common, is_admin: form.get('kind') === 'admin' }
    : { ...common, role: form.get('role') as Member['role'] };
}
