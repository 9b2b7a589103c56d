import type { Read } from '@/lib/formats/copilot/reading';
import { changeSession, type State, type Totals, totalsOf } from '@/lib/formats/copilot/state';
import { noise } from '@/lib/formats/drafts';
import { safeId } from '@/lib/formats/identity';
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

/** The end of a session counts everything since its beginning: what was not told before is told here. */
export function readShutdown(state: State, data: JsonObject): Read {
  const total = totalsOf(data.modelMetrics);
  const since = (count: keyof Totals) => Math.max(0, total[count] - state.told[count]);
  const usage = {
    input: since('input'),
    output: since('output'),
    reasoning: since('reasoning'),
    cache_read: since('cache_read'),
    cache_write: since('cache_write'),
  };
  for (const count of Object.keys(usage) as (keyof Totals)[]) state.told[count] += usage[count];
  const { linesAdded, linesRemoved, filesModified } = objectOf(data.codeChanges);
  const about = {
    how: textOf(data.shutdownType),
    premium_requests: numberOf(data.totalPremiumRequests),
    nano_aiu: numberOf(data.totalNanoAiu),
    lines_added: numberOf(linesAdded),
    lines_removed: numberOf(linesRemoved),
    files: listOf(filesModified).length,
  };
  const hasUsage = Object.values(usage).some((count) => count > 0);
  return { drafts: [{ ...noise('session_end', null, about), ...(hasUsage ? { usage } : {}) }] };
}
