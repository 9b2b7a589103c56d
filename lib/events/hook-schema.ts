import { z } from 'zod';
import { actor, kind, tool } from '@/lib/events/schema';

/** What Claude Code hands to an HTTP hook; what else it holds is up to the hook. */
export const hookPayload = z.looseObject({
  session_id: z.string().min(1).describe('The session, as the agent names it'),
  hook_event_name: z.unknown().optional().describe('Such as `UserPromptSubmit`, `PostToolUse` or `Stop`'),
});
export type HookPayload = z.infer<typeof hookPayload>;

/** Something that a hook told and no transcript has told yet. It has no number, and is in no segment. */
export const hookEvent = z.object({
  /** Grows in order of arrival; one hook may tell several things. */
  order: z.number().int(),
  received_at: z.string(),
  hook: z.string(),
  thread: z.string(),
  actor: actor,
  kind: kind,
  text: z.string().nullable(),
  tool: tool.nullable(),
  data: z.record(z.string(), z.unknown()).nullable(),
  /** True where a text was cut. */
  is_cut: z.boolean(),
});
export type HookEvent = z.infer<typeof hookEvent>;

export const hookEvents = z.object({ items: z.array(hookEvent) });
