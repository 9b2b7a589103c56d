import type { Metadata } from 'next';
import { stripped } from '@/components/evidence/safe-text';
import { oneLine } from '@/components/ui/one-line';
import type { Segment } from '@/lib/segments/schema';
import type { SharedSession } from '@/lib/shares/read-queries';

const DESCRIPTION_CHARS = 200;
const TITLE_CHARS = 120;

/** What a chat shows of a link to a segment: its title and its outcome, which the link shows anyway. */
export function previewOfSegment({ n, title, outcome, summary, ask }: Segment): Metadata {
  return preview(`${n}. ${plain(title, TITLE_CHARS)}`, outcome ?? summary ?? ask ?? '');
}

/** The same of a session: where it stands. */
export const previewOfSession = ({ session, record }: SharedSession): Metadata =>
  preview(plain(session.title, TITLE_CHARS), record.stands?.outcome ?? '');

function preview(title: string, text: string): Metadata {
  const description = plain(text, DESCRIPTION_CHARS - 1);
  return {
    title,
    description,
    robots: { index: false, follow: false, noarchive: true },
    referrer: 'no-referrer',
    openGraph: { type: 'article', siteName: 'Debrief', title, description },
  };
}

/** One line that no character of it can turn around or hide. */
const plain = (text: string, max: number): string => oneLine(stripped(text).replaceAll('`', ''), max).trim();
