import { Name } from '@/components/ui/name';
import { formatCompact, formatCost, formatNumber, formatTokens } from '@/lib/display';
import type { SessionUsage } from '@/lib/sessions/usage-schema';

const SHOWN_MODELS = 5;
const ROW = 'flex justify-between gap-3';

/** What stands on the closed list: the cost, where all of it is known. */
export function usageName(usage: SessionUsage): string {
  const cost = usage.cost_is_partial ? null : formatCost(usage);
  return cost ? `Usage (${cost})` : 'Usage';
}

/** What the models of a session took, and what that cost. */
export function UsageList({ usage }: { usage: SessionUsage }) {
  const { input, output, reasoning, cache_read, cache_write, subagents, output_under_reported: isLow } = usage;
  const cost = formatCost(usage);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2.5">
      <dl className="tabular-nums">
        <Count name="Tokens in" of={input + cache_read + cache_write} />
        <Count name="from the cache" of={cache_read} isPart />
        <Count name="into the cache" of={cache_write} isPart />
        <Count name="Tokens out" of={output} isLow={isLow} />
        <Count name="reasoning" of={reasoning} isPart />
        {cost && (
          <div className={ROW}>
            <dt>Cost</dt>
            <dd>{cost}</dd>
          </div>
        )}
      </dl>
      {isLow && <p className="text-ink-3">This version of the agent noted the tokens out too early: there were more.</p>}
      {cost && <p className="text-ink-3">{costNote(usage)}</p>}
      {subagents && <p>Subagents: {formatTokens({ ...subagents, output_under_reported: isLow })}</p>}
      <Models usage={usage} />
    </div>
  );
}

function costNote({ cost_source, cost_is_partial }: SessionUsage): string {
  if (cost_source === 'recorded') return 'The agent recorded the cost.';
  const from = 'Computed from this server’s price table';
  return cost_is_partial ? `${from}; some tokens have no price there, or were not recorded.` : `${from}.`;
}

interface CountProps {
  name: string;
  of: number;
  /** It is part of the count above. */
  isPart?: boolean;
  isLow?: boolean;
}

function Count({ name, of, isPart = false, isLow = false }: CountProps) {
  if (of === 0) return null;
  return (
    <div className={isPart ? `${ROW} ps-3 text-ink-3` : ROW}>
      <dt>{name}</dt>
      <dd title={formatNumber(of)}>
        {isLow && 'at least '}
        {formatCompact(of)}
      </dd>
    </div>
  );
}

function Models({ usage: { models, output_under_reported } }: { usage: SessionUsage }) {
  const named = models.flatMap(({ model, ...counts }) => (model ? [{ model, ...counts, output_under_reported }] : []));
  if (named.length === 0) return null;
  return (
    <ul className="grid gap-1">
      {named.slice(0, SHOWN_MODELS).map(({ model, ...counts }) => (
        <li key={model} className="wrap-anywhere">
          <Name text={model} />
          {named.length > 1 && <span className="block text-ink-3">{formatTokens(counts)}</span>}
        </li>
      ))}
      {named.length > SHOWN_MODELS && <li className="text-ink-3">and {named.length - SHOWN_MODELS} more</li>}
    </ul>
  );
}
