import type { ProseReference } from '@/components/ui/prose';
import type { Segment } from '@/lib/segments/schema';
import { referenceAddress } from './reference-words';

/** Kinds whose names are underlined in the text; paths and addresses are long and stand in back-ticks anyway. */
const UNDERLINED = new Set(['issue', 'commit', 'branch', 'pull_request', 'ticket']);

/** The identifiers in the words of a segment: where no rule leads elsewhere, to their own page; under a share link, which shows none, nowhere. */
export function proseReferences({ references, url }: Pick<Segment, 'references' | 'url'>): ProseReference[] {
  const project = /^\/([^/]+)\/sessions\//.exec(url)?.[1];
  return references
    .filter(({ kind }) => UNDERLINED.has(kind))
    .map(({ text, href }) => ({ text, href, page: project && referenceAddress(project, text) }));
}
