'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { headLine } from '@/components/ui/one-line';
import { useKeys } from '@/components/ui/use-keys';
import { setNextSession } from './next-session';
import { type Neighbour, type Neighbours, useNeighbours } from './trail';

interface SessionNavProps {
  project: string;
  sid: string;
  /** The sessions beside it among all of the project, the newest first. */
  usual: Neighbours;
}

const TITLE_CHARS = 80;

/** The sessions before and after this one in the list that its reader came from. */
export function SessionNav({ project, sid, usual }: SessionNavProps) {
  const router = useRouter();
  const { previous, next } = useNeighbours(project, sid, usual);
  useEffect(() => {
    setNextSession(next);
    return () => setNextSession(null);
  }, [next]);
  const go = (to: Neighbour | null) => to && router.push(to.url);
  useKeys({ '[': () => go(previous), ']': () => go(next) });
  return (
    <nav className="flex" aria-label="Sessions beside this one">
      <Beside to={previous} icon="left" name="Previous session" shortcut="[" />
      <Beside to={next} icon="right" name="Next session" shortcut="]" />
    </nav>
  );
}

interface BesideProps {
  to: Neighbour | null;
  icon: 'left' | 'right';
  name: string;
  shortcut: string;
}

function Beside({ to, icon, name, shortcut }: BesideProps) {
  const look = button({ variant: 'ghost', isIcon: true });
  if (!to)
    return (
      <span className={`${look} pointer-events-none opacity-40`} aria-hidden="true">
        <Icon name={icon} />
      </span>
    );
  const title = headLine(to.title, TITLE_CHARS);
  return (
    <Link
      className={look}
      href={to.url}
      prefetch={false}
      title={`${name}: ${title} (${shortcut})`}
      aria-label={`${name}: ${title}`}
      aria-keyshortcuts={shortcut}
    >
      <Icon name={icon} />
    </Link>
  );
}
