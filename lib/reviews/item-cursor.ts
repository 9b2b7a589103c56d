import { z } from 'zod';
import { AppError } from '@/lib/errors';
import { readInstant } from '@/lib/instant';

/** Where an item stands in a list: by time, the latest first, then as its session goes. */
const place = z.object({
  at: z.string().refine((text) => readInstant(text) !== null),
  n: z.int32(),
  position: z.int32(),
  id: z.uuid(),
});
export type ItemPlace = z.infer<typeof place>;

/** Where a page ended, as opaque text. */
export const writeItemCursor = ({ at, n, position, id }: ItemPlace): string =>
  Buffer.from(JSON.stringify({ at, n, position, id })).toString('base64url');

/** The place that a cursor stands for. Throws AppError where it is none of ours. */
export function readItemCursor(cursor: string): ItemPlace {
  const parsed = place.safeParse(parse(Buffer.from(cursor, 'base64url').toString()));
  if (parsed.success) return parsed.data;
  const message = 'This cursor is not from this list; start again without it';
  throw new AppError('invalid_request', message, { issues: [{ path: 'cursor', code: 'invalid_cursor', message }] });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
