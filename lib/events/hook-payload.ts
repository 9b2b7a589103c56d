import { keysOf, namelessCall } from '@/lib/events/hook-keys';
import type { HookPayload } from '@/lib/events/hook-schema';
import { cutStrings } from '@/lib/events/preview';
import { MAIN_THREAD, type Tool } from '@/lib/events/schema';
import { storableContent } from '@/lib/events/storable-event';
import { claudeHooks } from '@/lib/formats/claude-hooks';
import type { ParsedEvent, SessionFacts } from '@/lib/formats/format';
import { headline } from '@/lib/formats/words';
import { LIMITS } from '@/lib/limits';
import { nextTurn, type Turn } from '@/lib/sessions/turn-state';
import { storableText } from '@/lib/storable';

/** What is kept of something that a hook told. */
export interface HookItem {
  key: string | null;
  actor: string;
  kind: string;
  text: string | null;
  tool: Tool | null;
  data: Record<string, unknown> | null;
  isCut: boolean;
}

/** A payload, read. */
export interface ReadHook {
  hook: string;
  thread: string;
  /** What it tells of the conversation; of what the host does around it nothing. */
  items: HookItem[];
  line: string | null;
  facts: SessionFacts;
  /** The turn after it. */
  turn: (before: Turn) => Turn;
  /** The call that ended. */
  ended: string | null;
}

/** Characters of an input or of data that are kept whole; of more only the beginning of each text, or nothing. */
const VALUE_CHARS = 16_000;
const SHORT_CHARS = 300;
const LINE_CHARS = 200;
const ENDS = new Set(['PostToolUse', 'PostToolUseFailure']);
/** Hooks by which an agent says that it waits for a person. */
export const ASKING = ['Notification', 'PermissionRequest'];

/** Reads a payload whose secrets are replaced. Never throws. */
export function readHook(payload: HookPayload): ReadHook {
  const name = typeof payload.hook_event_name === 'string' ? payload.hook_event_name : '';
  const hook = storableText(name.slice(0, LIMITS.id_chars));
  const named = withCallId(payload, hook);
  const { events, facts } = parse(ENDS.has(hook) ? [{ ...named, hook_event_name: 'PreToolUse' }, named] : [named]);
  const items = events.filter((event) => !event.isNoise && event.kind !== 'other').map(itemOf);
  const asked = askedFor(payload, hook);
  const all = asked ? [...items, asked] : items;
  const turns = events.map((event) => ({
    ...event,
    toolName: event.tool?.name ?? null,
    callId: event.tool?.call_id ?? null,
    dataType: typeof event.data?.type === 'string' ? event.data.type : null,
  }));
  return {
    hook,
    thread: storableText(events[0]?.thread ?? MAIN_THREAD),
    items: all,
    line: lineOf(all),
    facts,
    turn: (before) => (asked ? { state: 'waiting', question: '' } : turns.reduce(nextTurn, before)),
    ended: ENDS.has(hook) ? (events.at(-1)?.tool?.call_id ?? null) : null,
  };
}

/** A result tells its call too: of hooks that were set up for results alone the call is known all the same. */
function withCallId(payload: HookPayload, hook: string): HookPayload {
  if (typeof payload.tool_use_id === 'string' || !/^(Pre|Post)ToolUse/.test(hook)) return payload;
  const tool = typeof payload.tool_name === 'string' ? payload.tool_name : null;
  return { ...payload, tool_use_id: namelessCall(tool, payload.tool_input) };
}

function parse(payloads: HookPayload[]): { events: ParsedEvent[]; facts: SessionFacts } {
  const state = claudeHooks.start({ source: null, cwd: null }, payloads);
  const records = payloads.flatMap(
    (payload, at) => claudeHooks.parse(state, { text: JSON.stringify(payload), number: at + 1, isTruncated: false }).records,
  );
  return {
    events: records.flatMap(({ events }) => events),
    facts: Object.assign({}, ...records.map(({ facts }) => facts)),
  };
}

/** A permission that a person is asked for; that it waits for the next prompt says nothing. */
function askedFor(payload: HookPayload, hook: string): HookItem | null {
  if (!ASKING.includes(hook)) return null;
  const type = payload.notification_type;
  const tool = typeof payload.tool_name === 'string' ? payload.tool_name : 'a tool';
  const message = typeof payload.message === 'string' ? payload.message : `Claude asks to use ${tool}`;
  const isAsking =
    hook === 'PermissionRequest' ||
    (typeof type === 'string' ? /permission|elicitation/.test(type) : /permission|approv/i.test(message));
  const text = storableText(message).slice(0, SHORT_CHARS);
  return isAsking
    ? { key: null, actor: 'system', kind: 'note', text, tool: null, data: { type: 'permission_request' }, isCut: false }
    : null;
}

function itemOf(event: ParsedEvent): HookItem {
  const { tool } = event;
  const whole = storableContent({
    text: event.text ?? null,
    output: tool?.output ?? null,
    input: tool?.input ?? null,
    data: event.data ?? null,
  });
  const [key = null] = keysOf({
    thread: event.thread,
    kind: event.kind,
    text: whole.text,
    toolName: tool?.name ?? null,
    callId: tool?.call_id ?? null,
    input: whole.input,
  });
  const { value, isCut } = cutStrings({ text: whole.text, output: whole.output });
  const input = bounded(whole.input);
  const data = bounded(whole.data);
  return {
    key,
    actor: event.actor,
    kind: event.kind,
    text: value.text,
    tool: tool ? { ...tool, input: input.value, output: value.output } : null,
    data: data.value,
    isCut: isCut || input.isCut || data.isCut,
  };
}

function bounded<T>(value: T): { value: T | null; isCut: boolean } {
  const whole = cutStrings(value);
  if (isShort(whole.value)) return whole;
  const short = cutStrings(value, SHORT_CHARS);
  return isShort(short.value) ? { ...short, isCut: true } : { value: null, isCut: true };
}

const isShort = (value: unknown): boolean => (JSON.stringify(value ?? null) ?? '').length <= VALUE_CHARS;

/** What is going on, as a list says it in a line: of a call what the agent says it is for. */
function lineOf(items: readonly HookItem[]): string | null {
  const item = items.findLast(({ kind, text }) => kind === 'tool_call' || text !== null);
  if (!item) return null;
  if (item.kind !== 'tool_call') return headline(item.text ?? '', LINE_CHARS);
  const input: Record<string, unknown> = { ...(item.tool?.input as object | null) };
  const said = [input.description, input.command, input.file_path, input.pattern, input.path].find(
    (each) => typeof each === 'string',
  );
  return headline([item.tool?.name, said].filter(Boolean).join(' · '), LINE_CHARS);
}
