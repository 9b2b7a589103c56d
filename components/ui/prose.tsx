import { Fragment, type ReactNode } from 'react';
import { visible } from '@/components/evidence/safe-text';

/** Colours and cursor moves of a terminal. */
const ANSI = /\u001b\[[0-9;?]*[ -/]*[@-~]/g;
const MARKED = /`([^`\n]+)`|\*\*([^*\n]+)\*\*|!?\[([^[\]\n]+)\]\(([^()\s]+)\)/g;

/** An identifier that is underlined: it leads where a rule of the project says (`href`), else to its own page here, if it has one. */
export interface ProseReference {
  text: string;
  href?: string | undefined;
  page?: string | undefined;
}

interface ProseProps {
  text: string;
  references?: ProseReference[] | undefined;
  /** How what stands in and between the marks is shown, where that is not its references. */
  leaf?: ((text: string) => ReactNode) | undefined;
}

/** Text of an agent, inline: back-ticks become code, references are underlined, of a marked link its name is read; all else stays text, addresses included. It does not turn the words around it. */
export const Prose = (prose: ProseProps) => (
  <span className="words">
    <Marked {...prose} />
  </span>
);

function Marked({ text, references = [], leaf }: ProseProps) {
  const plain = leaf ?? ((part: string) => withReferences(part, references));
  const parts: ReactNode[] = [];
  const clean = visible(text.replace(ANSI, ''));
  let from = 0;
  for (const match of clean.matchAll(MARKED)) {
    if (match.index > from) parts.push(plain(clean.slice(from, match.index)));
    const [, ticked, strong, link, target] = match;
    if (ticked !== undefined) parts.push(code(ticked, references, leaf));
    else if (strong !== undefined) parts.push(<Strong text={strong} references={references} leaf={leaf} />);
    else if (link !== undefined) parts.push(<LinkName text={link} target={target} references={references} leaf={leaf} />);
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
      <Marked {...prose} />
    </strong>
  );
}

/** Nothing that an agent wrote is a link; where this one would lead is told on hover. */
function LinkName({ target, ...prose }: ProseProps & { target: string | undefined }) {
  return (
    <span title={target}>
      <Marked {...prose} />
    </span>
  );
}

function code(text: string, references: ProseReference[], leaf: ProseProps['leaf']) {
  const reference = references.find((one) => one.text === text);
  if (reference && !leaf) return <code>{named(reference, 'ref')}</code>;
  return <code>{leaf ? leaf(text) : text}</code>;
}

/** Out of Debrief, who is there learns nothing of where one came from. */
function named({ text, href, page }: ProseReference, className: string) {
  if (!href && !page) return <span className={className}>{text}</span>;
  const out = href && { rel: 'noopener noreferrer', 'data-href': href };
  return (
    <a className={className} href={href ?? page} data-ref={text} {...out}>
      {text}
    </a>
  );
}

/** A word that a program would know, such as `spawn_worker` or notes.md, though nobody put it in back-ticks. */
const WORD = /(?<![\w/:@.#])\w(?:[\w./-]*\w)?/g;
const NAME =
  /[a-z\d]_[a-z\d]|[\w-]\.(?:c|cc|cpp|cs|css|db|go|h|html|java|js|json|jsonl|jsx|kt|lock|log|md|mjs|php|py|rb|rs|sh|sql|sqlite|swift|toml|ts|tsx|txt|xml|ya?ml|zig)$/i;

function withNames(text: string): ReactNode {
  const names = [...text.matchAll(WORD)].filter(([word]) => NAME.test(word));
  if (names.length === 0) return text;
  let from = 0;
  const parts = names.flatMap(({ 0: name, index }) => {
    const before = text.slice(from, index);
    from = index + name.length;
    return [before, <code key={index}>{name}</code>];
  });
  return [...parts, text.slice(from)];
}

function withReferences(text: string, references: ProseReference[]): ReactNode {
  const found = references.filter((reference) => text.includes(reference.text));
  if (found.length === 0) return withNames(text);
  const byText = new Map(found.map((reference) => [reference.text, reference]));
  const longestFirst = [...byText.keys()].sort((a, b) => b.length - a.length).map(escaped);
  const split = text.split(new RegExp(`(?<![\\w/-])(${longestFirst.join('|')})(?![\\w/-])`));
  return split.map((part, at) => (
    // `split` with one group gives text and match in turn
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text have no other name and never move
    <Fragment key={at}>{at % 2 === 0 ? withNames(part) : underlined(byText.get(part) ?? { text: part })}</Fragment>
  ));
}

const underlined = (reference: ProseReference): ReactNode =>
  named(reference, reference.text.startsWith('#') ? 'ref tabular-nums' : 'ref font-mono text-[0.89em]');

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
