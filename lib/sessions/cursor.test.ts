import { expect, test } from 'vitest';
import { AppError } from '@/lib/errors';
import { readCursor, writeCursor } from '@/lib/sessions/cursor';

const ID = '0192f3a1-7c5e-7b8a-9d64-2f1c3e5a7b90';

test('a cursor leads back to where the page ended', () => {
  const value = '2026-03-01T23:50:00.000Z';
  expect(readCursor(writeCursor('active', value, ID), 'active')).toEqual({ value, id: ID });
});

test.each([
  ['of another sort', writeCursor('events', '12', ID)],
  ['not a cursor', 'nonsense'],
  ['empty', ''],
  ['with a value that is no time', writeCursor('active', "'; drop table", ID)],
  ['with an id that is none', writeCursor('active', '2026-03-01T23:50:00.000Z', '1')],
])('a cursor %s is refused', (_, cursor) => {
  expect(() => readCursor(cursor, 'active')).toThrow(AppError);
});

test.each([
  ['active', '-271821-04-20T00:00:00.000Z'],
  ['active', '1 (of March)'],
  ['events', '9999999999'],
])('a cursor with a value that the database cannot read is refused: %s %s', (sort, value) => {
  expect(() => readCursor(writeCursor(sort, value, ID), sort)).toThrow(AppError);
});
