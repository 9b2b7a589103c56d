import { contentText, imageLine, imageLines, writtenText } from '@/lib/formats/codex/content';
import { readInjected, withoutAdditions } from '@/lib/formats/codex/injected';
import type { Reading } from '@/lib/formats/codex/reading';
import { copy, isTwin, keyOf } from '@/lib/formats/codex/twins';
import { type Draft, noise } from '@/lib/formats/drafts';
import { type JsonObject, listOf, textOf } from '@/lib/formats/json';
import { headline } from '@/lib/formats/words';

/** A message in the model's input or output. */
export function readMessageItem(reading: Reading): Draft[] {
  const { role, content } = reading.payload;
  const text = contentText(content) ?? '';
  if (role === 'assistant') return [agentMessage(reading, text, 'item')];
  if (role !== 'user') return [noise('injected', text, { role: textOf(role) })];
  const injected = readInjected(text);
  if (injected) return withCwd(reading, injected);
  const { state, isBare } = reading;
  if (isBare) return [prompt(reading, text)];
  if (state.hasPromptEvents) return [copy(text, 'prompt')];
  return [isTwin(state, keyOf('user', writtenText(content)), 'item') ? copy(text, 'prompt') : prompt(reading, text)];
}

/** What a person wrote, as the person saw it. */
export function readUserEvent(reading: Reading): Draft[] {
  const { payload } = reading;
  const images = [...listOf(payload.images), ...listOf(payload.local_images)].filter((each) => typeof each === 'string');
  return [userEvent(reading, textOf(payload.message) ?? '', images.map(imageLine))];
}

/** The same, as newer versions write it. */
export const readUserItem = (reading: Reading, { content }: JsonObject): Draft[] => [
  userEvent(reading, writtenText(content), imageLines(content)),
];

function userEvent(reading: Reading, text: string, images: string[]): Draft {
  if (readInjected(text)) return copy(text, 'injected');
  reading.state.hasPromptEvents = true;
  return isTwinOfItem(reading, text) ? copy(text, 'prompt') : prompt(reading, text, images);
}

/** Only an item that was taken for the prompt itself waits here: from the first event on, items are copies. */
function isTwinOfItem({ state }: Reading, text: string): boolean {
  const key = keyOf('user', text);
  const at = state.twins.findIndex(([what, side]) => what === key && side === 'item');
  if (at >= 0) state.twins.splice(at, 1);
  return at >= 0;
}

/** A text that reaches the agent while it works is a prompt all the same: it says so. */
function prompt(reading: Reading, text: string, images: string[] = []): Draft {
  const { state, facts } = reading;
  const written = [withoutAdditions(text), ...images].filter(Boolean).join('\n');
  const isDuringTurn = (state.turn?.prompts ?? 0) > 0;
  if (state.turn) state.turn.prompts += 1;
  const title = headline(written);
  if (title && !state.hasTitle && !state.isCopying) {
    state.hasTitle = true;
    facts.title = title;
    facts.titleRank = 0;
  }
  const actor = state.isSubagent ? 'agent' : 'human';
  return { actor, kind: 'prompt', text: written, ...(isDuringTurn ? { data: { during_turn: true } } : {}) };
}

const PLAN = /^\s*<proposed_plan>\s*([\s\S]*?)\s*<\/proposed_plan>\s*$/;

/** What the agent said, once: it stands as an event and as an item. */
export function agentMessage(reading: Reading, text: string, side: 'item' | 'event', type: string | null = null): Draft {
  const { state, payload, isBare } = reading;
  const plan = text.match(PLAN)?.[1];
  const said = plan ?? text;
  const key = keyOf('agent', said);
  state.said = key;
  if (!isBare && isTwin(state, key, side)) return copy(said, 'message');
  const phase = textOf(payload.phase);
  const kind = type ?? (plan === undefined ? null : 'plan');
  const data = { ...(kind ? { type: kind } : {}), ...(phase ? { phase } : {}) };
  return { actor: 'agent', kind: 'message', text: said, ...(Object.keys(data).length > 0 ? { data } : {}) };
}

/** The last message of a turn, if nothing before said it. */
export const isUnsaid = (reading: Reading, text: string): boolean =>
  reading.state.said !== keyOf('agent', text.match(PLAN)?.[1] ?? text);

/** Before envelopes only the injected context names the folder. */
function withCwd({ state, facts }: Reading, drafts: Draft[]): Draft[] {
  const cwd = drafts[0]?.data?.type === 'environment_context' ? drafts[0].text?.match(/<cwd>([^<]+)<\/cwd>/)?.[1]?.trim() : null;
  if (cwd && !state.hasCwd) {
    state.hasCwd = true;
    facts.cwd = cwd;
  }
  return drafts;
}
