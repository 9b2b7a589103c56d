import type { SegmenterEvent } from '@/lib/segmenter/segmenter';
import { straight } from '@/lib/segmenter/text/words';

const FALLOUT_CHARS = 200;
/** Errors that only follow from another one, or from a person's "no". */
const FALLOUT =
  /^(?:<tool_use_error>)?\s*(?:Sibling tool call errored|Cancelled: parallel tool call|The user doesn't want to (?:proceed|take this action)|\[Request interrupted|aborted by user after)/;

/** True for an event that counts as an error: a failed tool result that is nobody's refusal and no fallout, or an error of its own. */
export function isFailure(event: SegmenterEvent): boolean {
  if (event.kind === 'error') return true;
  if (!event.tool?.isError || event.data?.rejected === true) return false;
  return !FALLOUT.test(straight((event.tool.output ?? event.text ?? '').slice(0, FALLOUT_CHARS)));
}

/** A tool call with what came of it; `result` is null while nothing came. */
export interface Call {
  call: SegmenterEvent;
  result: SegmenterEvent | null;
  name: string;
  input: Record<string, unknown>;
  output: string;
  hasFailed: boolean;
}

/** The event that tells how a call ended; the call itself while nothing does. */
export const toldAt = ({ call, result }: Pick<Call, 'call' | 'result'>): number => result?.seq ?? call.seq;

/** A value as an object with unknown fields; null for anything that is none. */
export const objectOf = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;

/** Every rule of a record asks for the calls of the same events. */
const known = new WeakMap<readonly SegmenterEvent[], readonly Call[]>();

/** The tool calls among the events in order, joined to their results by call id; a call that holds its own output is its own result. */
export function toolCalls(events: readonly SegmenterEvent[]): readonly Call[] {
  const calls = known.get(events) ?? join(events);
  known.set(events, calls);
  return calls;
}

function join(events: readonly SegmenterEvent[]): Call[] {
  const results = new Map<string, SegmenterEvent>();
  for (const event of events) {
    if (event.kind === 'tool_result' && event.tool?.callId) results.set(event.tool.callId, event);
  }
  return events.flatMap((call) => (call.kind === 'tool_call' && call.tool ? [joined(call, results)] : []));
}

function joined(call: SegmenterEvent, results: ReadonlyMap<string, SegmenterEvent>): Call {
  return callWith(call, (call.tool?.callId ? results.get(call.tool.callId) : undefined) ?? call);
}

/** A call with the event that tells its result; with itself, if that holds what came of it. */
export function callWith(call: SegmenterEvent, told: SegmenterEvent | null): Call {
  const tool = call.tool;
  const isOwnResult = tool?.output != null || tool?.exitCode != null || tool?.isError != null;
  const result = told === call && !isOwnResult ? null : told;
  const raw = tool?.input;
  return {
    call,
    result,
    name: tool?.name ?? '',
    input: typeof raw === 'string' ? { input: raw } : (objectOf(raw) ?? {}),
    output: result ? (result.tool?.output ?? (result === call ? '' : (result.text ?? ''))) : '',
    hasFailed: result?.tool?.isError === true || (result?.tool?.exitCode ?? 0) !== 0,
  };
}
