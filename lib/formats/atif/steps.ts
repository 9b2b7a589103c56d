import { announced, type State } from '@/lib/formats/atif/state';
import { blocksOf, textOfBlocks } from '@/lib/formats/chat';
import { type Draft, noise, note } from '@/lib/formats/drafts';
import { modelName, safeId } from '@/lib/formats/identity';
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from '@/lib/formats/json';
import { remember } from '@/lib/formats/memory';
import { type ReadRecord, titleOf } from '@/lib/formats/records';
import { tokens, toolCall, toolResult, usageOf } from '@/lib/formats/tools';

/** Reads one of the records that a trajectory was taken apart into; its key is its id. */
export function readRecord(state: State, record: JsonObject): ReadRecord {
  const id = textOf(record.key);
  if (record.atif === 'head') return { ...readHead(record), id };
  if (record.atif === 'end') return { ...readEnd(state, record), id };
  const thread = textOf(record.thread);
  const place = { id, ...(thread ? { thread: safeId(thread), threads: announced(state, thread, record.label) } : {}) };
  if (record.atif === 'step') return { ...readStep(state, objectOf(record.step), thread !== null), ...place };
  if (record.atif === 'result') return { drafts: readResults(state, record), ...place };
  return { drafts: [] };
}

function readHead(record: JsonObject): ReadRecord {
  const agent = objectOf(record.agent);
  const [name, model] = [textOf(agent.name), textOf(agent.model_name)];
  const about = noise('session', null, { version: textOf(agent.version), schema: textOf(record.schema_version) });
  return { drafts: [about], facts: { ...(name ? { agent: name } : {}), ...(model ? { model } : {}) } };
}

/** A step that was copied from another trajectory says so; its tokens are counted there. */
function readStep(state: State, step: JsonObject, isSubagent: boolean): ReadRecord {
  const isCopied = step.is_copied_context === true;
  const drafts = draftsOf(state, step, isSubagent);
  const [first, ...rest] = drafts;
  const usage = isCopied ? undefined : usageIn(state, objectOf(step.metrics));
  const by = textOf(step.model_name);
  const all = first && usage ? [{ ...first, usage: { ...usage, ...(by ? { model: modelName(by) } : {}) } }, ...rest] : drafts;
  const prompt = drafts.find(({ kind, actor }) => kind === 'prompt' && actor === 'human')?.text;
  const model = isSubagent ? null : by;
  return {
    drafts: isCopied ? all.map((draft) => ({ ...draft, data: { ...draft.data, is_copied: true } })) : all,
    at: step.timestamp,
    facts: { ...(prompt ? titleOf(state, prompt) : {}), ...(model ? { model } : {}) },
  };
}

function draftsOf(state: State, step: JsonObject, isSubagent: boolean): Draft[] {
  const text = textOfBlocks(blocksOf(step.message));
  if (step.source === 'user') {
    state.hasAsked = true;
    return [{ actor: isSubagent ? 'agent' : 'human', kind: 'prompt', text }];
  }
  if (step.source === 'system') {
    if (text.trim() === '') return [noise('system')];
    return [state.hasAsked ? note('system', text) : noise('system_prompt', text)];
  }
  if (step.source !== 'agent') return [];
  const actor = isSubagent ? 'subagent' : 'agent';
  const thought = textOf(step.reasoning_content);
  const calls = listOf(step.tool_calls).map(objectOf);
  const drafts: Draft[] = [
    ...(thought ? [{ actor, kind: 'thinking', text: thought } as const] : []),
    ...(text.trim() !== '' ? [{ actor, kind: 'message', text } as const] : []),
    ...calls.map((call) =>
      toolCall(state, { id: textOf(call.tool_call_id), name: textOf(call.function_name), input: call.arguments, actor }),
    ),
  ];
  return drafts.length > 0 ? drafts : [{ actor, kind: 'message', text: null }];
}

/** Input holds what came from the cache; here each token counts once. */
function usageIn(state: State, metrics: JsonObject) {
  const [input, output, cached] = [metrics.prompt_tokens, metrics.completion_tokens, metrics.cached_tokens].map(tokens);
  const usage = usageOf({
    input: input === null || input === undefined ? null : Math.max(0, input - (cached ?? 0)),
    output,
    cache_read: cached,
    cost_usd: costOf(metrics.cost_usd),
  });
  if (usage) state.hasUsage = true;
  if (typeof usage?.cost_usd === 'number') state.hasCost = true;
  return usage;
}

function costOf(value: unknown): number | null {
  const cost = numberOf(value);
  return cost !== null && cost >= 0 ? cost : null;
}

function readResults(state: State, record: JsonObject): Draft[] {
  const results = listOf(objectOf(record.observation).results);
  const only = results.length === 1 ? textOf(record.call) : null;
  return results.map((result) => (isObject(result) ? readResult(state, result, only) : note('observation', textOf(result))));
}

function readResult(state: State, result: JsonObject, only: string | null): Draft {
  const id = textOf(result.source_call_id) ?? only;
  const agents = listOf(result.subagent_trajectory_ref)
    .map(objectOf)
    .flatMap((ref) => textOf(ref.trajectory_id) ?? textOf(ref.session_id) ?? []);
  const output = result.content === undefined ? null : textOfBlocks(blocksOf(result.content));
  const data = agents.length > 0 ? { agent: agents[0], ...(agents.length > 1 ? { agents } : {}) } : {};
  if (id === null) return note('observation', output, data);
  for (const agent of agents) remember(state.spawned, [safeId(agent), safeId(id)]);
  const extra = objectOf(result.extra);
  const code = numberOf(extra.exit_code);
  const exitCode = code !== null && Number.isSafeInteger(code) ? code : null;
  const isError = extra.is_error === true || (exitCode !== null && exitCode !== 0);
  return toolResult(state, { id, output, isError, exitCode, data });
}

/** Totals count where no step tells its own. */
function readEnd(state: State, record: JsonObject): ReadRecord {
  const totals = objectOf(record.final_metrics);
  const [hadUsage, hadCost] = [state.hasUsage, state.hasCost];
  const all = usageIn(state, {
    prompt_tokens: hadUsage ? null : totals.total_prompt_tokens,
    completion_tokens: hadUsage ? null : totals.total_completion_tokens,
    cached_tokens: hadUsage ? null : totals.total_cached_tokens,
    cost_usd: hadCost ? null : totals.total_cost_usd,
  });
  const notes = textOf(record.notes);
  const next = textOf(record.continued_trajectory_ref);
  const end = noise('end', null, { ...(next ? { continued_in: next } : {}) });
  return { drafts: [...(notes ? [note('notes', notes)] : []), { ...end, ...(all ? { usage: all } : {}) }] };
}
