import { randomBytes } from 'node:crypto';
import { storableText } from '@/lib/storable';

/** Crockford's base 32: no letter that is taken for a digit. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const SID_CHARS = 8;
const SLUG_CHARS = 48;

/** A new random id of a session for URLs. */
export const newSid = (): string => [...randomBytes(SID_CHARS)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');

/** A title as a readable part of a URL: at most 48 characters of a-z, 0-9 and hyphens; empty if it has none of them. */
export function slugOf(title: string | null): string {
  const words = (title ?? '')
    .slice(0, SLUG_CHARS * 8)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f'’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (words.length <= SLUG_CHARS) return words;
  const cut = words.slice(0, SLUG_CHARS + 1);
  const end = cut.lastIndexOf('-');
  return cut.slice(0, end > 0 ? end : SLUG_CHARS);
}

/** The id at the end of a session's part of a URL. */
export const sidOfPath = (part: string): string => storableText(part.slice(part.lastIndexOf('-') + 1));

/** Path of a session's page. */
export function sessionPath(project: string, title: string | null, sid: string): string {
  const slug = slugOf(title);
  return `/${project}/sessions/${slug ? `${slug}-` : ''}${sid}`;
}

/** Path of a segment's page. Links without `?cut=` mean the first cut. */
export function segmentPath(session: { project: string; title: string | null; sid: string }, n: number, cut = 1): string {
  return `${sessionPath(session.project, session.title, session.sid)}/segments/${n}${cut > 1 ? `?cut=${cut}` : ''}`;
}
