import { useQuery } from '@tanstack/react-query';
import { keepDraft, readDraft, useDraft } from '@/components/ui/draft';
import { type ItemKind, laterSegmentsQuery } from '@/lib/reviews/resolution-client';
import type { LaterSegment } from '@/lib/reviews/resolution-schema';

/** What an item is pointed to: written words alone, a segment, or that nothing is needed. */
export type How = 'words' | 'segment' | 'dropped';

const nameOf = (item: string) => `${item}.to`;

/** Both drafts of an item, to be put back where saving is taken back. */
export const readAnswer = (item: string) => ({ words: readDraft(item), to: readDraft(nameOf(item)) });

export function keepAnswer(item: string, { words, to }: ReturnType<typeof readAnswer>): void {
  keepDraft(item, words);
  keepDraft(nameOf(item), to);
}

/** Where an item is pointed to, kept as its words are. */
export function usePointed(item: string, kind: ItemKind) {
  const draft = useDraft(nameOf(item));
  const { data } = useQuery(laterSegmentsQuery(kind, item));
  const [how = 'words', url] = (draft || 'words').split(' ') as [How, string?];
  return {
    how,
    segment: data?.find((each) => each.url === url) ?? null,
    choose: (next: How) => keepDraft(nameOf(item), next === 'words' ? '' : next),
    setSegment: (segment: LaterSegment) => keepDraft(nameOf(item), `segment ${segment.url}`),
  };
}
