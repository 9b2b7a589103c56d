import { escapeBlock, escapeLine } from '@/lib/exports/escape';
import type { Comment } from '@/lib/reviews/comment-schema';
import type { Segment } from '@/lib/segments/schema';
import type { EditField } from '@/lib/segments/word-schema';

/** A segment as a file holds it: with what people said of it. */
export interface ExportedSegment extends Segment {
  comments: Comment[];
}

const FIELD: Record<EditField, string> = {
  title: 'title',
  status: 'status',
  summary: 'summary',
  outcome: 'outcome',
  next_steps: 'next steps',
  key_decisions: 'key decisions',
  open_questions: 'open questions',
};

/** Whose words stand in place of a machine's: `Edited by Ida: title, outcome.` for each person. */
export function editedBy({ edits }: Segment): string[] {
  const fields = new Map<string, string[]>();
  for (const [field, edit] of Object.entries(edits))
    if (edit) fields.set(edit.by, [...(fields.get(edit.by) ?? []), FIELD[field as EditField]]);
  return [...fields].map(([by, names]) => `**Edited by ${escapeLine(by)}.** The ${names.join(', ')}.`);
}

/** What people call wrong. */
export const flagged = ({ flags }: Segment): string[] =>
  flags.map(({ text, note, by }) => {
    const why = note ? ` ${escapeLine(note)}` : '';
    return `**Flagged as wrong by ${escapeLine(by)}.** “${escapeLine(text)}”${why}`;
  });

/** What people wrote about the segment, as a list; false where nobody did. */
export function commentList(comments: readonly Comment[]): string | false {
  if (comments.length === 0) return false;
  const items = comments.map(({ by, body, quote, created_at }) => {
    const about = quote ? ` on “${escapeLine(quote.text)}”${quote.stale ? ' (from an earlier version)' : ''}` : '';
    const [first = '', ...rest] = escapeBlock(body).split('\n');
    const lines = [`${escapeLine(by)}, ${created_at.slice(0, 10)}${about}: ${first}`, ...rest];
    return `- ${lines.join('\n  ')}`;
  });
  return ['**Comments**', ...items].join('\n');
}
