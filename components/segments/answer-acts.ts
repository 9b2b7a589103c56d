import { say, sayUndoable } from '@/components/ui/toast';
import {
  allowSuggestion,
  conflictOf,
  type ItemName,
  inputOf,
  nameOf,
  refuseSuggestion,
  resolveItem,
  takeBack,
} from '@/lib/reviews/resolution-client';
import type { SegmentPointer } from '@/lib/segments/pointer-schema';
import type { Resolution } from '@/lib/segments/resolution-schema';

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

const OPEN_AGAIN = {
  question: 'The question is open again',
  next_step: 'The next step is open again',
  decision: 'The decision stands again',
};

/** Takes back what its reader said became of an item. */
export async function unsay(item: ItemName, word: Resolution, { refresh, forget }: Page): Promise<void> {
  const undo = () => resolveItem(item, inputOf(word)).then(forget, failed(forget)).then(refresh);
  await takeBack(item).then(() => sayUndoable(OPEN_AGAIN[item.kind], undo), failed(forget));
  refresh();
}
