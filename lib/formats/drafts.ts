import type { Actor, EventUsage, Kind, Tool } from '@/lib/events/schema';
import type { ParsedEvent } from '@/lib/formats/format';
import type { JsonObject } from '@/lib/formats/json';

/** An event before it has its id, its time and its place. */
export interface Draft {
  actor: Actor;
  kind: Kind;
  text?: string | null;
  tool?: Tool;
  usage?: EventUsage;
  data?: JsonObject;
  isNoise?: boolean;
}

/** Something that happened around the conversation. `type` says what. */
export const note = (type: string, text: string | null, data: JsonObject = {}): Draft => ({
  actor: 'system',
  kind: 'note',
  text,
  data: { type, ...data },
});

/** A note that readers fold away. */
export const noise = (type: string, text: string | null = null, data: JsonObject = {}): Draft => ({
  ...note(type, text, data),
  isNoise: true,
});

/** A draft as an event, at its place in the transcript. Each field by itself: a spread before others costs as much as reading the record. */
export const eventOf = (
  draft: Draft,
  { id, at, thread, part }: Pick<ParsedEvent, 'id' | 'at' | 'thread' | 'part'>,
): ParsedEvent => ({
  id,
  at,
  thread,
  part,
  actor: draft.actor,
  kind: draft.kind,
  text: draft.text ?? null,
  tool: draft.tool ?? null,
  usage: draft.usage ?? null,
  data: draft.data ?? null,
  isNoise: draft.isNoise ?? false,
});
