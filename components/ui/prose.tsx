import { Fragment, type ReactNode } from 'react';
import { visible } from '@/components/evidence/safe-text';

/** Colours and cursor moves of a terminal. */
const ANSI = /\u001b\[[0-9;?]*[ -/]*[@-~]/g;
const MARKED = /`([^`\n]+)`|\*\*([^*\n]+)\*\*/g;

interface ProseProps {
  text: string;
  references?: string[] | undefined;
  /** How what stands in and between the marks is shown, where that is not its references. */
  leaf?: ((text: string) => ReactNode) | undefined;
}

/** Text of an agent, inline: back-ticks become code, references are underlined, all else stays text, links included. */
export function Prose({ text, references = [], leaf }: ProseProps) {
  const plain = leaf ?? ((part: string) => withReferences(part, references));
  const parts: ReactNode[] = [];
  const clean = visible(text.replace(ANSI, ''));
  let from = 0;
  for (const match of clean.matchAll(MARKED)) {
    if (match.index > from) parts.push(plain(clean.slice(from, match.index)));
    parts.push(
      match[1] === undefined ? (
        <Strong text={match[2] ?? ''} references={references} leaf={leaf} />
      ) : (
        code(match[1], references, leaf)
      ),
    );
    from = match.index + match[0].length;
  }
  if (from < clean.length) parts.push(plain(clean.slice(from)));
  // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text have no other name and never move
  return parts.length === 1 ? parts[0] : parts.map((part, at) => <Fragment key={at}>{part}</Fragment>);
}

/** What is strong may hold code, but nothing stronger. */
function Strong(prose: ProseProps) {
  return (
    <strong className="font-medium">
      <Prose {...prose} />
    </strong>
  );
}

const code = (text: string, references: string[], leaf: ProseProps['leaf']) => (
  <code className={references.includes(text) ? 'ref' : undefined}>{leaf ? leaf(text) : text}</code>
);

function withReferences(text: string, references: string[]): ReactNode {
  const found = references.filter((reference) => text.includes(reference));
  if (found.length === 0) return text;
  const longestFirst = found.sort((a, b) => b.length - a.length).map(escaped);
  const split = text.split(new RegExp(`(?<![\\w/-])(${longestFirst.join('|')})(?![\\w/-])`));
  return split.map((part, at) =>
    // `split` with one group gives text and match in turn
    at % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text have no other name and never move
      <span key={at} className={part.startsWith('#') ? 'ref tabular-nums' : 'ref font-mono text-[0.89em]'}>
        {part}
      </span>
    ),
  );
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
