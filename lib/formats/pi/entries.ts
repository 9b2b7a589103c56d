import { contentText } from '@/lib/formats/content';
import { type Draft, noise, note } from '@/lib/formats/drafts';
import { safeId } from '@/lib/formats/identity';
import { type JsonObject, objectOf, textOf } from '@/lib/formats/json';
import { readAssistant, readBash, readResult, readUser } from '@/lib/formats/pi/messages';
import type { State } from '@/lib/formats/pi/state';
import type { ReadRecord } from '@/lib/formats/records';

type Reader = (state: State, entry: JsonObject) => Pick<ReadRecord, 'drafts' | 'facts'>;

const ENTRIES: Record<string, Reader> = {
  session: readHead,
  message: (state, entry) => readerOf(MESSAGES, objectOf(entry.message).role)(state, objectOf(entry.message)),
  model_change: (_state, { modelId }) => ({
    drafts: [noise('model', textOf(modelId))],
    facts: textOf(modelId) ? { model: textOf(modelId) ?? undefined } : {},
  }),
  thinking_level_change: (_state, { thinkingLevel }) => ({ drafts: [noise('thinking_level', textOf(thinkingLevel))] }),
  compaction: (_state, { summary, tokensBefore }) => ({ drafts: [compaction(textOf(summary), { tokens_before: tokensBefore })] }),
  branch_summary: (_state, { summary }) => ({ drafts: [note('branch_summary', textOf(summary))] }),
  custom: (_state, { customType, data }) => ({ drafts: [noise('custom', textOf(customType), { value: data })] }),
  custom_message: (_state, { content, customType }) => ({
    drafts: [note('custom_message', contentText(content), { name: customType })],
  }),
  label: (_state, { label }) => ({ drafts: [note('label', textOf(label))] }),
  session_info: (_state, { name }) => ({
    drafts: [noise('title', textOf(name))],
    facts: textOf(name) ? { title: textOf(name) ?? undefined, titleRank: 3 } : {},
  }),
};

const MESSAGES: Record<string, Reader> = {
  user: readUser,
  assistant: readAssistant,
  toolResult: readResult,
  bashExecution: readBash,
  branchSummary: (_state, { summary }) => ({ drafts: [note('branch_summary', textOf(summary))] }),
  compactionSummary: (_state, { summary, tokensBefore }) => ({
    drafts: [compaction(textOf(summary), { tokens_before: tokensBefore })],
  }),
  custom: (_state, { content }) => ({ drafts: [note('custom_message', contentText(content))] }),
};

/** Entries form a tree: one that does not hang under the entry before it begins where the person went back to. */
export function readEntry(state: State, entry: JsonObject): ReadRecord {
  const id = textOf(entry.id);
  const read = readerOf(ENTRIES, entry.type)(state, entry);
  const parent = textOf(entry.parentId);
  const isBranch = parent !== null && state.last !== null && safeId(parent) !== state.last;
  if (id && entry.type !== 'session') state.last = safeId(id);
  const back = isBranch && read.drafts.length > 0 ? [{ ...note('rewind', null, { to: parent }), key: 'rewind' }] : [];
  return { ...read, drafts: [...back, ...read.drafts], id, at: entry.timestamp };
}

const readerOf = (readers: Record<string, Reader>, type: unknown): Reader =>
  (typeof type === 'string' && Object.hasOwn(readers, type) ? readers[type] : undefined) ?? (() => ({ drafts: [] }));

function readHead(state: State, entry: JsonObject): Pick<ReadRecord, 'drafts' | 'facts'> {
  const id = textOf(entry.id);
  if (id) state.session = safeId(id);
  const cwd = textOf(entry.cwd);
  const from = sessionOf(textOf(entry.parentSession) ?? textOf(entry.branchedFrom));
  return { drafts: [noise('session')], facts: { ...(cwd ? { cwd } : {}), ...(from ? { predecessor: from } : {}) } };
}

/** A session that this one was branched from is told by its file. */
const sessionOf = (path: string | null): string | null =>
  path?.match(/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\.jsonl)?$/i)?.[1]?.toLowerCase() ?? null;

const compaction = (text: string | null, data: JsonObject): Draft => ({ actor: 'system', kind: 'compaction', text, data });
