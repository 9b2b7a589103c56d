import type { Reading } from '@/lib/formats/codex/reading';
import { copy, isTwin } from '@/lib/formats/codex/twins';
import type { Draft } from '@/lib/formats/drafts';
import { textOf } from '@/lib/formats/json';

/** The context was made smaller: told by a record and by an event. The summary is mostly encrypted; early versions wrote it down. */
export function readCompaction({ payload, state }: Reading, side: 'item' | 'event'): Draft[] {
  const summary = textOf(payload.message);
  if (isTwin(state, 'compaction', side) && !summary) return [copy(null, 'compaction')];
  return [{ actor: 'system', kind: 'compaction', text: summary, data: { type: summary ? 'summary' : 'boundary' } }];
}
