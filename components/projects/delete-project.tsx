'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type FormEvent, useId, useState } from 'react';
import { button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { field, fieldLabel } from '@/components/ui/field';
import { Problem } from '@/components/ui/problem';
import { whileBusy } from '@/components/ui/while-busy';
import { countOf } from '@/lib/display';
import { deleteProject } from '@/lib/projects/client';
import type { ProjectCounts } from '@/lib/projects/schema';

type DeleteProps = { project: string } & Pick<ProjectCounts, 'sessions' | 'events'>;

/** Deletes a project once its name was typed. */
export function DeleteProject(of: DeleteProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className={`scripted ${button()}`} onClick={() => setOpen(true)}>
        Delete project
      </button>
      {isOpen && <Confirm {...of} onClose={() => setOpen(false)} />}
    </>
  );
}

function Confirm({ project, sessions, events, onClose }: DeleteProps & { onClose: () => void }) {
  const router = useRouter();
  const [typed, type] = useState('');
  const [isOther, setOther] = useState(false);
  const problem = useId();
  const remove = useMutation({
    mutationFn: () => deleteProject(project),
    onSuccess: () => {
      router.push('/');
      router.refresh();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setOther(typed !== project);
    if (typed === project) remove.mutate();
  };
  return (
    <Dialog title={`Delete ${project}?`} onClose={onClose}>
      <form onSubmit={submit}>
        <p className="mt-1.5 text-small text-ink-2">
          {countOf(sessions, 'session')} and {countOf(events, 'event')} will be gone, and links to them will stop working. This
          cannot be undone.
        </p>
        <label className="mt-4 block">
          <span className={fieldLabel}>
            Type <strong className="font-semibold text-ink">{project}</strong> to confirm
          </span>
          <input
            className={field()}
            value={typed}
            onChange={(event) => type(event.target.value)}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            aria-invalid={isOther || undefined}
            aria-describedby={problem}
          />
        </label>
        <Problem id={problem} className="mt-3">
          {isOther ? `This is not the name. Type ${project}.` : remove.error?.message}
        </Problem>
        <div className="mt-5 flex flex-wrap justify-end gap-2">
          <button type="button" className={button()} onClick={onClose}>
            Keep
          </button>
          <button type="submit" className={button({ variant: 'primary' })} {...whileBusy(remove.isPending)}>
            {remove.isPending ? 'Deleting…' : 'Delete project'}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
