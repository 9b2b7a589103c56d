import { useQueryClient } from '@tanstack/react-query';
import { say, sayUndoable } from '@/components/ui/toast';
import { countOf } from '@/lib/display';
import { inboxKeys, markWhole, seeSession } from '@/lib/reviews/inbox-client';
import type { MarksResult } from '@/lib/reviews/mark-schema';
import type { SessionRow } from '@/lib/sessions/schema';
import { type RowGroup, withReviewed, withRow } from './row-groups';

type Change = (apply: (groups: readonly RowGroup[]) => RowGroup[]) => () => void;

const notSaved = () => say('Not saved. Try again', { isError: true });

/** What a reader does with a whole session from its row: shown at once, taken back where it cannot be saved. */
export function useRowActs(project: string, change: Change) {
  const client = useQueryClient();
  const recount = () => {
    void client.invalidateQueries({ queryKey: inboxKeys.counts(project) });
    void client.invalidateQueries({ queryKey: inboxKeys.lists });
  };
  const review = async ({ sid, review: { of } }: SessionRow) => {
    const back = change((groups) => withReviewed(groups, sid));
    try {
      const { marked } = await markWhole(sid);
      const undo = async () => {
        back();
        await unmark(sid, marked).catch(notSaved);
        recount();
      };
      sayUndoable(`${countOf(marked.length || of, 'segment')} marked reviewed`, undo);
    } catch {
      back();
      notSaved();
    }
    recount();
  };
  const see = async ({ sid, is_unseen, stored_event_count }: SessionRow) => {
    const back = change((groups) => withRow(groups, sid, (row) => ({ ...row, is_unseen: !is_unseen })));
    await seeSession(sid, is_unseen ? stored_event_count : null).catch(() => {
      back();
      notSaved();
    });
  };
  return { review, see };
}

/** As many as one request takes. */
const BATCH = 500;

/** The marks as they were: none, or those of earlier revisions. */
async function unmark(sid: string, marked: MarksResult['marked']): Promise<void> {
  const { changeMarks } = await import('@/lib/reviews/mark-client');
  for (let from = 0; from < marked.length; from += BATCH)
    await changeMarks(
      sid,
      marked.slice(from, from + BATCH).map(({ id, was }) => ({ segment: id, ...(was ?? { rev: null }) })),
    );
}
