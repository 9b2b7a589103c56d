'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import type { FormEvent } from 'react';
import { button } from '@/components/ui/button';
import { field, fieldLabel } from '@/components/ui/field';
import { Problem } from '@/components/ui/problem';
import { whileBusy } from '@/components/ui/while-busy';
import { createProject } from '@/lib/projects/client';

/** Makes a project and opens it. */
export function NewProject() {
  const router = useRouter();
  const create = useMutation({
    mutationFn: (name: string) => createProject(name),
    onSuccess: ({ name }) => {
      router.push(`/${name}/settings/members`);
      router.refresh();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    create.mutate(String(new FormData(event.currentTarget).get('name')).trim());
  };
  return (
    <form className="scripted max-w-measure" onSubmit={submit}>
      <label>
        <span className={fieldLabel}>Name</span>
        <input
          className={field()}
          name="name"
          required
          maxLength={48}
          placeholder="flower"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          aria-invalid={create.isError || undefined}
          aria-describedby="project-name-rule project-name-problem"
        />
      </label>
      <p id="project-name-rule" className="mt-1.5 text-meta text-ink-3">
        Part of every address. Use a-z, 0-9 and hyphens.
      </p>
      <Problem id="project-name-problem">{create.error?.message}</Problem>
      <button type="submit" className={`mt-4 ${button({ variant: 'primary' })}`} {...whileBusy(create.isPending)}>
        Create project
      </button>
    </form>
  );
}
