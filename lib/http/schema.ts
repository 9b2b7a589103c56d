import { z } from 'zod';
import { ERROR_CODES } from '@/lib/errors';
import { LIMITS } from '@/lib/limits';
import { resolution } from '@/lib/segments/resolution-schema';

/** The body of every answer that is not 2xx: RFC 9457, with the parts of the request that are wrong. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.enum(ERROR_CODES),
  issues: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })),
  request_id: z.string(),
  /** With `offset_mismatch`: bytes of this transcript that are known. */
  known_offset: z.number().int().optional(),
  /** With `conflict` over a segment of an older cut: the number of the newest. */
  current_cut: z.number().int().optional(),
  /** With `conflict` over what another person wrote meanwhile: whose words, in which revision, and what they are. */
  written: z.object({ by: z.string(), rev: z.number().int(), value: z.unknown() }).optional(),
  /** With `conflict` over an earlier revision of a record: the number of the newest. */
  current_rev: z.number().int().optional(),
  /** With `conflict` over what became of an item: what others said of it, the newest first. */
  resolutions: z.array(resolution).optional(),
});
export type Problem = z.infer<typeof problem>;

/** What an answer without a body is read with. */
export const nothing = z.undefined();

/** One page of a list; `next_cursor` is null on the last one. */
export const page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next_cursor: z.string().nullable() });

export const health = z.object({ status: z.literal('ok'), version: z.string(), database: z.enum(['embedded', 'server']) });

export const limits = z.record(z.enum(Object.keys(LIMITS) as [keyof typeof LIMITS]), z.number().int());
