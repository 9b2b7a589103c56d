import type { Event } from '@/lib/events/schema';

/** A line of the evidence: an event, or a tool call with its result. */
export interface Row {
  /** The event that names the row: of a call and its result, the call. */
  seq: number;
  event: Event;
  result: Event | null;
  isError: boolean;
}

/** The events as rows, in order: the first result of a call joins it, wherever it stands. */
export function rowsOf(events: readonly Event[]): Row[] {
  const calls = new Map<string, Row>();
  const rows: Row[] = [];
  for (const event of events) {
    const key = event.tool?.call_id ? `${event.thread}\n${event.tool.call_id}` : null;
    const call = key && event.kind === 'tool_result' ? calls.get(key) : undefined;
    if (call && call.result === null) {
      call.result = event;
      call.isError ||= isError(event);
      continue;
    }
    const row: Row = { seq: event.seq, event, result: null, isError: isError(event) };
    if (key && event.kind === 'tool_call') calls.set(key, row);
    rows.push(row);
  }
  return rows;
}

/** Every event of the row leads to it. */
export const seqsOf = (row: Row): number[] => (row.result ? [row.seq, row.result.seq] : [row.seq]);

const isError = (event: Event): boolean =>
  event.kind === 'error' || event.tool?.is_error === true || (event.tool?.exit_code ?? 0) !== 0;

export const FILTERS = ['all', 'cited', 'messages', 'tools', 'errors'] as const;
export type Filter = (typeof FILTERS)[number];

export const filterNamed = (name: string | undefined): Filter | null => FILTERS.find((filter) => filter === name) ?? null;

const MESSAGES: ReadonlySet<string> = new Set(['prompt', 'message', 'thinking', 'command', 'interrupt']);

/** Whether a row passes a filter; `cited` tells which events are. */
export function passes(row: Row, filter: Filter, cited: ReadonlyMap<number, unknown>): boolean {
  if (filter === 'all') return true;
  if (filter === 'cited') return seqsOf(row).some((seq) => cited.has(seq));
  if (filter === 'errors') return row.isError;
  return filter === 'messages' ? MESSAGES.has(row.event.kind) : row.event.kind.startsWith('tool_');
}
