import { sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Tx } from '@/db/client';
import { anyId, insertRows } from '@/lib/segments/bulk-commands';
import type { SegmentInput } from '@/lib/segments/schema';
import type { WrittenSegment } from '@/lib/segments/sent-commands';
import type { Settling } from '@/lib/segments/settling-queries';

/** Writes what segments say of earlier items; what they no longer say goes. Items are found afterwards. */
export async function writeLinks(tx: Tx, session: Settling, segments: readonly WrittenSegment[]): Promise<void> {
  const known = segments.filter(({ isKnown }) => isKnown).map(({ id }) => id);
  if (known.length > 0) await tx.execute(sql`delete from links where segment_id = ${anyId(known)} and origin <> 'person'`);
  const rows = segments.flatMap(({ id, input }) =>
    linksOf(input).map((link) => ({
      id: uuidv7(),
      session_id: session.id,
      segment_id: id,
      item_id: null,
      origin: 'agent',
      is_suggestion: false,
      reason: null,
      ...link,
    })),
  );
  await insertRows(tx, 'links', rows);
}

/** What a segment says of earlier items, each once. */
export function linksOf({ answers, picks_up, supersedes }: SegmentInput) {
  const links = [
    ...answers.map(({ question, text, evidence }) => ({
      kind: 'answers',
      target: question,
      text: text as string | null,
      evidence,
    })),
    ...picks_up.map((target) => ({ kind: 'picks_up', target, text: null, evidence: [] })),
    ...supersedes.map((target) => ({ kind: 'supersedes', target, text: null, evidence: [] })),
  ];
  return [...new Map(links.map((link) => [`${link.kind} ${link.target}`, link])).values()];
}
