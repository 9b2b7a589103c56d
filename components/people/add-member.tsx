'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import type { FormEvent } from 'react';
import { button } from '@/components/ui/button';
import { Problem } from '@/components/ui/problem';
import { SelectField } from '@/components/ui/select-field';
import { whileBusy } from '@/components/ui/while-busy';
import { putMember } from '@/lib/people/client';
import type { Member } from '@/lib/people/member-schema';
import type { Person } from '@/lib/people/person-schema';
import { RoleField } from './role-field';

/** For administrators of the installation, who know everybody: makes a member without a link. */
export function AddMember({ project, people }: { project: string; people: Pick<Person, 'id' | 'name' | 'email'>[] }) {
  const router = useRouter();
  const add = useMutation({
    mutationFn: (form: FormData) => putMember(project, String(form.get('person')), form.get('role') as Member['role']),
    onSuccess: () => router.refresh(),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    add.mutate(new FormData(event.currentTarget));
  };
  return (
    <form className="scripted" onSubmit={submit}>
      <div className="grid grid-cols-[minmax(0,1fr)_176px_auto] items-end gap-3 max-md:grid-cols-1">
        <SelectField
          name="person"
          label="Person"
          options={people.map(({ id, name, email }) => ({ is: id, name: `${name} · ${email}` }))}
          usual={people[0]?.id ?? ''}
        />
        <RoleField />
        <button type="submit" className={`${button()} h-9! justify-center`} {...whileBusy(add.isPending)}>
          Add
        </button>
      </div>
      <Problem>{add.error?.message}</Problem>
    </form>
  );
}
