import { type Draft, noise, note } from '@/lib/formats/drafts';
import type { SessionFacts } from '@/lib/formats/format';
import { cwdFacts, readContext, readMessage, SNAPSHOT } from '@/lib/formats/gemini/messages';
import { partsText } from '@/lib/formats/gemini/parts';
import { changeSession, isTold, type State, toldOf } from '@/lib/formats/gemini/state';
import { digest, safeId } from '@/lib/formats/identity';
import { isObject, type JsonObject, listOf, textOf } from '@/lib/formats/json';
import { remember } from '@/lib/formats/memory';
import type { ReadRecord } from '@/lib/formats/records';

/** Reads a line of the log: a message, the head of a session, a change of what is known of it, or a step back. */
export function readGeminiRecord(state: State, record: JsonObject): ReadRecord {
  const message = readMessage(state, record);
  if (message) return message;
  if (isObject(record.$set)) return readChange(state, record, record.$set);
  const back = textOf(record.$rewindTo);
  if (back) return { drafts: [note('rewind', null, { to: back })] };
  return textOf(record.sessionId) && textOf(record.projectHash) ? readHead(state, record) : { drafts: [] };
}

/** The head is written anew when a session goes on; a file may hold several sessions. */
function readHead(state: State, record: JsonObject): ReadRecord {
  changeSession(state, safeId(textOf(record.sessionId) ?? state.session));
  return { drafts: [noise('session_start')], at: record.startTime, facts: aboutSession(state, record) };
}

function aboutSession(state: State, { kind, summary, directories }: JsonObject): SessionFacts {
  if (textOf(kind)) state.isSubagent = kind === 'subagent';
  const [cwd] = listOf(directories);
  return {
    ...(textOf(summary) ? { title: textOf(summary)?.slice(0, 500), titleRank: 2 } : {}),
    ...(textOf(cwd) ? cwdFacts(state, textOf(cwd) ?? '') : {}),
    ...(state.isSubagent && state.folder ? { parent: state.folder } : {}),
  };
}

/** A change in a document names its session: there its place is no name for it, because messages come before it. */
function readChange(state: State, record: JsonObject, change: JsonObject): ReadRecord {
  const session = textOf(change.sessionId);
  if (session) changeSession(state, safeId(session));
  const keys = Object.keys(change).slice(0, 20);
  const history = Array.isArray(change.messages) ? readHistory(state, change.messages) : null;
  return {
    drafts: history ? history.drafts : [noise('update', null, { keys })],
    id: textOf(record.sessionId) ? `update-${keys.join('-').slice(0, 100)}` : null,
    at: change.lastUpdated,
    facts: { ...history?.facts, ...aboutSession(state, change) },
  };
}

/** Messages of a replaced context that are remembered: only the last ones can still grow. */
const HISTORY = 100;

/**
 * The context is replaced: made smaller, taken back, or restored. What stands in it was told before, or is a copy under another id,
 * but for the summary of what was left out.
 */
function readHistory(state: State, messages: unknown[]): { drafts: Draft[]; facts?: SessionFacts } {
  const fresh = messages.filter(isObject).filter(({ id }) => !textOf(id) || !isTold(state, safeId(textOf(id) ?? '')));
  for (const message of fresh.slice(-HISTORY)) {
    const id = textOf(message.id);
    if (id) toldOf(state, safeId(id)).text = digest(partsText(message.content));
  }
  const texts = fresh.map((message) => partsText(message.content));
  const summaries = texts.filter((text) => SNAPSHOT.test(text) && isNewSummary(state, text));
  const context = texts.find((text) => text.trimStart().startsWith('<session_context>'));
  const before = context === undefined ? { drafts: [] } : readContext(state, context);
  const compactions = summaries.map((text): Draft => ({ actor: 'system', kind: 'compaction', text, data: { type: 'summary' } }));
  const about = noise('history', null, { messages: messages.length, copies: fresh.length - summaries.length });
  return { drafts: [...compactions, ...before.drafts, about], facts: before.facts };
}

function isNewSummary(state: State, text: string): boolean {
  const known = digest(text);
  if (state.summaries.includes(known)) return false;
  remember(state.summaries, known);
  return true;
}
