'use client';

import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { HIGHLIGHT_CHARS, highlight, type Language, type Token } from './highlight';
import { ShownText } from './shown-text';

interface CodeTextProps {
  code: string;
  language: Language | null;
  literals?: readonly string[] | undefined;
}

/** Code in colours once its grammar is there, plain until then. */
export function CodeText({ code, language, literals }: CodeTextProps) {
  const lines = useHighlighted(code, language);
  if (!lines) return <ShownText text={code} literals={literals} />;
  return lines.map((line, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one text never move
    <Fragment key={at}>
      <CodeLine tokens={line} literals={literals} />
      {at < lines.length - 1 && '\n'}
    </Fragment>
  ));
}

/** The same with line numbers, which are not copied along. */
export function NumberedCode({ code, first, language }: { code: string; first: number; language: Language | null }) {
  const lines = useHighlighted(code, language) ?? code.split('\n').map((text) => [{ text, colour: undefined }]);
  const digits = String(first + lines.length).length;
  return lines.map((line, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one text never move
    <span key={at} className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3">
      <span className="text-end text-ink-3 select-none" style={{ minWidth: `${digits}ch` }}>
        {first + at}
      </span>
      <span>
        <CodeLine tokens={line} literals={undefined} />
        {at < lines.length - 1 && '\n'}
      </span>
    </span>
  ));
}

function useHighlighted(code: string, language: Language | null): Token[][] | null {
  const { data } = useQuery({
    queryKey: ['highlight', language, code],
    queryFn: () => (language ? highlight(code, language) : null),
    enabled: language !== null && code.length <= HIGHLIGHT_CHARS,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
  return data ?? null;
}

function CodeLine({ tokens, literals }: { tokens: readonly Token[]; literals: readonly string[] | undefined }) {
  return tokens.map((token, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the tokens of one line never move
    <span key={i} style={{ color: token.colour }}>
      <ShownText text={token.text} literals={literals} />
    </span>
  ));
}
