'use client';

import { useRouter } from 'next/navigation';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useKeys } from '@/components/ui/use-keys';

const KeyList = lazy(() => import('./key-list'));

let open: (() => void) | null = null;

/** Opens the list of keys of the page that is shown. */
export const openKeyList = (): void => open?.();

interface ShortcutsProps {
  /** The project whose pages `G` leads to, if there is one. */
  project?: string | undefined;
  /** Shown to who only has a link. */
  isShared?: boolean;
}

/** What keys do on every page: `?` tells them all, `G` and a letter lead to a page of the project. */
export function Shortcuts({ project, isShared = false }: ShortcutsProps) {
  const [isOpen, setOpen] = useState(false);
  const router = useRouter();
  const show = () => setOpen(true);
  useEffect(() => {
    open = () => setOpen(true);
    return () => {
      open = null;
    };
  }, []);
  const to = (page: string) => () => router.push(`/${project}${page}`);
  const pages = { 'g i': to(''), 'g s': to('/sessions'), 'g q': to('/questions'), 'g d': to('/decisions') };
  useKeys({ '?': show, ...(project && pages) });
  return (
    isOpen && (
      <Suspense>
        <KeyList isShared={isShared} project={project} onClose={() => setOpen(false)} />
      </Suspense>
    )
  );
}
