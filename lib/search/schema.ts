import { z } from 'zod';
import { LIMITS } from '@/lib/limits';
import { storableText } from '@/lib/storable';

export const SEARCH_KINDS = ['segment', 'question', 'decision', 'next_step', 'comment', 'session'] as const;
export const searchKind = z.enum(SEARCH_KINDS);
export type SearchKind = z.infer<typeof searchKind>;

const searchField = z.enum(['outcome', 'summary', 'decision', 'next_step', 'question', 'comment', 'event']);
export type SearchField = z.infer<typeof searchField>;

/** A part of a text; `marks` are characters from and to which it has what was looked for. */
const marked = z.object({ text: z.string(), marks: z.array(z.tuple([z.number().int(), z.number().int()])) });
export type Marked = z.infer<typeof marked>;

/** A segment that has what was looked for, or one of its items, or a session by its title. */
export const searchHit = z.object({
  kind: searchKind,
  session: z.object({
    sid: z.string(),
    title: z.string(),
    agent: z.string().nullable(),
    branch: z.string().nullable(),
    started_at: z.string().nullable(),
    url: z.string(),
  }),
  /** Null for a session. */
  segment: z.object({ id: z.string(), n: z.number().int(), started_at: z.string().nullable(), url: z.string() }).nullable(),
  /** The title of the segment or the session, or the item. */
  title: marked,
  /** Where else it was found; null where only the title has it. */
  field: searchField.nullable(),
  snippet: marked.nullable(),
  /** The event that has it; null for what is said of events. */
  seq: z.number().int().nullable(),
});
export type SearchHit = z.infer<typeof searchHit>;

export const SEARCH_IN = ['records', 'events', 'all'] as const;
export const searchIn = z.enum(SEARCH_IN);
export type SearchIn = z.infer<typeof searchIn>;

/** Characters of a query. */
export const QUERY_CHARS = 500;

export const searchQuery = z.object({
  q: z
    .string()
    .max(QUERY_CHARS)
    .overwrite(storableText)
    .describe(
      'Words and identifiers, each whole or its beginning, and operators: `ref:#271 branch:main agent:codex is:open has:failures before:2026-11-20 after:2026-11-01`',
    ),
  in: searchIn
    .default('records')
    .describe('What is looked through: what is said of segments, the first characters of their events, or both'),
  cursor: z.string().max(500).optional().describe('The `next_cursor` of the page before'),
  limit: z.coerce.number().int().min(1).default(20).describe(`Above ${LIMITS.page_items} it means that`),
  kinds: z
    .string()
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(searchKind))
    .optional()
    .describe('Answers things of these kinds instead of segments, at most `limit` of each, without further pages'),
});
