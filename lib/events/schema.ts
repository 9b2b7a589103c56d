import { z } from 'zod';
import { REJECTION_CODES } from '@/lib/errors';
import { instant, instantQuery } from '@/lib/instant';
import { LIMITS } from '@/lib/limits';
import { storableText } from '@/lib/storable';

export const ACTORS = ['human', 'agent', 'subagent', 'system', 'tool'] as const;
export const KINDS = [
  'prompt',
  'message',
  'thinking',
  'tool_call',
  'tool_result',
  'command',
  'interrupt',
  'compaction',
  'error',
  'note',
  'other',
] as const;
export const actor = z.enum(ACTORS);
export const kind = z.enum(KINDS);
export type Actor = z.infer<typeof actor>;
export type Kind = z.infer<typeof kind>;

/** The thread that segments partition. */
export const MAIN_THREAD = 'main';

export const eventId = z.string().min(1).max(LIMITS.id_chars);

export const tool = z.object({
  name: z.string().max(500).nullish(),
  call_id: z.string().max(LIMITS.id_chars).nullish(),
  input: z.unknown().optional(),
  output: z.string().nullish(),
  is_error: z.boolean().nullish(),
  exit_code: z.number().int().nullish(),
});
export type Tool = z.infer<typeof tool>;

const tokens = z.number().int().min(0).nullish();
export const eventUsage = z.object({
  response_id: z.string().max(500).nullish(),
  input: tokens,
  output: tokens,
  reasoning: tokens,
  cache_read: tokens,
  cache_write: tokens,
  cost_usd: z.number().min(0).nullish(),
  /** Which model responded; where it is not told, the session's stands for it. */
  model: z.string().max(500).nullish(),
  /** `output` was written down before the response was complete. */
  output_under_reported: z.boolean().nullish(),
});
export type EventUsage = z.infer<typeof eventUsage>;

/** One item of `POST …/events`, and what a format makes of a record of a transcript. */
export const eventInput = z.object({
  id: eventId,
  at: instant.nullish(),
  thread: z.string().min(1).max(LIMITS.id_chars).default(MAIN_THREAD),
  actor: actor,
  kind: kind,
  text: z.string().nullish(),
  tool: tool.nullish(),
  usage: eventUsage.nullish(),
  data: z.record(z.string(), z.unknown()).nullish(),
});
export type EventInput = z.infer<typeof eventInput>;

export const rejection = z.object({
  index: z.number().int(),
  id: z.string().nullable(),
  code: z.enum(REJECTION_CODES),
  message: z.string(),
  path: z.string().nullable(),
});
export type Rejection = z.infer<typeof rejection>;
export const warning = z.object({ code: z.string(), message: z.string(), line: z.number().int().optional() });
export type Warning = z.infer<typeof warning>;

export const appendResult = z.object({
  accepted: z.number().int(),
  duplicates: z.number().int(),
  rejected: z.array(rejection),
  seqs: z.record(z.string(), z.number().int()),
  last_seq: z.number().int(),
  warnings: z.array(warning),
});
export type AppendResult = z.infer<typeof appendResult>;

/** An event as it is read. */
export const event = z.object({
  seq: z.number().int(),
  id: z.string(),
  at: z.string(),
  received_at: z.string(),
  thread: z.string(),
  actor: actor,
  kind: kind,
  text: z.string().nullable(),
  tool: tool.nullable(),
  usage: eventUsage.nullable(),
  data: z.record(z.string(), z.unknown()).nullable(),
  segment: z.number().int().nullable(),
  is_noise: z.boolean(),
  copied_from: z.object({ sid: z.string(), seq: z.number().int(), url: z.string() }).nullable(),
  references: z.array(z.object({ kind: z.string(), text: z.string(), role: z.string() })),
  /** The session that its call started, where that is known here. */
  worker: z.object({ sid: z.string(), title: z.string().nullable(), url: z.string() }).optional(),
  /** The thread of the subagent that its call spawned, and what was told in it. */
  subagent: z
    .object({ thread: z.string(), label: z.string().nullable(), first_seq: z.number().int(), events: z.number().int() })
    .optional(),
  redacted: z.array(z.string()),
  source: z.object({ name: z.string().nullable(), line: z.number().int(), part: z.number().int() }).nullable(),
  /** True where `fields=preview` cut a text of this event; `…/events/{seq}` has it whole. */
  is_cut: z.boolean(),
});
export type Event = z.infer<typeof event>;

/** What the tape draws: bins of equal length, at most `LIMITS.activity_bins`. */
export const activity = z.object({
  started_at: z.string(),
  ended_at: z.string(),
  bin_seconds: z.number(),
  bins: z.array(
    z.object({ at: z.string(), events: z.number().int(), errors: z.number().int(), segment: z.number().int().nullable() }),
  ),
});
export type Activity = z.infer<typeof activity>;

const seqOrInstant = z.union(
  [
    z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number),
    z.number().int(),
    instantQuery,
  ],
  'Neither a seq nor an ISO 8601 time with an offset',
);

/** What a list of events is narrowed by: the query of the API. */
export const eventFilters = z
  .object({
    /** Only events behind this seq: the `next_cursor` of the page before. */
    after: z.coerce.number().int().min(0).max(2_147_483_647),
    /** Above the maximum it means the maximum. */
    limit: z.coerce.number().int().min(1),
    /** A seq or a time; this end and the other are included. */
    from: seqOrInstant,
    to: seqOrInstant,
    /** Kinds, separated by commas. */
    kind: z
      .string()
      .transform((text) => text.split(',').filter(Boolean))
      .pipe(z.array(kind)),
    thread: z.string().max(LIMITS.id_chars).overwrite(storableText),
    /** Number of a segment … */
    segment: z.coerce.number().int().min(1).max(2_147_483_647),
    /** … of this cut, or of the newest. */
    cut: z.coerce.number().int().min(1).max(2_147_483_647),
    /** `preview` cuts long texts. */
    fields: z.enum(['preview', 'full']),
  })
  .partial();
export type EventFilters = z.infer<typeof eventFilters>;
