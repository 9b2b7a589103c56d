import { z } from 'zod';
import { AppError } from '@/lib/errors';
import { readInstant } from '@/lib/instant';

const MAX_INT = 2_147_483_647;
const position = z.tuple([z.string(), z.string(), z.uuid()]);

/** Where a page ended, as opaque text: the sort, its value in the last row, and that row's id. */
export const writeCursor = (sort: string, value: string, id: string): string =>
  Buffer.from(JSON.stringify([sort, value, id])).toString('base64url');

/** The position that a cursor of this sort stands for. Throws AppError where it is of another sort or none of ours. */
export function readCursor(cursor: string, sort: string): { value: string; id: string } {
  const parsed = position.safeParse(parse(Buffer.from(cursor, 'base64url').toString()));
  const [of, value, id] = parsed.data ?? [];
  if (of !== sort || value === undefined || id === undefined || !isValue(sort, value)) throw badCursor();
  return { value, id };
}

const isValue = (sort: string, value: string) =>
  sort === 'events' ? /^\d{1,10}$/.test(value) && Number(value) <= MAX_INT : readInstant(value) !== null;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badCursor();
  }
}

const badCursor = () => {
  const message = 'This cursor is not from this list; start again without it';
  return new AppError('invalid_request', message, { issues: [{ path: 'cursor', code: 'invalid_cursor', message }] });
};
