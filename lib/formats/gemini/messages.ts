import { noise, note } from '@/lib/formats/drafts';
import type { SessionFacts } from '@/lib/formats/format';
import { readCalls, readResponse } from '@/lib/formats/gemini/calls';
import { partsText, responsesIn } from '@/lib/formats/gemini/parts';
import { isTold, type State, type Told, toldOf } from '@/lib/formats/gemini/state';
import { tokenUsage } from '@/lib/formats/gemini/usage';
import { digest, safeId } from '@/lib/formats/identity';
import { isObject, type JsonObject, listOf, objectOf, textOf } from '@/lib/formats/json';
import { type KeyedDraft, type ReadRecord, titleOf } from '@/lib/formats/records';

type Read = Pick<ReadRecord, 'drafts' | 'facts'>;
type Reader = (state: State, message: JsonObject, told: Told) => Read;

const MESSAGES: Record<string, Reader> = {
  user: readUser,
  gemini: readGemini,
  info: (_state, message) => readInfo(partsText(message.content)),
  warning: (_state, message) => ({ drafts: [note('host', partsText(message.content), { level: 'warning' })] }),
  error: (_state, message) => ({ drafts: [{ actor: 'system', kind: 'error', text: partsText(message.content) }] }),
};

/** Reads a message. It is written again whenever something comes to it: only what is new is told. Null for what is no message. */
export function readMessage(state: State, message: JsonObject): ReadRecord | null {
  const type = textOf(message.type) ?? '';
  const reader = Object.hasOwn(MESSAGES, type) ? MESSAGES[type] : undefined;
  if (!reader) return null;
  const id = textOf(message.id);
  const at = message.timestamp;
  const isFirst = id !== null && !isTold(state, safeId(id));
  const { drafts, facts } = reader(state, message, toldOf(state, id && safeId(id)));
  if (drafts.length === 0) return { drafts: [{ ...noise('message'), key: 'start' }], id: isFirst ? id : null, at };
  return { drafts, facts, id, at };
}

/** What the host puts before a session's first prompt. */
const CONTEXT = /^\s*<session_context>[\s\S]*?(?:<\/session_context>|$)/;
/** The contents of files that a prompt names by `@`. */
export const FILES = /(?:^|\n)\s*--- Content from referenced files ---[\s\S]*$/;
/** What the host has the model write when it makes the context smaller. */
export const SNAPSHOT = /^\s*(?:<scratchpad>[\s\S]*?<\/scratchpad>\s*)?<state_snapshot>/;

function readUser(state: State, message: JsonObject, told: Told): Read {
  const results = responsesIn(message.content).flatMap((response) => readResponse(state, response));
  const text = partsText(message.displayContent ?? message.content);
  if (text.trim() === '' || told.text === digest(text)) return { drafts: results };
  told.text = digest(text);
  if (SNAPSHOT.test(text)) return { drafts: [{ actor: 'system', kind: 'compaction', text, data: { type: 'summary' } }] };
  const written = text.replace(CONTEXT, '').replace(FILES, '').trim();
  const [before] = text.match(CONTEXT) ?? [];
  const context = before === undefined ? { drafts: [] } : readContext(state, before);
  if (written === '') return { ...context, drafts: [...results, ...context.drafts] };
  const prompt: KeyedDraft = { actor: state.isSubagent ? 'agent' : 'human', kind: 'prompt', text: written };
  return {
    drafts: [...results, ...context.drafts, { ...prompt, key: 'text' }],
    facts: { ...context.facts, ...titleOf(state, written) },
  };
}

/** Nothing but this context names the folder. */
export function readContext(state: State, text: string): Read {
  const cwd = text.match(/\*\*Workspace Directories:\*\*\n\s*- ([^\n]+)/)?.[1]?.trim();
  return { drafts: [noise('session_context', text)], facts: cwd ? cwdFacts(state, cwd) : {} };
}

/** The first folder is the session's. */
export function cwdFacts(state: State, cwd: string): SessionFacts {
  if (state.hasCwd) return {};
  state.hasCwd = true;
  return { cwd };
}

function readGemini(state: State, message: JsonObject, told: Told): Read {
  const drafts = [...readThoughts(message, told), ...readText(message, told), ...readCalls(state, message.toolCalls)];
  const usage = told.hasUsage ? undefined : tokenUsage(textOf(message.id), objectOf(message.tokens));
  if (usage) {
    told.hasUsage = true;
    const [first] = drafts;
    if (first) first.usage = usage;
    else drafts.push({ ...noise('usage'), usage, key: 'usage' });
  }
  const model = textOf(message.model);
  return { drafts, facts: model ? { model } : {} };
}

function readThoughts(message: JsonObject, told: Told): KeyedDraft[] {
  const all = listOf(message.thoughts).filter(isObject);
  const fresh = all.slice(told.thoughts);
  if (fresh.length === 0) return [];
  const key = told.thoughts === 0 ? 'thoughts' : `thoughts.${told.thoughts}`;
  told.thoughts = all.length;
  const text = fresh.map(({ subject, description }) => [textOf(subject), textOf(description)].filter(Boolean).join('\n'));
  return [{ actor: 'agent', kind: 'thinking', text: text.join('\n\n'), key }];
}

function readText(message: JsonObject, told: Told): KeyedDraft[] {
  const text = partsText(message.content);
  const known = digest(text);
  if (text.trim() === '' || told.text === known) return [];
  const key = told.text === null ? 'text' : `text-${known.slice(0, 8)}`;
  told.text = known;
  return [{ actor: 'agent', kind: 'message', text, key }];
}

/** Of what the host says, only that the person stopped the agent matters. */
const readInfo = (text: string): Read =>
  /^Request cancelled\.?$/.test(text.trim())
    ? { drafts: [{ actor: 'human', kind: 'interrupt', text }] }
    : { drafts: [noise('host', text)] };
