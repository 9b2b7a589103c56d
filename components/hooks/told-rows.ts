import { type Row, rowsOf } from '@/components/evidence/rows';
import type { HookEvent } from '@/lib/events/hook-schema';
import type { Event } from '@/lib/events/schema';

/** What hooks told as rows of evidence, each call with its result. A row's number is its place among them, and is shown nowhere. */
export const toldRows = (told: readonly HookEvent[]): Row[] =>
  rowsOf(told.map(asEvent)).map((row) => ({ ...row, isError: row.isError || row.event.data?.type === 'api_error' }));

const asEvent = (told: HookEvent, at: number): Event => ({
  seq: at + 1,
  id: `${told.order}.${at}`,
  at: told.received_at,
  received_at: told.received_at,
  thread: told.thread,
  actor: told.actor,
  kind: told.kind,
  text: told.text,
  tool: told.tool,
  usage: null,
  data: told.data,
  segment: null,
  is_noise: false,
  copied_from: null,
  references: [],
  redacted: [],
  source: null,
  is_cut: told.is_cut,
});
