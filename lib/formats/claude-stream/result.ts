import type { Reading } from '@/lib/formats/claude-code/reading';
import { seenSession } from '@/lib/formats/claude-code/state';
import { newCost, readUsage } from '@/lib/formats/claude-code/usage';
import { type Draft, noise } from '@/lib/formats/drafts';
import { modelName } from '@/lib/formats/identity';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from '@/lib/formats/json';

/** The end of a turn: what it cost, how it ended, and what was said last, which counts where nothing else tells of it. */
export function readResult(reading: Reading): Draft[] {
  const { record, state, session } = reading;
  const seen = seenSession(state, session);
  const isAlone = !seen.hasSpoken;
  seen.hasSpoken = false;
  const cost = newCost(state, session, record.total_cost_usd);
  const tokens = isAlone ? readUsage(objectOf(record.usage)) : null;
  const end = noise('turn_end', null, endData(record));
  return [...lastWords(record, isAlone), cost || tokens ? { ...end, usage: { ...tokens, ...onlyModel(record), ...cost } } : end];
}

/** The model of a run that had only one. */
function onlyModel(record: JsonObject): { model?: string } {
  const [model, ...others] = Object.keys(objectOf(record.modelUsage));
  return model && others.length === 0 ? { model: modelName(model) } : {};
}

function lastWords(record: JsonObject, isAlone: boolean): Draft[] {
  const said = textOf(record.result);
  const subtype = textOf(record.subtype) ?? '';
  const errors = listOf(record.errors).filter((error) => typeof error === 'string');
  if (subtype.startsWith('error'))
    return [{ actor: 'system', kind: 'error', text: errors.join('\n') || said || subtype, data: { type: subtype } }];
  if (!isAlone || !said) return [];
  if (record.is_error === true) return [{ actor: 'system', kind: 'error', text: said, data: { type: 'api_error' } }];
  return [{ actor: 'agent', kind: 'message', text: said }];
}

function endData(record: JsonObject): JsonObject {
  const denied = listOf(record.permission_denials).filter(isObject);
  return {
    duration_ms: numberOf(record.duration_ms),
    turns: numberOf(record.num_turns),
    ...(textOf(record.stop_reason) ? { stop_reason: textOf(record.stop_reason) } : {}),
    ...(denied.length > 0 ? { denied_calls: denied.map((call) => textOf(call.tool_use_id) ?? textOf(call.tool_name)) } : {}),
  };
}
