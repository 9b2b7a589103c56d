'use client';

import { Autocomplete } from '@base-ui/react/autocomplete';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Icon } from '@/components/ui/icon';
import { Kbd } from '@/components/ui/kbd';
import { countOf } from '@/lib/display';
import { quickSearchQuery } from '@/lib/search/client';
import { actionsFor, actionsOf } from './actions';
import { type Entry, type EntryGroup, groupsOf } from './command-entries';
import './palette.css';
import { MarkedText } from './marked-text';
import { searchAddress } from './search-address';

/** So long nothing is asked while somebody types. */
const PAUSE_MS = 120;

interface CommandMenuProps {
  project: string | undefined;
  projects: { name: string; url: string }[];
  onClose: () => void;
}

/** Finds segments, questions, decisions and sessions while one types, and does what can be done from everywhere. */
export default function CommandMenu({ project, projects, onClose }: CommandMenuProps) {
  const router = useRouter();
  const root = useRef<HTMLDialogElement>(null);
  const [typed, setTyped] = useState('');
  const { groups, isAsking } = useEntries(project, projects, typed);
  useLayoutEffect(() => {
    const dialog = root.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  const choose = (to: Entry['to']) => {
    onClose();
    if (typeof to === 'string') router.push(to);
    else void to()?.then(() => router.refresh());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // The first line is not yet an answer to what was typed last.
    if (event.key !== 'Enter' || !(event.shiftKey || isAsking) || !project || !typed.trim()) return;
    event.preventDefault();
    choose(searchAddress(project, typed.trim()));
  };
  const found = groups.reduce((sum, { items }) => sum + items.length, 0);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside it closes it; the key for that is Escape, which a dialog takes itself
    <dialog
      ref={root}
      className="palette"
      aria-label="Command menu"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === root.current && onClose()}
    >
      <Autocomplete.Root
        items={groups}
        filteredItems={groups}
        value={typed}
        onValueChange={(value, { reason }) => reason !== 'item-press' && setTyped(value)}
        itemToStringValue={(entry: Entry) => entry.id}
        autoHighlight="always"
        keepHighlight
        inline
        open
      >
        <div className="palette-field">
          <Icon name="search" />
          <Autocomplete.Input
            aria-label="Search, or go to a page"
            placeholder={project ? 'Search, or go to a page' : 'Go to a page'}
            spellCheck={false}
            onKeyDown={onKeyDown}
          />
        </div>
        <Autocomplete.Status className="sr-only">{isAsking ? '' : countOf(found, 'result')}</Autocomplete.Status>
        <Autocomplete.List className="palette-list">
          {(group: EntryGroup) => (
            <Autocomplete.Group key={group.value} items={group.items}>
              <Autocomplete.GroupLabel className="palette-label">{group.value}</Autocomplete.GroupLabel>
              <Autocomplete.Collection>
                {(entry: Entry) => <EntryItem key={entry.id} entry={entry} onChoose={choose} />}
              </Autocomplete.Collection>
            </Autocomplete.Group>
          )}
        </Autocomplete.List>
      </Autocomplete.Root>
    </dialog>
  );
}

function EntryItem({ entry, onChoose }: { entry: Entry; onChoose: (to: Entry['to']) => void }) {
  return (
    <Autocomplete.Item value={entry} className="palette-item" onClick={() => onChoose(entry.to)}>
      <Icon name={entry.icon} />
      <span className="min-w-0 truncate">
        <MarkedText {...entry.title} />
        {entry.sub && <span className="ml-2 text-meta text-ink-3 max-md:hidden">{entry.sub}</span>}
      </span>
      <span className="palette-key" data-own={entry.key && ''} aria-hidden="true">
        <Kbd>{entry.key ?? '↵'}</Kbd>
      </span>
    </Autocomplete.Item>
  );
}

/** What is offered for what is typed. Of answers only the newest counts: each is kept under the words that it answers. */
function useEntries(project: string | undefined, projects: CommandMenuProps['projects'], typed: string) {
  const q = useSettled(typed.trim());
  const { data, isFetching } = useQuery({
    ...quickSearchQuery(project ?? '', q),
    enabled: project !== undefined && q !== '',
    placeholderData: keepPreviousData,
  });
  const actions = actionsFor(actionsOf(project, projects), typed);
  const hits = typed.trim() === '' ? [] : (data?.items ?? []);
  return { groups: groupsOf({ project, typed: typed.trim(), hits, actions }), isAsking: isFetching || q !== typed.trim() };
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
