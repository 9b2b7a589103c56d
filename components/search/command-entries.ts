import type { IconName } from '@/components/ui/icon';
import type { Marked, SearchHit } from '@/lib/search/schema';
import type { Action } from './actions';
import { searchAddress } from './search-address';

/** A line of the command menu. */
export interface Entry {
  id: string;
  icon: IconName;
  title: Marked;
  sub?: string | undefined;
  /** The key that it has besides Enter. */
  key?: string;
  to: Action['to'];
}

export type EntryGroup = {
  value: string;
  items: Entry[];
};

interface Offered {
  project: string | undefined;
  typed: string;
  hits: readonly SearchHit[];
  actions: readonly Action[];
}

const KINDS: [kind: SearchHit['kind'], name: string, icon: IconName][] = [
  ['segment', 'Segments', 'list'],
  ['question', 'Questions', 'question'],
  ['decision', 'Decisions', 'done'],
  ['next_step', 'Next steps', 'nextStep'],
  ['comment', 'Comments', 'comment'],
  ['session', 'Sessions', 'events'],
];

/** What is found by kind, then what can be done. */
export function groupsOf({ project, typed, hits, actions }: Offered): EntryGroup[] {
  const found = KINDS.map(([kind, value, icon]) => ({
    value,
    items: hits.filter((hit) => hit.kind === kind).map((hit, i) => entryOf(hit, icon, `${kind} ${i}`)),
  }));
  const all: Entry[] =
    project && typed
      ? [
          {
            id: 'all',
            icon: 'search',
            title: plain(`Search all sessions for “${typed}”`),
            key: '⇧↵',
            to: searchAddress(project, typed),
          },
        ]
      : [];
  const doing = [...all, ...actions.map(({ id, icon, text, to }) => ({ id, icon, title: plain(text), to }))];
  return [...found, { value: 'Actions', items: doing }].filter(({ items }) => items.length > 0);
}

const plain = (text: string): Marked => ({ text, marks: [] });

function entryOf({ kind, title, segment, session }: SearchHit, icon: IconName, place: string): Entry {
  const sub = segment ? `segment ${segment.n}${kind === 'segment' ? ` of ${session.title}` : ''}` : (session.agent ?? undefined);
  return { id: `${place} ${segment?.url ?? session.url}`, icon, title, sub, to: pathOf(segment?.url ?? session.url) };
}

/** The API gives whole addresses; a page is reached by its path. */
function pathOf(url: string): string {
  const { pathname, search } = new URL(url, location.origin);
  return pathname + search;
}
