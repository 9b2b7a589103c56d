import { Name } from '@/components/ui/name';
import { formatCompact, formatCost, formatTokens } from '@/lib/display';
import type { SessionUsage } from '@/lib/sessions/usage-schema';

const SHOWN_MODELS = 5;

/** What stands on the closed list: the cost where there is one. */
export function usageName(usage: SessionUsage): string {
  const cost = formatCost(usage);
  return cost ? `Usage (${cost})` : 'Usage';
}

/** What the models of a session took, and what that cost. */
export function UsageList({ usage }: { usage: SessionUsage }) {
  const { input, output, reasoning, cache_read, cache_write, models, subagents } = usage;
  const named = models.flatMap(({ model, ...counts }) => (model ? [{ model, ...counts }] : []));
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2.5">
      <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 tabular-nums">
        <Count name="Tokens in" of={input} />
        <Count name="Read from the cache" of={cache_read} />
        <Count name="Written to the cache" of={cache_write} />
        <Count name="Tokens out" of={output} note={usage.output_under_reported ? 'at least ' : ''} />
        <Count name="of it reasoning" of={reasoning} />
      </dl>
      {usage.output_under_reported && (
        <p className="text-ink-3">The agent wrote “tokens out” down before its answers were complete: there were more.</p>
      )}
      {subagents && <p className="text-ink-3">Subagents: {formatTokens({ ...subagents, output_under_reported: false })}</p>}
      {named.length > 0 && (
        <ul>
          {named.slice(0, SHOWN_MODELS).map(({ model, ...counts }) => (
            <li key={model} className="wrap-anywhere">
              <Name text={model} />
              {named.length > 1 && (
                <span className="block text-ink-3">{formatTokens({ ...counts, output_under_reported: false })}</span>
              )}
            </li>
          ))}
          {named.length > SHOWN_MODELS && <li className="text-ink-3">and {named.length - SHOWN_MODELS} more</li>}
        </ul>
      )}
      <Cost usage={usage} />
    </div>
  );
}

function Count({ name, of, note = '' }: { name: string; of: number; note?: string }) {
  if (of === 0) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd className="text-right" title={String(of)}>
        {note}
        {formatCompact(of)}
      </dd>
    </>
  );
}

function Cost({ usage }: { usage: SessionUsage }) {
  const cost = formatCost(usage);
  if (!cost) return null;
  if (usage.cost_source === 'recorded') return <p>{cost}, recorded by the agent</p>;
  return (
    <p>
      {cost} from this server’s price table
      {usage.cost_is_partial && <span className="text-ink-3">; some tokens have no price in it, or were not recorded</span>}
    </p>
  );
}
