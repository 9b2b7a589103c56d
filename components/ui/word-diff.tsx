import { diffWords } from 'diff';
import { visible } from '@/components/evidence/safe-text';
import './word-diff.css';

/** Two texts in one: what was taken out is struck through, what was put in underlined. Only loaded on demand; what stands around it is of the class `word-diff`. */
export function WordDiff({ before, after }: { before: string; after: string }) {
  return diffWords(before, after).map(({ value, added, removed }, at) => {
    const text = visible(value);
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text, which stand in their order
    if (added) return <ins key={at}>{text}</ins>;
    // biome-ignore lint/suspicious/noArrayIndexKey: as above
    return removed ? <del key={at}>{text}</del> : <span key={at}>{text}</span>;
  });
}
