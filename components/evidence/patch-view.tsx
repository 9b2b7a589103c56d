'use client';

import { useState } from 'react';
import { CodeText } from './code-text';
import { SHOWN_LINES } from './cut-text';
import { type Language, languageOf } from './highlight';
import { countChanges, type FileChange, numbered } from './patch';
import { visible } from './safe-text';

/** What an edit changed, file by file. */
export function PatchView({ changes }: { changes: readonly FileChange[] }) {
  return changes.map((change, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the files of one change never move
    <Change key={i} change={change} />
  ));
}

type Line = ReturnType<typeof numbered> extends Generator<infer T> ? T : never;

function Change({ change }: { change: FileChange }) {
  const [isWhole, setWhole] = useState(false);
  const { added, removed } = countChanges([change]);
  const lines = change.hunks.flatMap((hunk, at) => [...(at > 0 ? [null] : []), ...numbered(hunk)]);
  const shown = isWhole ? lines : lines.slice(0, SHOWN_LINES);
  const more = lines.length - shown.length;
  return (
    <figure className="overflow-hidden rounded-md border border-line bg-surface" aria-label={`Change of ${visible(change.path)}`}>
      <header className="flex items-baseline gap-3 border-b border-line px-3 py-1.5 text-meta text-ink-2">
        <code className="min-w-0 text-ink">{visible(change.path)}</code>
        <span className="ms-auto flex-none tabular-nums">
          <span className="text-live">+{added}</span> <span className="text-fail">−{removed}</span>
        </span>
      </header>
      <pre className="py-1.5 font-mono text-code text-ink">
        {shown.map((line, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one change never move
          <PatchLine key={i} line={line} language={languageOf(change.path)} />
        ))}
      </pre>
      {more > 0 && (
        <button type="button" className={MORE} onClick={() => setWhole(true)}>
          {`Show ${new Intl.NumberFormat('en').format(more)} more ${more === 1 ? 'line' : 'lines'}`}
        </button>
      )}
    </figure>
  );
}

const MORE = 'block min-h-6 px-3 pb-2 text-meta text-ink-2 underline decoration-line-strong underline-offset-3 hover:text-ink';
const SIGNS = {
  '+': { style: 'bg-live-soft', word: 'added: ' },
  '-': { style: 'bg-fail-soft', word: 'removed: ' },
  ' ': { style: '', word: '' },
} as const;

function PatchLine({ line, language }: { line: Line | null; language: Language | null }) {
  if (!line) return <span className="block border-y border-line bg-sunken px-3 text-ink-3">⋯</span>;
  const { style, word } = SIGNS[line.sign as keyof typeof SIGNS];
  const number = line.after ?? line.before;
  return (
    <span className={`grid grid-cols-[auto_1ch_minmax(0,1fr)] gap-x-2 px-3 ${style}`}>
      <span className="min-w-[3ch] text-end text-ink-3 select-none" aria-hidden="true">
        {number}
      </span>
      <span className="text-ink-3" aria-hidden="true">
        {line.sign}
      </span>
      <span className="whitespace-pre-wrap wrap-anywhere">
        {word && <span className="sr-only">{word}</span>}
        <CodeText code={line.text} language={language} />
      </span>
    </span>
  );
}
