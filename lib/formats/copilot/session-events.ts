import type { Read } from '@/lib/formats/copilot/reading';
import { changeSession, type State, type Totals, toldOf, totalsOf } from '@/lib/formats/copilot/state';
import { noise } from '@/lib/formats/drafts';
import { modelName, safeId } from '@/lib/formats/identity';
import { type JsonObject, listOf, numberOf, objectOf, textOf } from '@/lib/formats/json';

/** The beginning of a session, or of its going on, with where it runs. */
export function readHead(state: State, data: JsonObject): Read {
  const id = textOf(data.sessionId);
  if (id) changeSession(state, safeId(id));
  const { cwd, branch, headCommit, repository } = objectOf(data.context);
  const model = textOf(data.selectedModel);
  const about = { agent_version: textOf(data.copilotVersion), commit: textOf(headCommit), repository: textOf(repository) };
  return {
    drafts: [noise('session_start', null, about)],
    facts: {
      ...(textOf(cwd) ? { cwd: textOf(cwd) ?? undefined } : {}),
      ...(textOf(branch) ? { branch: textOf(branch)?.slice(0, 500) } : {}),
      ...(model && model !== 'auto' ? { model } : {}),
    },
  };
}

export const readModel = (model: string | null): Read => ({
  drafts: [noise('model', model)],
  facts: model && model !== 'auto' ? { model } : {},
});

export function readCompaction(_state: State, data: JsonObject): Read {
  if (data.success === false) return { drafts: [noise('compaction_failed', textOf(data.error))] };
  const about = {
    trigger: textOf(data.trigger),
    pre_tokens: numberOf(data.preCompactionTokens),
    post_tokens: numberOf(data.postCompactionTokens),
  };
  return {
    drafts: [{ actor: 'system', kind: 'compaction', text: textOf(data.summaryContent), data: { type: 'summary', ...about } }],
  };
}

/** A session has few; each that is told is an event. */
const MAX_MODELS = 50;

/** The end of a session counts everything since its beginning, for each model: what was not told before is told here. */
export function readShutdown(state: State, data: JsonObject): Read {
  const models = Object.entries(objectOf(data.modelMetrics)).slice(0, MAX_MODELS);
  const usages = models.flatMap(([model, metrics]) => untold(state, modelName(model), metrics));
  const { linesAdded, linesRemoved, filesModified } = objectOf(data.codeChanges);
  const about = {
    how: textOf(data.shutdownType),
    premium_requests: numberOf(data.totalPremiumRequests),
    nano_aiu: numberOf(data.totalNanoAiu),
    lines_added: numberOf(linesAdded),
    lines_removed: numberOf(linesRemoved),
    files: listOf(filesModified).length,
  };
  const [first, ...others] = usages;
  const end = { ...noise('session_end', null, about), ...(first ? { usage: first } : {}) };
  return { drafts: [end, ...others.map((usage) => ({ ...noise('usage', usage.model), usage }))] };
}

function untold(state: State, model: string, metrics: unknown): (Totals & { model: string })[] {
  const told = toldOf(state, model);
  const total = totalsOf(objectOf(objectOf(metrics).usage));
  const rest = { ...total };
  for (const count of Object.keys(rest) as (keyof Totals)[]) {
    rest[count] = Math.max(0, total[count] - told[count]);
    told[count] += rest[count];
  }
  return Object.values(rest).some((count) => count > 0) ? [{ model, ...rest }] : [];
}
