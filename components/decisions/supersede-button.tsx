'use client';

import { useRouter } from 'next/navigation';
import { lazy, Suspense, useState } from 'react';
import { say, sayUndoable } from '@/components/ui/toast';
import { resolveItem, takeBack } from '@/lib/reviews/resolution-client';
import type { DecisionEntry, ResolutionInput } from '@/lib/reviews/resolution-schema';

const SupersedeDialog = lazy(() => import('./supersede-dialog'));
const NOT_SAVED = 'Not saved. Try again';

/** Says which later decision took a decision's place, or takes that back. */
export function SupersedeButton({ project, decision }: { project: string; decision: DecisionEntry }) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const name = { kind: 'decision', id: decision.id } as const;
  const [word] = decision.resolutions;
  const undo = (id?: string) =>
    takeBack(name, id).then(
      () => router.refresh(),
      () => say(NOT_SAVED, { isError: true }),
    );
  const save = async (body: ResolutionInput) => {
    await resolveItem(name, body);
    setOpen(false);
    sayUndoable('Decision superseded', () => undo());
    router.refresh();
  };
  const act = 'scripted quiet-link min-h-6 max-md:-my-3 max-md:min-h-11';
  return (
    <>
      {word ? (
        <button type="button" className={act} onClick={() => undo(word.by.is_you ? undefined : word.id)}>
          Take back
        </button>
      ) : (
        <button type="button" className={act} onClick={() => setOpen(true)}>
          Superseded by…
        </button>
      )}
      <Suspense>{isOpen && <SupersedeDialog {...{ project, decision }} onSave={save} onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}
