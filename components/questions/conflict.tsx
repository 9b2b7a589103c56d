'use client';

import { Name } from '@/components/ui/name';
import type { Clock } from '@/lib/display';
import type { Resolution } from '@/lib/segments/resolution-schema';
import { Word } from './word';

/** That somebody else was faster: what is being written stays, and theirs can be read. */
export function Conflict({ words, kind, clock }: { words: Resolution[]; kind: 'question' | 'next_step'; clock: Clock }) {
  const name = words[0]?.by.name ?? 'Somebody';
  return (
    <div className="mt-5 rounded-md bg-pencil-soft px-3 py-2.5 text-small text-ink" role="status">
      <p>
        <Name text={name} /> {kind === 'question' ? 'answered this while you were writing.' : 'settled this meanwhile.'}
      </p>
      <details className="mt-1">
        <summary className="inline-flex min-h-7 cursor-pointer items-center text-ui text-pencil underline underline-offset-3 max-md:min-h-11">
          {kind === 'question' ? 'See that answer' : 'See what was said'}
        </summary>
        <div className="mt-1.5 flex flex-col gap-3">
          {words.map((word) => (
            <Word key={word.id} word={word} kind={kind} clock={clock} />
          ))}
        </div>
      </details>
    </div>
  );
}
