'use client';

import Link from 'next/link';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { Kbd } from '@/components/ui/kbd';
import { typeAhead } from '@/components/ui/type-ahead';
import { useKeys } from '@/components/ui/use-keys';
import { searchAddress } from './search-address';

/** Loaded when it is first asked for. */
const CommandMenu = lazy(() => import('./command-menu'));

interface SearchBoxProps {
  /** The project that is searched; without one there is only the command menu. */
  project: string | undefined;
  projects: { name: string; url: string }[];
}

/** The way to search from every page: a field that `/` leads to and that works without scripts, and the command menu. */
export function SearchBox({ project, projects }: SearchBoxProps) {
  const field = useRef<HTMLInputElement>(null);
  const [isOpen, setOpen] = useState(false);
  const openMenu = () => {
    typeAhead();
    setOpen(true);
  };
  useCommandKey(openMenu);
  useKeys({
    '/': (event) => {
      event.preventDefault();
      const own = document.querySelector<HTMLInputElement>('#search-field') ?? field.current;
      if (own?.checkVisibility()) own.select();
      else openMenu(); // on a narrow page there is no field
    },
  });
  return (
    <>
      {project && (
        <>
          <search className="max-md:hidden">
            <form action={searchAddress(project, '')} className="search-box">
              <Icon name="search" />
              <input
                ref={field}
                name="q"
                type="search"
                placeholder="Search segments"
                aria-label="Search segments"
                autoComplete="off"
              />
              <span className="scripted" aria-hidden="true">
                <Kbd>/</Kbd>
              </span>
            </form>
          </search>
          <Link
            href={searchAddress(project, '')}
            className={button({ variant: 'ghost', isIcon: true, class: 'md:hidden' })}
            aria-label="Search"
          >
            <Icon name="search" />
          </Link>
        </>
      )}
      {isOpen && (
        <Suspense>
          <CommandMenu project={project} projects={projects} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

/** ⌘K on Apple's computers, else Ctrl K: with a modifier it may be pressed anywhere, and is never switched off. */
function useCommandKey(open: () => void): void {
  const latest = useRef(open);
  useEffect(() => {
    latest.current = open;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const modifier = /Mac|iP(hone|ad)/.test(navigator.platform) ? event.metaKey : event.ctrlKey;
      const isLatin = event.key.charCodeAt(0) < 128;
      if (!modifier || event.altKey || event.shiftKey || (isLatin ? event.key.toLowerCase() !== 'k' : event.code !== 'KeyK'))
        return;
      event.preventDefault();
      if (!document.querySelector('dialog[open], [role="dialog"]')) latest.current();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
