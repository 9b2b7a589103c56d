'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { button } from '@/components/ui/button';
import { field, fieldLabel } from '@/components/ui/field';
import { Problem } from '@/components/ui/problem';
import { SelectField } from '@/components/ui/select-field';
import { ShownOnce } from '@/components/ui/shown-once';
import { whileBusy } from '@/components/ui/while-busy';
import { createInvitation } from '@/lib/people/client';
import type { Member } from '@/lib/people/member-schema';
import { RoleField } from './role-field';

const EXPIRIES = [
  { is: 1, name: '1 day' },
  { is: 7, name: '7 days' },
  { is: 30, name: '30 days' },
] as const;
const USUAL_DAYS = 7;

/** Makes a link by which one person joins a project, or the installation where there is none. The link is shown this once. */
export function InviteForm({ project }: { project: string | null }) {
  const router = useRouter();
  const invite = useMutation({
    mutationFn: (form: FormData) => createInvitation(project, inputOf(form, project)),
    onSuccess: () => router.refresh(),
  });
  const [isAnother, setAnother] = useState(false);
  const done = () => {
    setAnother(true);
    invite.reset();
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    invite.mutate(new FormData(event.currentTarget));
  };
  if (invite.data) {
    const { note, url } = invite.data;
    return (
      <ShownOnce
        title={note ? `The link for ${note} is ready` : 'The link is ready'}
        lead="Send it to one person: whoever uses it first joins. It is not kept, and not shown again."
        secret={url}
        copy="Copy link"
        onDone={done}
      />
    );
  }
  return (
    <form className="scripted" onSubmit={submit}>
      <div className="grid grid-cols-[minmax(0,1fr)_176px_120px] gap-3 max-md:grid-cols-1">
        <label>
          <span className={fieldLabel}>Who is it for</span>
          <input
            className={field()}
            name="note"
            maxLength={200}
            placeholder="A name, for this list only"
            autoComplete="off"
            // biome-ignore lint/a11y/noAutofocus: the button that was pressed before is gone
            autoFocus={isAnother}
          />
        </label>
        {project === null ? <SelectField name="kind" label="Joins as" options={KINDS} usual="person" /> : <RoleField />}
        <SelectField name="days" label="Expires after" options={EXPIRIES} usual={USUAL_DAYS} />
      </div>
      <Problem>{invite.error?.message}</Problem>
      <button type="submit" className={`mt-4 ${button({ variant: 'primary' })}`} {...whileBusy(invite.isPending)}>
        Create link
      </button>
    </form>
  );
}

const KINDS = [
  { is: 'person', name: 'Person' },
  { is: 'admin', name: 'Administrator' },
] as const;

function inputOf(form: FormData, project: string | null) {
  const common = { note: String(form.get('note')), days: Number(form.get('days')) };
  return project === null
    ? { ...common, is_admin: form.get('kind') === 'admin' }
    : { ...common, role: form.get('role') as Member['role'] };
}
