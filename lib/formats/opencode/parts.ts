import { type Draft, noise, note } from '@/lib/formats/drafts';
import { describeValue, type JsonObject, listOf, numberOf, objectOf, textOf } from '@/lib/formats/json';
import type { State } from '@/lib/formats/opencode/state';
import type { ReadRecord } from '@/lib/formats/records';

/** A text that is shown to the model alone, or to the person alone, was not typed. */
export const isTyped = (part: JsonObject): boolean => part.type === 'text' && part.synthetic !== true && part.ignored !== true;

/** What stands beside a prompt. */
export function readUserPart(state: State, part: JsonObject): Draft[] {
  if (part.type === 'text') return [noise('injected', textOf(part.text))];
  if (part.type === 'subtask') return [readSubtask(state, part)];
  return readPart(state, part).drafts;
}

/** A command that a person gave, which another agent carries out. */
function readSubtask(state: State, part: JsonObject): Draft {
  const command = textOf(part.command);
  if (!command || state.isChild) return note('subtask', textOf(part.prompt), { description: textOf(part.description) });
  const name = `/${command}`;
  const data = { type: 'slash_command', name, args: '', description: textOf(part.description) };
  return { actor: 'human', kind: 'command', text: name, data };
}

type Reader = (state: State, part: JsonObject) => Draft[];

const PARTS: Record<string, Reader> = {
  text: readText,
  reasoning: (_state, { text }) => [
    { actor: 'agent', kind: 'thinking', text: textOf(text), ...(textOf(text) ? {} : { data: { not_recorded: true } }) },
  ],
  'step-start': () => [noise('step_start')],
  'step-finish': (_state, { reason }) => [noise('step_finish', null, { reason: textOf(reason) })],
  snapshot: () => [noise('snapshot')],
  patch: (_state, { files }) => [
    noise(
      'snapshot',
      listOf(files)
        .filter((file) => typeof file === 'string')
        .join('\n') || null,
    ),
  ],
  file: (_state, part) => [noise('file', fileLine(part))],
  agent: (_state, { name }) => [noise('agent', textOf(name))],
  subtask: (state, part) => [readSubtask(state, part)],
  retry: (_state, { error, attempt }) => [
    noise('api_retry', textOf(objectOf(objectOf(error).data).message), { attempt: numberOf(attempt) }),
  ],
  compaction: (_state, { auto }) => [
    { actor: 'system', kind: 'compaction', text: null, data: { type: 'boundary', trigger: auto === false ? 'manual' : 'auto' } },
  ],
};

/** Reads a part of an answer that is no call. */
export function readPart(state: State, part: JsonObject): ReadRecord {
  const { type } = part;
  const reader = typeof type === 'string' && Object.hasOwn(PARTS, type) ? PARTS[type] : undefined;
  const drafts = reader?.(state, part) ?? [
    { actor: 'system' as const, kind: 'other' as const, text: describeValue(part), data: { type } },
  ];
  return { drafts, at: objectOf(part.time).start };
}

function readText(state: State, part: JsonObject): Draft[] {
  const text = textOf(part.text);
  if (part.synthetic === true || part.ignored === true) return [noise('injected', text)];
  if (state.isSummary) return [{ actor: 'system', kind: 'compaction', text, data: { type: 'summary' } }];
  return [{ actor: 'agent', kind: 'message', text }];
}

/** A file by its name: what is in it stands in the raw line alone. */
export const fileLine = (part: JsonObject): string =>
  [textOf(part.filename) ?? 'file', textOf(part.mime) ? `(${textOf(part.mime)})` : null].filter(Boolean).join(' ');
