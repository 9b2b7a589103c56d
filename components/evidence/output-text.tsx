'use client';

import { ansiSpans, isTerminalText } from './ansi';
import { CodeText, NumberedCode } from './code-text';
import { languageOf } from './highlight';
import { LongText } from './long-text';
import { BOX, CODE } from './plain-body';
import { ShownText } from './shown-text';

/** JSON longer than this is shown as it came. */
const JSON_CHARS = 200_000;

interface OutputTextProps {
  text: string;
  /** The file that was read, if this is its text. */
  path?: string;
  literals: readonly string[] | undefined;
}

/** What a tool gave back: a file with its line numbers, colours of a terminal, JSON set out, anything else as it is. */
export function OutputText({ text, path = '', literals }: OutputTextProps) {
  const file = path ? readFile(text) : null;
  if (file) {
    return (
      <Box text={file.code} render={(shown) => <NumberedCode code={shown} first={file.first} language={languageOf(path)} />} />
    );
  }
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
    <figure className={BOX} aria-label={name}>
      <LongText text={text} render={(shown) => <pre className={CODE}>{render(shown)}</pre>} />
    </figure>
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

const NUMBERED = /^ *(\d+)[→\t](.*)$/;

/** A file as agents are given it, each line behind its number; null for any other text. */
function readFile(text: string): { first: number; code: string } | null {
  const lines = text.trimEnd().split('\n');
  const parts = lines.map((line) => NUMBERED.exec(line));
  const first = Number(parts[0]?.[1]);
  if (parts.some((part, i) => !part || Number(part[1]) !== first + i)) return null;
  return { first, code: parts.map((part) => part?.[2] ?? '').join('\n') };
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
