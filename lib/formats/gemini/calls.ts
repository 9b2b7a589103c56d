import type { Draft } from '@/lib/formats/drafts';
import { hasEnded } from '@/lib/formats/gemini/document';
import { hasError, responseText } from '@/lib/formats/gemini/parts';
import { resultData } from '@/lib/formats/gemini/result-data';
import type { ResultState } from '@/lib/formats/gemini/state';
import { digest, safeId, storable } from '@/lib/formats/identity';
import { isObject, type JsonObject, listOf, objectOf, textOf } from '@/lib/formats/json';
import { recall, remember, rememberLong } from '@/lib/formats/memory';
import type { KeyedDraft } from '@/lib/formats/records';
import { toolCall, toolResult } from '@/lib/formats/tools';

const KEY_CHARS = 12;
const keyOf = (what: string, id: string | null): string => (id === null ? what : `${what}-${digest(id).slice(0, KEY_CHARS)}`);

/** The calls of a message that were not told before, and results that came since. */
export function readCalls(state: ResultState, toolCalls: unknown): KeyedDraft[] {
  const calls = listOf(toolCalls).filter(isObject);
  return [
    ...calls.flatMap((call) => readCall(state, call)),
    ...calls.filter(hasEnded).flatMap((call) => readResult(state, call)),
  ];
}

/** A call, unless it was told before. */
export function readCall(state: ResultState, call: JsonObject): KeyedDraft[] {
  const id = textOf(call.id);
  if (id !== null && recall(state.calls, safeId(id)) !== undefined) return [];
  const questions = listOf(objectOf(call.args).questions).flatMap((each) => textOf(objectOf(each).question) ?? []);
  if (id !== null && questions.length > 0)
    remember(state.questions, [safeId(id), questions.map((each) => storable(each.slice(0, 1000)))]);
  return [{ ...toolCall(state, { id, name: textOf(call.name), input: call.args }), key: keyOf('call', id) }];
}

/** A rejected call and one that was stopped both end as cancelled. */
export function readResult(state: ResultState, call: JsonObject): KeyedDraft[] {
  const id = textOf(call.id);
  if (!isNewResult(state, id)) return [];
  const output = responseText(call.result);
  const isCancelled = call.status === 'cancelled';
  const exitCode = call.name === 'run_shell_command' && !isCancelled ? exitCodeIn(output ?? '') : null;
  const { data, comment } = resultData(call, output ?? '', (id !== null && recall(state.questions, safeId(id))) || []);
  const result = toolResult(state, {
    id,
    name: textOf(call.name),
    output,
    isError: isCancelled || call.status === 'error' || hasError(call.result) || (exitCode ?? 0) !== 0,
    exitCode,
    data,
  });
  const told: KeyedDraft[] = [{ ...result, key: keyOf('result', id) }];
  return comment === null ? told : [...told, { ...steering(comment, id), key: keyOf('said', id) }];
}

/** A result as it went to the model; it mostly repeats what stands at the call. */
export function readResponse(state: ResultState, response: JsonObject): Draft[] {
  const id = textOf(response.id);
  if (!isNewResult(state, id)) return [];
  const part = [{ functionResponse: response }];
  return [toolResult(state, { id, name: textOf(response.name), output: responseText(part), isError: hasError(part) })];
}

function isNewResult(state: ResultState, id: string | null): boolean {
  if (id === null) return true;
  if (state.results.includes(safeId(id))) return false;
  rememberLong(state.results, safeId(id));
  return true;
}

const steering = (text: string, id: string | null): Draft => ({
  actor: 'human',
  kind: 'message',
  text,
  data: { type: 'steering', call_id: id && safeId(id) },
});

/** What follows a command's output, each on a line of its own; newer versions leave out what is as it should be. */
const ENDING =
  /(?:^|\n)(?:Error: .*\n)?(?:Exit Code: (\d{1,9}|\(none\))\n?)?(?:Signal: (.+)\n?)?(?:Background PIDs: .*\n?)?(?:Process Group PGID: .*)?$/;

function exitCodeIn(output: string): number | null {
  const [all, code, signal] = output.match(ENDING) ?? [];
  if (code !== undefined) return code === '(none)' ? null : Number(code);
  return all?.includes('Process Group PGID:') && signal === undefined && !all.includes('Error: ') ? 0 : null;
}
