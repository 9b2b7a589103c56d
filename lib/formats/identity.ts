import { createHash } from 'node:crypto';
import { LIMITS } from '@/lib/limits';

/** A text the database can hold: no NUL, no half of a surrogate pair. */
export const storable = (text: string): string => (/[\0\uD800-\uDFFF]/.test(text) ? replaceUnstorable(text) : text);

const replaceUnstorable = (text: string): string =>
  text.replace(/\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');

/** An id that fits: a longer one keeps its head and is told from others by its hash. */
export function safeId(id: string): string {
  const text = storable(id);
  const room = LIMITS.id_chars - 20; // for a part's number and a line's
  return text.length <= room ? text : `${storable(text.slice(0, room - 40))}-${digest(text)}`;
}

/** The name of a model as a usage has it. */
export const modelName = (model: string): string => storable(model.slice(0, 500));

/** A time as the wire has it, or null for what is none. */
export function timeOf(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  if (typeof value === 'string' && !/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:?\d\d)$/.test(value)) return null;
  const date = new Date(value);
  const year = date.getUTCFullYear();
  return year >= 1970 && year <= 9999 ? date.toISOString() : null;
}

/** A short name for a text of any length. */
export const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

/** The session that the name of a file tells. */
export const sessionInName = (source: string | null): string | null =>
  source?.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i)?.[0]?.toLowerCase() ?? null;

const UNNAMED = 'file-';

/** A session that nothing names yet: its first record does. */
export const unnamedSession = (first: string | null): string => `${UNNAMED}${digest(first ?? '')}`;

export const isUnnamed = (session: string): boolean => session.startsWith(UNNAMED);
