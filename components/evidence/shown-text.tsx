import { Fragment } from 'react';
import { Prose } from '@/components/ui/prose';
import { type Piece, pieces } from './safe-text';

const STYLES: Record<Exclude<Piece['kind'], 'plain'>, string> = {
  control: 'rounded-sm bg-hover px-0.5 text-ink-3',
  redacted: 'rounded-sm bg-hover px-1 text-ink-3',
  hit: 'font-bold [box-shadow:inset_0_-2px_0_var(--color-ink)]',
};

/** Text of a transcript, as text: what would be unseen is made visible, secrets and what a claim names stand apart. */
export function ShownText({ text, literals }: { text: string; literals?: readonly string[] | undefined }) {
  return pieces(text, literals).map((piece, i) =>
    piece.kind === 'plain' ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never move
      <Fragment key={i}>{piece.text}</Fragment>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never move
      <span key={i} className={STYLES[piece.kind]}>
        {piece.text}
      </span>
    ),
  );
}

/** What somebody said, line for line as it was written, with code and strong words set apart. */
export function MarkedText({ text, literals }: { text: string; literals?: readonly string[] | undefined }) {
  return <Prose text={text} leaf={(part) => <ShownText text={part} literals={literals} />} />;
}
