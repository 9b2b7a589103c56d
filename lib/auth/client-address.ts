import { isIPv6 } from 'node:net';
import type { Env } from '@/lib/env';

/** Set by the server itself for every request, over whatever was sent: the address at the other end of the connection. */
export const PEER_HEADER = 'x-debrief-peer';

/** In which better-auth finds where a request came from; set over whatever was sent. */
export const CLIENT_HEADER = 'x-debrief-client';

/**
 * Where a request came from. Behind a proxy (DEBRIEF_URL is set) that is what the nearest proxy added last to `X-Forwarded-For`; what stands before
 * it was sent by the client and may be made up. Null where nothing says so, as in tests.
 */
export function clientAddress(headers: Headers, { DEBRIEF_URL }: Pick<Env, 'DEBRIEF_URL'>): string | null {
  const forwarded = DEBRIEF_URL === undefined ? undefined : headers.get('x-forwarded-for')?.split(',').at(-1)?.trim();
  return forwarded || headers.get(PEER_HEADER);
}

const NETWORK_GROUPS = 4;

/** What limits take for one address: of IPv6 the network (/64), any address of which a single machine may use. */
export function networkOf(ip: string): string {
  const mapped = /^::ffff:([\d.]+)$/i.exec(ip)?.[1];
  if (mapped || !isIPv6(ip)) return mapped ?? ip;
  const [head = [], tail = []] = ip.split('::').map((part) => part.split(':').filter(Boolean));
  const zeros = Array<string>(Math.max(0, 2 * NETWORK_GROUPS - head.length - tail.length)).fill('0');
  const groups = [...head, ...zeros, ...tail].slice(0, NETWORK_GROUPS);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
