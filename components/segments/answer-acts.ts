import { say, sayUndoable } from '@/components/ui/toast';
import { allowSuggestion, conflictOf, nameOf, refuseSuggestion, resolveItem, takeBack } from '@/lib/reviews/resolution-client';
import type { SegmentPointer } from '@/lib/segments/pointer-schema';

interface Page {
  /** Shows what the server knows by now. */
  refresh: () => void;
  /** Shows what can be done again, where it did not work or was taken back. */
  forget: () => void;
}

const failed = (forget: () => void) => (error: unknown) => {
  const [other] = conflictOf(error) ?? [];
  forget();
  say(other ? `${other.by.name} answered this meanwhile` : 'Not saved. Try again', { isError: true });
};

/** Says that the suggested segment answers a question. */
export async function accept(id: string, suggested: SegmentPointer, { refresh, forget }: Page): Promise<void> {
  const item = { kind: 'question', id } as const;
  const undo = () => takeBack(item).then(forget, failed(forget)).then(refresh);
  await resolveItem(item, { segment: nameOf(suggested) }).then(
    () => sayUndoable(`Answered by segment ${suggested.n}`, undo),
    failed(forget),
  );
  refresh();
}

/** Says that it does not. */
export async function refuse(id: string, suggested: SegmentPointer, { refresh, forget }: Page): Promise<void> {
  const undo = () => allowSuggestion(id, nameOf(suggested)).then(forget, failed(forget)).then(refresh);
  await refuseSuggestion(id).then(() => sayUndoable(`Segment ${suggested.n} is not suggested again`, undo), failed(forget));
  refresh();
}
