'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { Icon } from '@/components/ui/icon';
import { Menu } from '@/components/ui/menu';
import type { Granularity } from '@/lib/segments/cut-schema';

const CHOICES: readonly { is: Granularity; name: string; means: string }[] = [
  { is: 'coarse', name: 'Coarse', means: 'fewer, longer segments' },
  { is: 'normal', name: 'Normal', means: 'as a reviewer would cut' },
  { is: 'fine', name: 'Fine', means: 'more, shorter segments' },
];

interface GranularityMenuProps {
  sid: string;
  /** The page of the session in its newest cut. */
  path: string;
  granularity: Granularity;
  of: number;
}

/** Cuts the session coarser or finer, and opens the new cut. */
export function GranularityMenu({ sid, path, granularity, of }: GranularityMenuProps) {
  const router = useRouter();
  const [said, say] = useState('');
  const [isOpening, open] = useTransition();
  const choose = async (wanted: Granularity) => {
    if (wanted === granularity) return;
    say('Cutting…');
    // Loaded only now: with it comes what checks the server's answers, and few ever cut a session anew.
    const [{ cutSession }, { ApiError }] = await Promise.all([import('@/lib/segments/client'), import('@/lib/http/api')]);
    try {
      const { segment_count } = await cutSession(sid, wanted);
      say(segment_count === of ? 'The segments stay the same' : '');
      open(() => {
        if (new URLSearchParams(location.search).has('cut')) router.push(path);
        router.refresh();
      });
    } catch (error) {
      say(error instanceof ApiError ? error.problem.detail : 'The session could not be cut');
    }
  };
  return (
    <>
      <span role="status" className="text-ink-3">
        {isOpening ? 'Cutting…' : said}
      </span>
      <Menu
        align="end"
        className="scripted list-filter cursor-pointer"
        name="How finely the session is cut"
        label={
          <>
            {CHOICES.find(({ is }) => is === granularity)?.name} cut <Icon name="down" />
          </>
        }
      >
        {CHOICES.map(({ is, name, means }) => (
          <button
            key={is}
            type="button"
            className="menu-item whitespace-nowrap"
            aria-pressed={is === granularity}
            onClick={() => choose(is)}
          >
            {name} <span className="ms-auto ps-4 text-ink-3">{means}</span>
          </button>
        ))}
      </Menu>
    </>
  );
}
