'use client';

import { lazy, Suspense, useEffect, useState } from 'react';
import type { Boundaries } from '@/components/boundaries/boundaries';
import type { BoundaryAct } from '@/components/boundaries/use-boundary';
import { button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { Kbd } from '@/components/ui/kbd';
import { Menu } from '@/components/ui/menu';
import { useKeys } from '@/components/ui/use-keys';
import { EDIT_FIELDS } from '@/lib/segments/edit-field-schema';
import { type Act, act, useAct } from './acts';
import { begunField, begunFlag } from './draft';
import { edit, FIELD_NAMES, type Place } from './editing';

const FlagDialog = lazy(() => import('./flag-dialog').then((module) => ({ default: module.FlagDialog })));
const BoundaryDialog = lazy(() =>
  import('@/components/boundaries/boundary-dialog').then((module) => ({ default: module.BoundaryDialog })),
);

const ShareDialog = lazy(() => import('@/components/shares/share-dialog').then((module) => ({ default: module.ShareDialog })));

interface SegmentMenuProps {
  place: Place;
  /** The page of the segment. */
  path: string;
  mayEdit: boolean;
  mayShare: boolean;
  boundaries: Boundaries | null;
}

/** What a person may change of a segment, beside what is said of it. `F` flags a claim. */
export function SegmentMenu({ place, path, mayEdit, mayShare, boundaries }: SegmentMenuProps) {
  const open = useAct();
  const [isSharing, setSharing] = useState(false);
  useKeys({
    f: (event) => {
      if (!mayEdit) return;
      event.preventDefault();
      act({ kind: 'flag' });
    },
  });
  useEffect(() => {
    const begun = mayEdit && begunField(place.id);
    if (begun) edit(begun);
    else if (mayEdit && begunFlag(place.id)) act({ kind: 'flag' });
    return () => {
      act(null);
      edit(null);
    };
  }, [mayEdit, place.id]);
  return (
    <>
      <Menu name="More" align="end" className={button({ variant: 'ghost', isIcon: true })} label={<Icon name="more" />}>
        {mayEdit && (
          <div className="scripted">
            {EDIT_FIELDS.map((field) => (
              <Item key={field} onClick={() => edit(field)}>{`Edit ${FIELD_NAMES[field].toLowerCase()}`}</Item>
            ))}
            <Item onClick={() => act({ kind: 'flag' })} shortcut="F">
              Flag a wrong claim
            </Item>
            {boundaries && <BoundaryItems boundaries={boundaries} />}
          </div>
        )}
        {mayShare && (
          <div className="scripted">
            <Item onClick={() => setSharing(true)}>Share publicly</Item>
          </div>
        )}
        <a className="menu-item" href={fileOf(path, 'md')}>
          Markdown
        </a>
        <a className="menu-item" href={fileOf(path, 'json')}>
          JSON
        </a>
      </Menu>
      <Suspense>
        {open?.kind === 'flag' && (
          <FlagDialog place={place} selected={getSelection()?.toString().trim() ?? ''} onClose={() => act(null)} />
        )}
        {isSharing && <ShareDialog sid={place.sid} segment={{ n: place.n, cut: place.cut }} onClose={() => setSharing(false)} />}
        {boundaries && isBoundary(open) && (
          <BoundaryDialog
            key={open.kind}
            act={open}
            {...{ place, boundaries }}
            onClose={(isDone) => act(open.kind === 'split' && !isDone ? { kind: 'splitting' } : null)}
          />
        )}
      </Suspense>
    </>
  );
}

const isBoundary = (open: Act | null): open is BoundaryAct =>
  open?.kind === 'split' || open?.kind === 'merge' || open?.kind === 'move';

/** The segment as a file. */
function fileOf(path: string, ending: string): string {
  const [bare = '', query] = path.split('?');
  return `${bare}.${ending}${query ? `?${query}` : ''}`;
}

const BoundaryItems = ({ boundaries: { first, last, next } }: { boundaries: Boundaries }) => (
  <>
    {last > first && <Item onClick={() => act({ kind: 'splitting' })}>Split…</Item>}
    {next && <Item onClick={() => act({ kind: 'merge' })}>Merge with the next…</Item>}
    {next && <Item onClick={() => act({ kind: 'move' })}>Move the end…</Item>}
  </>
);

interface ItemProps {
  onClick: () => void;
  shortcut?: string;
  children: string;
}

const Item = ({ onClick, shortcut, children }: ItemProps) => (
  <button type="button" className="menu-item" onClick={onClick}>
    <span className="me-auto">{children}</span>
    {shortcut && <Kbd>{shortcut}</Kbd>}
  </button>
);
