import { type Draft, noise, note } from '@/lib/formats/drafts';
import type { SessionFacts } from '@/lib/formats/format';
import { cwdFacts, readContext, readMessage, SNAPSHOT } from '@/lib/formats/gemini/messages';
import { partsText } from '@/lib/formats/gemini/parts';
import { changeSession, isTold, type State, toldOf } from '@/lib/formats/gemini/state';
import { digest, safeId } from '@/lib/formats/identity';
import { isObject, type JsonObject, listOf, textOf } from '@/lib/formats/json';
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
  const history = Array.isArray(change.messages) ? readHistory(state, change.messages) : { drafts: [] };
  return {
    drafts: [...history.drafts, noise('update', null, { keys })],
    id: textOf(record.sessionId) ? `update-${keys.join('-').slice(0, 100)}` : null,
    at: change.lastUpdated,
    facts: { ...history.facts, ...aboutSession(state, change) },
  };
}

/**
 * The context is replaced: made smaller, taken back, or restored. What stands in it was told before, or is a copy under another id,
 * but for the summary of what was left out.
 */
function readHistory(state: State, messages: unknown[]): { drafts: Draft[]; facts?: SessionFacts } {
  const fresh = messages.filter(isObject).filter(({ id }) => !textOf(id) || !isTold(state, safeId(textOf(id) ?? '')));
  const drafts: Draft[] = [];
  const facts: SessionFacts = {};
  for (const message of fresh) {
    const text = partsText(message.content);
    const id = textOf(message.id);
    if (id) toldOf(state, safeId(id)).text = digest(text);
    if (SNAPSHOT.test(text)) drafts.push({ actor: 'system', kind: 'compaction', text, data: { type: 'summary' } });
    else if (text.trimStart().startsWith('<session_context>')) {
      const context = readContext(state, text);
      drafts.push(...context.drafts);
      Object.assign(facts, context.facts);
    } else if (text.trim()) drafts.push(noise('copy', text, { of: textOf(message.type) }));
  }
  return { drafts, facts };
}
