import { z } from 'zod';
import { type Context, shareContext } from '@/lib/auth/context';
import { getProject } from '@/lib/projects/queries';
import { ensureSettled } from '@/lib/segments/commands';
import { countSegmentsOf } from '@/lib/segments/queries';
import { sidOfPath } from '@/lib/sessions/slug';
import { findShare } from '@/lib/shares/queries';
import { sharePath } from '@/lib/shares/read-queries';

const missing = z.discriminatedUnion('what', [
  z.object({ what: z.literal('project') }),
  z.object({ what: z.literal('session'), project: z.string().nullable() }),
  z.object({ what: z.literal('share'), state: z.enum(['revoked', 'expired', 'unknown']) }),
  z.object({ what: z.literal('segment'), project: z.string().nullable(), n: z.string(), of: z.number(), url: z.string() }),
]);
/** What an address names that does not exist, and the project in which it does not, where who asks may see that one. */
export type Missing = z.infer<typeof missing>;

/** Carries a `Missing` to the not-found page, which gets neither parameters nor props. Set or removed by the proxy for every request. */
export const MISSING_HEADER = 'x-debrief-missing';

/** Projects, their search, references and settings, sessions and segments; exports, whose names have a dot, are the API's. */
const ADDRESS =
  /^\/([^/.]+)(?:\/search|\/references\/[^/]+|\/settings(?:\/[^/.]+)?|\/sessions(?:\/([^/.]+)(?:\/segments\/([^/.]+))?)?)?\/?$/;
/** The settings of the person and the installation, which are of no project. */
const SETTINGS = 'settings';

/** Says what is missing at an address, so that it is answered with 404 and the whole text; null if nothing is, or if the address is none of these. */
export async function findMissing(ctx: Context, { pathname, searchParams }: URL): Promise<Missing | null> {
  const [, project, part, n] = ADDRESS.exec(pathname) ?? [];
  if (!project || project === SETTINGS) return null;
  if (!part) return (await getProject(ctx, project)) ? null : { what: 'project' };
  const sid = sidOfPath(part);
  await ensureSettled(ctx, sid);
  const found = await countSegmentsOf(ctx, sid, { cut: Number(searchParams.get('cut')) || 1 });
  const known = async () => (await getProject(ctx, project))?.name ?? null;
  if (!found) return { what: 'session', project: await known() };
  const isThere = n === undefined || (/^[1-9]\d{0,8}$/.test(n) && Number(n) <= found.of);
  return isThere ? null : { what: 'segment', project: await known(), n, ...found };
}

/** The pages of a share link, and their pictures. */
const SHARE = /^\/s\/([^/]+)(?:\/segments\/([^/]+))?(?:\/card)?\/?$/;
const NO_SHARE: Missing = { what: 'share', state: 'unknown' };
/** Whether an address is, or would be, of a share link. */
export const isOfShare = (path: string): boolean => /^\/s(\/|$)/.test(path);

/** Says why a share link does not open the page at an address; null if it does. */
export async function findMissingShare(db: Context['db'], { pathname, searchParams }: URL): Promise<Missing | null> {
  const [, token, n] = SHARE.exec(pathname) ?? [];
  if (!token) return NO_SHARE;
  const found = await findShare(db, token);
  if (found.state !== 'open') return { what: 'share', state: found.state };
  if (n === undefined) return null;
  if (found.share.segment) return NO_SHARE;
  const ctx = shareContext(db, found.share);
  const counted = await countSegmentsOf(ctx, found.share.sid, { cut: Number(searchParams.get('cut')) || 1 });
  if (!counted) return NO_SHARE;
  const isThere = /^[1-9]\d{0,8}$/.test(n) && Number(n) <= counted.of;
  return isThere ? null : { what: 'segment', project: null, n, of: counted.of, url: sharePath(found.share) };
}

export const writeMissing = (value: Missing): string => encodeURIComponent(JSON.stringify(value));

/** What the header says; null where it says nothing, or nothing of ours. */
export function readMissing(header: string | null): Missing | null {
  try {
    return missing.parse(JSON.parse(decodeURIComponent(header ?? '')));
  } catch {
    return null;
  }
}
