'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { Icon } from '@/components/ui/icon';
import { Menu } from '@/components/ui/menu';
import { ApiError } from '@/lib/http/api';
import { cutSession } from '@/lib/segments/client';
import { GRANULARITIES, type Granularity } from '@/lib/segments/cut-schema';

const WORDS: Record<Granularity, { name: string; means: string }> = {
  coarse: { name: 'Coarse', means: 'fewer, longer segments' },
  normal: { name: 'Normal', means: 'as a reviewer would cut' },
  fine: { name: 'Fine', means: 'more, shorter segments' },
};

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
        className="list-filter cursor-pointer"
        name="How finely the session is cut"
        label={
          <>
            {WORDS[granularity].name} cut <Icon name="down" />
          </>
        }
      >
        {GRANULARITIES.map((each) => (
          <button
            key={each}
            type="button"
            className="menu-item whitespace-nowrap"
            aria-pressed={each === granularity}
            onClick={() => choose(each)}
          >
            {WORDS[each].name} <span className="ms-auto ps-4 text-ink-3">{WORDS[each].means}</span>
          </button>
        ))}
      </Menu>
    </>
  );
}
