import { z } from 'zod';
import { readEnv } from '@/lib/env';

const dollars = z.number().min(0).optional();
/** US dollars for a million tokens of each kind. */
const price = z.object({ input: dollars, output: dollars, cache_read: dollars, cache_write: dollars });
export type Price = z.infer<typeof price>;
/** By the name of a model, or by its beginning and a `*`. */
const priceTable = z.record(z.string(), price);
export type PriceTable = z.infer<typeof priceTable>;

let table: PriceTable | undefined;

/** The price table of this server, which the start has checked; an empty one where none is configured. */
export function configuredPrices(): PriceTable {
  table ??= priceTable.parse(JSON.parse(readEnv(process.env).DEBRIEF_PRICE_TABLE ?? '{}'));
  return table;
}

/** The price of a model: by its whole name, else by the longest beginning; null where there is none. */
export function priceOf(prices: PriceTable, model: string | null): Price | null {
  if (model === null) return null;
  if (Object.hasOwn(prices, model)) return prices[model] ?? null;
  const [longest] = Object.keys(prices)
    .filter((name) => name.endsWith('*') && model.startsWith(name.slice(0, -1)))
    .sort((a, b) => b.length - a.length);
  return longest === undefined ? null : (prices[longest] ?? null);
}
