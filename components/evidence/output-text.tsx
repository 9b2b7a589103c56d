'use client';

import { ansiSpans, isTerminalText } from './ansi';
import { CodeText } from './code-text';
import { LongText } from './long-text';
import { BOX, CODE } from './plain-body';
import { ShownText } from './shown-text';

/** JSON longer than this is shown as it came. */
const JSON_CHARS = 200_000;

/** What a tool gave back: colours of a terminal, JSON set out, anything else as it is. */
export function OutputText({ text, literals }: { text: string; literals: readonly string[] | undefined }) {
  if (isTerminalText(text)) {
    return <Box text={text.trimEnd()} render={(shown) => <AnsiText text={shown} literals={literals} />} />;
  }
  const json = prettyJson(text);
  if (json) return <Box text={json} render={(shown) => <CodeText code={shown} language="json" literals={literals} />} />;
  return <Box text={text.trimEnd()} render={(shown) => <ShownText text={shown} literals={literals} />} />;
}

export function Box({
  text,
  name = 'Output',
  render,
}: {
  text: string;
  name?: string;
  render: (shown: string) => React.ReactNode;
}) {
  return (
    <section className={BOX} aria-label={name}>
      <LongText text={text} render={(shown) => <pre className={CODE}>{render(shown)}</pre>} />
    </section>
  );
}

function AnsiText({ text, literals }: { text: string; literals: readonly string[] | undefined }) {
  return ansiSpans(text).map((span, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the spans of one text never move
    <span key={i} className={span.className || undefined}>
      <ShownText text={span.text} literals={literals} />
    </span>
  ));
}

/** A text that is one JSON object or list, set out; null for any other. */
function prettyJson(text: string): string | null {
  const trimmed = text.trim();
  if (!/^[{[]/.test(trimmed) || trimmed.length > JSON_CHARS) return null;
  try {
    return JSON.stringify(JSON.parse(trimmed), null, 2);
  } catch {
    return null; // a text that only begins like JSON
  }
}
