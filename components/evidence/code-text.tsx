'use client';

import { useQuery } from '@tanstack/react-query';
import { HIGHLIGHT_CHARS, highlight, type Language } from './highlight';
import { ShownText } from './shown-text';

interface CodeTextProps {
  code: string;
  language: Language | null;
  literals?: readonly string[] | undefined;
}

/** Code in colours once its grammar is there, plain until then. */
export function CodeText({ code, language, literals }: CodeTextProps) {
  const { data: lines } = useQuery({
    queryKey: ['highlight', language, code],
    queryFn: () => (language ? highlight(code, language) : null),
    enabled: language !== null && code.length <= HIGHLIGHT_CHARS,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
  if (!lines) return <ShownText text={code} literals={literals} />;
  return lines.map((line, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one text never move
    <span key={at}>
      {line.map((token, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the tokens of one line never move
        <span key={i} style={{ color: token.colour }}>
          <ShownText text={token.text} literals={literals} />
        </span>
      ))}
      {at < lines.length - 1 && '\n'}
    </span>
  ));
}
