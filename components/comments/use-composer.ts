'use client';

import { useState } from 'react';
import type { Place } from '@/components/edits/editing';
import type { Comment } from '@/lib/reviews/comment-schema';
import { placeIn } from './align';
import { keepComment, readComment } from './draft';
import type { Picked } from './picked';

/** A comment while it is written: its words survive a reload, and stay where saving fails. */
export function useComposer(place: Place, picked: Picked | null, onSaved: (comment: Comment) => void) {
  const draft = readComment(place.id);
  const [body, setBody] = useState(draft?.body ?? '');
  const quoted = picked ?? draft?.picked ?? null;
  const [state, setState] = useState<'idle' | 'saving' | 'failed'>('idle');
  const write = (text: string) => {
    setBody(text);
    keepComment(place.id, { body: text, picked: quoted });
  };
  const save = async () => {
    setState('saving');
    try {
      const { addComment } = await import('@/lib/reviews/comment-client');
      const saved = await addComment(place.id, { body, quote: quoted && (await quoteOf(place, quoted)) });
      keepComment(place.id, null);
      onSaved(saved);
    } catch {
      setState('failed');
    }
  };
  const discard = () => keepComment(place.id, null);
  return { body, write, quoted, state, save, discard };
}

/** What was selected, as it stands in the record now; null where it is not found there. */
async function quoteOf({ sid, n, cut }: Place, { field, item, before, shown }: Picked) {
  const { getSegment } = await import('@/lib/segments/client');
  const segment = await getSegment(sid, n, cut);
  const items = [...segment.next_steps, ...segment.key_decisions, ...segment.open_questions];
  const texts: Record<string, string | null> = {
    title: segment.title,
    summary: segment.summary,
    outcome: segment.outcome,
    ask: segment.ask,
  };
  const source = item ? (items.find(({ id }) => id === item)?.text ?? null) : (texts[field] ?? null);
  const found = source === null ? null : placeIn(source, before, shown);
  if (!found || source === null) return null;
  return { field: field as 'title', item, ...found, text: source.slice(found.start, found.end), rev: segment.rev };
}
