import { callNamed } from '@/lib/formats/codex/calls';
import type { Reading } from '@/lib/formats/codex/reading';
import type { Ending } from '@/lib/formats/codex/state';
import { type Draft, noise } from '@/lib/formats/drafts';
import { patchData, patchesOf } from '@/lib/formats/hunks';
import { safeId } from '@/lib/formats/identity';
import { isObject, numberOf, objectOf, textOf } from '@/lib/formats/json';
import { remember } from '@/lib/formats/memory';

/** Few calls run at a time. */
const MAX_ENDINGS = 20;
const MAX_PATCH_CHARS = 200_000;

/** How a command ended. What it wrote stands in the call's output. */
export function readExecEnd(reading: Reading): Draft[] {
  const exitCode = integer(reading.payload.exit_code);
  remembered(reading, { exitCode, isError: false, patches: null });
  return [noise('exec_command_end', null, { call_id: callId(reading), exit_code: exitCode })];
}

/** What a patch changed, with the places where. */
export function readPatchEnd(reading: Reading): Draft[] {
  const patches = patchesOf(objectOf(reading.payload.changes));
  const isSmall = JSON.stringify(patches).length <= MAX_PATCH_CHARS;
  const isError = reading.payload.success === false;
  const isKept = remembered(reading, { exitCode: null, isError, patches: isSmall && patches.length > 0 ? patches : null });
  return [noise('patch_apply_end', null, { call_id: callId(reading), ...(isKept ? {} : patchData(patches)) })];
}

export function readMcpEnd(reading: Reading): Draft[] {
  const result = objectOf(reading.payload.result);
  const isError = 'Err' in result || (isObject(result.Ok) && (result.Ok.isError === true || result.Ok.is_error === true));
  remembered(reading, { exitCode: null, isError, patches: null });
  return [noise('mcp_tool_call_end', null, { call_id: callId(reading) })];
}

/** Keeps what an event tells of a call for its output; only of a call that is known. */
function remembered(reading: Reading, ending: Ending): boolean {
  const id = callId(reading);
  if (!id || !callNamed(reading.state, id)) return false;
  remember(reading.state.endings, [id, ending], MAX_ENDINGS);
  return true;
}

function callId({ payload }: Reading): string | null {
  const id = textOf(payload.call_id);
  return id && safeId(id);
}

const integer = (value: unknown): number | null => {
  const number = numberOf(value);
  return number !== null && Number.isSafeInteger(number) ? number : null;
};
