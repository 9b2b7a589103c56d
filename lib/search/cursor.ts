import { z } from 'zod';
import { AppError } from '@/lib/errors';
import { readInstant } from '@/lib/instant';

const place = z.tuple([z.number().int(), z.string().refine((text) => readInstant(text) !== null), z.uuid()]);
/** Where a page of hits ended: its rank, the last activity of its session, its segment. */
export type Place = z.infer<typeof place>;

export const writePlace = (at: Place): string => Buffer.from(JSON.stringify(at)).toString('base64url');

/** Throws `invalid_request` for what is no cursor of a search. */
export function readPlace(cursor: string): Place {
  try {
    return place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    const message = 'This cursor is not from a search; start again without it';
    throw new AppError('invalid_request', message, { issues: [{ path: 'cursor', code: 'invalid_cursor', message }] });
  }
}
