import { MAIN_THREAD } from '@/lib/events/schema';
import { readInjected, withoutAdditions } from '@/lib/formats/claude-code/injected';
import type { Reading } from '@/lib/formats/claude-code/reading';
import { forgetQueued, seenSession } from '@/lib/formats/claude-code/state';
import { readToolResults } from '@/lib/formats/claude-code/tool-results';
import { contentText } from '@/lib/formats/content';
import { type Draft, noise, note } from '@/lib/formats/drafts';
import { safeId } from '@/lib/formats/identity';
import { isObject, listOf, objectOf, textOf } from '@/lib/formats/json';
import { recall, rememberLong } from '@/lib/formats/memory';
import type { KeyedDraft } from '@/lib/formats/records';
import { headline } from '@/lib/formats/words';

/** How a compaction's summary begins; early versions did not mark it otherwise. */
const CONTINUATION = /^\s*This session is being continued from a previous conversation/;

/** Reads a `user` record: of ten, one is a person's. The order of the tests matters: each later one assumes that the earlier ones failed. */
export function readUser(reading: Reading): KeyedDraft[] {
  const { record } = reading;
  const content = objectOf(record.message).content ?? record.content;
  const blocks = listOf(content).filter(isObject);
  if (blocks.some((block) => block.type === 'tool_result')) return readToolRecord(reading, blocks);
  const text = contentText(content) ?? '';
  rememberPredecessor(reading, text);
  rememberPlan(reading, text);
  if (record.isCompactSummary === true || CONTINUATION.test(text))
    return [{ actor: 'system', kind: 'compaction', text, data: { type: 'summary' } }];
  if (text.trimStart().startsWith('[Request interrupted by user')) return [interrupt(text)];
  if (record.isMeta === true) return [readInjected(text) ?? noise('injected', text)];
  const written = readWritten(reading, text);
  return [...rewindTo(reading, written), written];
}

/** What a person, or the agent that spawned this one, wrote; a text that came while the agent worked is steering, not a new prompt. */
function readWritten(reading: Reading, text: string): Draft {
  forgetQueued(reading.state, text);
  const injected = readInjected(text);
  if (injected) return withTitle(reading, injected);
  const written = withoutAdditions(text);
  if (!written && text.trim()) return noise('injected', text);
  const origin = textOf(objectOf(reading.record.origin).kind) ?? textOf(reading.record.promptSource);
  if (origin === 'system' || (isObject(reading.record.origin) && origin !== 'human')) return note(origin ?? 'injected', written);
  const actor = reading.agent === 'subagent' ? 'agent' : 'human';
  return withTitle(reading, { actor, kind: 'prompt', text: written });
}

/** A person who goes back to an earlier point says something else there: a second prompt after the same record. */
function rewindTo({ record, state, thread }: Reading, written: Draft): KeyedDraft[] {
  const uuid = textOf(record.uuid);
  const parent = textOf(record.parentUuid);
  if (written.kind !== 'prompt' || thread !== MAIN_THREAD || !uuid || !parent) return [];
  const before = recall(state.prompts, safeId(parent));
  rememberLong(state.prompts, [safeId(parent), safeId(uuid)]);
  return before === undefined || before === safeId(uuid) ? [] : [{ ...note('rewind', null, { to: parent }), key: 'rewind' }];
}

function readToolRecord(reading: Reading, blocks: Record<string, unknown>[]): Draft[] {
  const texts = blocks.filter((block) => block.type !== 'tool_result');
  const said = contentText(texts);
  return [
    ...readToolResults(
      reading,
      blocks.filter((block) => block.type === 'tool_result'),
    ),
    ...(said?.trim() ? [besideResult(reading, said)] : []),
  ];
}

/** A text beside a tool's result: typed while the tool ran, unless it was injected. */
function besideResult(reading: Reading, text: string): Draft {
  if (text.trimStart().startsWith('[Request interrupted by user')) return interrupt(text);
  if (reading.record.isMeta === true) return readInjected(text) ?? noise('injected', text);
  return queuedText(reading, text);
}

/** A text that was typed while the agent worked and reached it before its turn ended. */
export function queuedText(reading: Reading, text: string): Draft {
  const injected = readInjected(text);
  if (injected) return injected;
  const written = withoutAdditions(text);
  if (!written) return noise('injected', text);
  if (reading.agent === 'subagent')
    return { actor: 'agent', kind: 'message', text: written, data: { type: 'steering', queued: true } };
  return { actor: 'human', kind: 'message', text: written, data: { type: 'steering', queued: true } };
}

const interrupt = (text: string): Draft => ({ actor: 'human', kind: 'interrupt', text: text.trim() });

/** The first prompt names its session until something better does; a command does so until the first prompt. */
function withTitle(reading: Reading, draft: Draft): Draft {
  if (draft.actor !== 'human' || reading.thread !== 'main') return draft;
  const session = seenSession(reading.state, reading.session);
  const title = headline((draft.text ?? '').replace(/^Implement the following plan:\s*#*\s*(Plan:\s*)?/, ''));
  if (session.hasTitle || !title || /^\/(clear|exit|model|login|logout|resume|ide|mcp|config|cost|status|help)$/.test(title))
    return draft;
  reading.facts.title = title;
  reading.facts.titleRank = 0;
  session.hasTitle = draft.kind === 'prompt';
  return draft;
}

/** A session that is begun to carry out a plan has that one's name. */
function rememberPlan(reading: Reading, text: string): void {
  const plan = textOf(reading.record.slug);
  const isFirst = reading.thread === MAIN_THREAD && !seenSession(reading.state, reading.session).hasTitle;
  if (plan && isFirst && text.trimStart().startsWith('Implement the following plan'))
    reading.facts.carries_out = plan.slice(0, 200);
}

/** A session that goes on where another ended names that one's transcript. */
function rememberPredecessor(reading: Reading, text: string): void {
  const id = text.match(/read the full transcript at: [^\n]*?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.jsonl/)?.[1];
  if (id && id !== reading.session && reading.thread === 'main') reading.facts.predecessor = id;
}
