import type { Metadata } from 'next';
import { cardMetadata } from '@/app/card-metadata';
import { stripped } from '@/components/evidence/safe-text';
import { oneLine } from '@/components/ui/one-line';
import { publicOrigin } from '@/lib/auth/session';
import type { Segment } from '@/lib/segments/schema';
import type { SharedSession } from '@/lib/shares/read-queries';

const DESCRIPTION_CHARS = 200;
const TITLE_CHARS = 120;

/** What a chat shows of a link to a segment: its title and its outcome, which the link shows anyway. */
export const previewOfSegment = ({ n, title, outcome, summary, ask }: Segment, path: string): Promise<Metadata> =>
  preview(`${n}. ${plain(title, TITLE_CHARS)}`, outcome ?? summary ?? ask ?? '', path);

/** The same of a session: where it stands. */
export const previewOfSession = ({ session, record }: SharedSession, path: string): Promise<Metadata> =>
  preview(plain(session.title, TITLE_CHARS), record.stands?.outcome ?? '', path);

/** `path` is the page's, whose picture stands below it. */
async function preview(title: string, text: string, path: string): Promise<Metadata> {
  const [page, query] = path.split('?');
  const card = `${await publicOrigin()}${page}/card${query ? `?${query}` : ''}`;
  const description = plain(text, DESCRIPTION_CHARS - 1);
  return {
    title,
    description,
    robots: { index: false, follow: false, noarchive: true },
    referrer: 'no-referrer',
    openGraph: { type: 'article', siteName: 'Debrief', title, description, ...cardMetadata(card, title) },
    twitter: { card: 'summary_large_image' },
  };
}

/** One line that no character of it can turn around or hide. */
const plain = (text: string, max: number): string => oneLine(stripped(text).replaceAll('`', ''), max).trim();
