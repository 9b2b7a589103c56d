import { type Draft, note } from '@/lib/formats/drafts';
import { patchData, patchesOf } from '@/lib/formats/hunks';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from '@/lib/formats/json';
import { fileLine } from '@/lib/formats/opencode/parts';
import type { State } from '@/lib/formats/opencode/state';
import type { ReadRecord } from '@/lib/formats/records';
import { toolCall, toolResult } from '@/lib/formats/tools';

const REJECTED =
  /^(Error: )?The user rejected permission to use this specific tool call|^(Error: )?The user dismissed this question/;
const COMMENT = /with the following feedback: ([\s\S]+)$/;

export function readCall(state: State, record: JsonObject): ReadRecord {
  const at = objectOf(record.time).start;
  const command = state.isShell ? textOf(objectOf(record.input).command) : null;
  if (command === null) {
    const call = { id: textOf(record.call), name: textOf(record.tool), input: record.input };
    return { drafts: [toolCall(state, call)], at };
  }
  const data = { type: 'shell_command', name: '!', args: command };
  return { drafts: [{ actor: 'human', kind: 'command', text: `!${command}`, data }], at };
}

/** A result, and what the person said who refused its call. */
export function readResult(state: State, record: JsonObject): ReadRecord {
  const part = objectOf(record.part);
  const run = objectOf(part.state);
  const metadata = objectOf(run.metadata);
  const exitCode = integer(metadata.exit);
  const at = objectOf(run.time).end;
  const output = outputOf(run, metadata);
  if (state.isShell) return { drafts: [note('command_output', output, { exit_code: exitCode })], at };
  const error = run.status === 'error' ? (textOf(run.error) ?? '') : null;
  const result = toolResult(state, {
    id: textOf(record.call),
    name: textOf(part.tool),
    output,
    isError: error !== null || (exitCode !== null && exitCode !== 0) || part.tool === 'invalid',
    exitCode,
    data: error === null ? factsOf(textOf(part.tool), run, metadata) : failureOf(error),
  });
  const comment = error !== null && REJECTED.test(error) ? error.match(COMMENT)?.[1]?.trim() : undefined;
  return { drafts: comment ? [result, steering(state, comment, result.tool?.call_id ?? null)] : [result], at };
}

const steering = (state: State, text: string, callId: string | null): Draft => ({
  actor: state.isChild ? 'agent' : 'human',
  kind: 'message',
  text,
  data: { type: 'steering', call_id: callId },
});

function outputOf(run: JsonObject, metadata: JsonObject): string | null {
  const files = listOf(run.attachments)
    .filter(isObject)
    .map((file) => `[${fileLine(file)}]`);
  const said = run.status === 'error' ? [textOf(metadata.output), textOf(run.error)] : [textOf(run.output)];
  return [...said, ...files].filter((text) => text !== null).join('\n') || (typeof run.output === 'string' ? '' : null);
}

const failureOf = (error: string): JsonObject => ({
  ...(REJECTED.test(error) ? { rejected: true } : {}),
  ...(/\baborted\b/.test(error.slice(0, 200)) ? { interrupted: true } : {}),
});

/** What the tool recorded beyond its words. */
function factsOf(tool: string | null, run: JsonObject, metadata: JsonObject): JsonObject {
  if (Array.isArray(metadata.todos)) return { type: 'todo', items: metadata.todos.map(todoItem), is_whole: true };
  if (tool === 'question') return answersOf(listOf(objectOf(run.input).questions).map(objectOf), listOf(metadata.answers));
  if (tool === 'plan_exit') return { type: 'plan', is_approved: true };
  const agent = textOf(metadata.sessionId);
  const path = textOf(metadata.outputPath);
  return {
    ...patchData(patchesIn(objectOf(run.input), metadata)),
    ...(agent ? { agent } : {}),
    ...(path ? { output_path: path } : {}),
  };
}

function todoItem(item: unknown): JsonObject {
  const { id, content, status } = objectOf(item);
  return { ...(textOf(id) ? { id } : {}), content: textOf(content), status: textOf(status) };
}

/** Each answer is the list of what was chosen, in the order of the questions. */
function answersOf(questions: JsonObject[], answers: unknown[]): JsonObject {
  const told = questions.flatMap(({ question }, at) => {
    const words = listOf(answers[at]).filter((word) => typeof word === 'string');
    return typeof question === 'string' && words.length > 0 ? [[question, words.join(', ')]] : [];
  });
  if (told.length === 0) return {};
  return {
    type: 'answers',
    answers: Object.fromEntries(told),
    questions: questions.map(({ question, header, options }) => ({
      question: textOf(question),
      header: textOf(header),
      options: listOf(options).map((option) => textOf(objectOf(option).label)),
    })),
  };
}

/** Files of one patch that are kept beside it. */
const MAX_FILES = 100;

function patchesIn(input: JsonObject, metadata: JsonObject): JsonObject[] {
  const files = listOf(metadata.files).filter(isObject).slice(0, MAX_FILES);
  if (files.length > 0) return files.flatMap((file) => patchOf(textOf(file.filePath) ?? textOf(file.file), file));
  const path = textOf(metadata.filepath) ?? textOf(input.filePath);
  const content = metadata.exists === false ? textOf(input.content) : null;
  if (content !== null) return patchesOf({ [path ?? '']: { type: 'add', content } });
  return patchOf(path, { ...objectOf(metadata.filediff), ...(textOf(metadata.diff) ? { diff: metadata.diff } : {}) });
}

function patchOf(path: string | null, file: JsonObject): JsonObject[] {
  const diff = textOf(file.diff) ?? textOf(file.patch);
  const [added, removed] = [integer(file.additions), integer(file.deletions)];
  if (!path || (!diff && added === null && removed === null)) return [];
  const isNew = file.type === 'add' || file.status === 'added' ? { is_new: true } : {};
  const [patch] = diff ? patchesOf({ [path]: { type: 'update', unified_diff: diff, move_path: file.movePath } }) : [];
  return [{ ...(patch ?? { path, added: added ?? 0, removed: removed ?? 0 }), ...isNew }];
}

const integer = (value: unknown): number | null => {
  const number = numberOf(value);
  return number !== null && Number.isSafeInteger(number) ? number : null;
};
